//! What two owners claim at once, for an officer to settle, and what was settled.

use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::bodies::Body;
use domain::systems::System;
use domain::systems::disputes::{Claimed, Decided, Decision, Dispute, Verdict, disputes};
use domain::{Moment, Op, Right, SystemId};
use serde::Serialize;
use serde_json::json;
use store::{Conn, Tx};

/// Most disputes listed.
const MOST: usize = 500;
/// Most decisions looked at.
const MOST_DECISIONS: i64 = 20_000;
/// Decisions listed.
const SHOWN: i64 = 100;

/// Two claims that cannot both be true.
#[derive(Debug, Clone, Serialize)]
pub struct DisputeView {
    /// The wider claim.
    pub wider: ClaimView,
    /// The claim that lies in it.
    pub narrower: ClaimView,
    /// Since when the two stand against each other.
    pub since: Moment,
}

/// A claim with its system and whose it is.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimView {
    /// What is claimed.
    pub value: String,
    /// By which system.
    pub system: System,
    /// Its owner.
    pub owner: Option<Body>,
}

/// A decision with the systems as they are now.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionView {
    /// The decision.
    pub decision: Decision,
    /// The wider claim.
    pub wider: ClaimView,
    /// The narrower claim.
    pub narrower: ClaimView,
}

/// A decision to take.
#[derive(Debug, Clone)]
pub struct DecideDispute {
    /// Key of the system with the wider claim.
    pub wider_system: String,
    /// The wider claim.
    pub wider: String,
    /// Key of the system with the narrower claim.
    pub narrower_system: String,
    /// The narrower claim.
    pub narrower: String,
    /// Since when they stood against each other, as it was shown.
    pub since: Moment,
    /// What is decided.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
}

/// Disputes that nobody decided as the claims now stand, at most 500.
///
/// # Errors
/// [`Error::Forbidden`].
#[boxed]
pub async fn list_disputes(app: &App, op: &Op) -> Result<Vec<DisputeView>> {
    op.require(Right::ManageNetwork)?;
    let mut read = app.store.read().await?;
    let mut views = Vec::new();
    for dispute in open(&mut read).await?.into_iter().take(MOST) {
        let since = dispute.since();
        let wider = claim(&mut read, dispute.wider.system, dispute.wider.value).await?;
        let narrower = claim(&mut read, dispute.narrower.system, dispute.narrower.value).await?;
        if let (Some(wider), Some(narrower)) = (wider, narrower) {
            views.push(DisputeView { wider, narrower, since });
        }
    }
    Ok(views)
}

/// The newest decisions, at most 100.
///
/// # Errors
/// [`Error::Forbidden`].
#[boxed]
pub async fn list_decisions(app: &App, op: &Op) -> Result<Vec<DecisionView>> {
    op.require(Right::ManageNetwork)?;
    let mut read = app.store.read().await?;
    let mut views = Vec::new();
    for decision in read.claim_decisions(SHOWN).await? {
        let wider = claim(&mut read, decision.wider.system, decision.wider.value.clone()).await?;
        let narrower = claim(&mut read, decision.narrower.system, decision.narrower.value.clone()).await?;
        if let (Some(wider), Some(narrower)) = (wider, narrower) {
            views.push(DecisionView { decision, wider, narrower });
        }
    }
    Ok(views)
}

/// Decides a dispute. A claim that is withdrawn is taken off its system in the same transaction.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] when the two claims do not stand against each other; [`Error::Conflict`] when one
/// of them was entered anew since it was shown; `dispute.already_decided`; field `reason`.
#[boxed]
pub async fn decide_dispute(app: &App, op: &Op, cmd: DecideDispute) -> Result<()> {
    let mut tx = app.store.write().await?;
    op.require(Right::ManageNetwork)?;
    let wider = tx.system_by_key(cmd.wider_system.trim()).await?.ok_or(Error::NotFound)?;
    let narrower = tx.system_by_key(cmd.narrower_system.trim()).await?.ok_or(Error::NotFound)?;
    let claims = tx.claims_of_two(wider.id, narrower.id).await?;
    let dispute = standing(&claims, (&wider, &cmd.wider), (&narrower, &cmd.narrower))?;
    let decisions = tx.claim_decisions(MOST_DECISIONS).await?;
    if decisions.iter().any(|decision| decision.settles(&dispute)) {
        return Err(Error::refused("dispute.already_decided"));
    }
    if dispute.since() != cmd.since {
        return Err(Error::Conflict);
    }
    let mut check = crate::bodies::Check::new();
    let reason = check.required("reason", &cmd.reason);
    check.done()?;
    let decided = |claim: Claimed| Decided { system: claim.system, owner: claim.owner, value: claim.value };
    let decision = Decision {
        id: app.fresh.id(op.now),
        wider: decided(dispute.wider),
        narrower: decided(dispute.narrower),
        verdict: cmd.verdict,
        reason,
        by: op.actor.name().to_owned(),
        at: op.now,
    };
    tx.insert_claim_decision(&decision).await?;
    let detail = json!({ "wider": decision.wider.value, "wider_system": wider.key, "narrower": decision.narrower.value,
        "narrower_system": narrower.key, "verdict": decision.verdict, "reason": decision.reason });
    tx.record(op, Event::new("dispute.decided", "dispute", decision.id, detail));
    match decision.verdict {
        Verdict::BothStand => {}
        Verdict::WiderWithdrawn => withdraw(&mut tx, op, wider, &decision.wider.value).await?,
        Verdict::NarrowerWithdrawn => withdraw(&mut tx, op, narrower, &decision.narrower.value).await?,
    }
    tx.commit(op.now).await?;
    Ok(())
}

/// Takes a claim off its system.
async fn withdraw(tx: &mut Tx, op: &Op, before: System, value: &str) -> Result<()> {
    let mut after = before.clone();
    after.addresses.retain(|it| it != value);
    after.domains.retain(|it| it != value);
    tx.update_system(&after, op.now).await?;
    let detail = json!({ "key": after.key, "fields": before.differs(&after), "withdrawn": value });
    tx.record(op, Event::new("system.changed", "system", after.id, detail));
    Ok(())
}

/// The dispute of two claims, when they stand against each other.
fn standing(claims: &[Claimed], wider: (&System, &str), narrower: (&System, &str)) -> Result<Dispute> {
    let is = |claim: &Claimed, (system, value): (&System, &str)| {
        claim.system == system.id && claim.value == value.trim()
    };
    let found = disputes(claims).into_iter().find(|it| is(&it.wider, wider) && is(&it.narrower, narrower));
    found.ok_or(Error::NotFound)
}

async fn open(conn: &mut Conn) -> Result<Vec<Dispute>> {
    let claims = conn.system_claims().await?;
    let decisions = conn.claim_decisions(MOST_DECISIONS).await?;
    let settled = |dispute: &Dispute| decisions.iter().any(|decision| decision.settles(dispute));
    Ok(disputes(&claims).into_iter().filter(|dispute| !settled(dispute)).collect())
}

async fn claim(conn: &mut Conn, system: SystemId, value: String) -> Result<Option<ClaimView>> {
    let Some(system) = conn.system(system).await? else { return Ok(None) };
    let owner = conn.body(system.owner).await?;
    Ok(Some(ClaimView { value, system, owner }))
}
