//! Noting an access. What the consent does not cover is refused, and the try stays on record.

use crate::access::Ask;
use crate::bodies::Check;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::incidents::Sees;
use domain::teams::Member;
use domain::teams::access::{AccessUse, Consent};
use domain::{ConsentId, MemberId, Moment, Op, Refusal, Right};
use serde_json::json;

/// An access to note.
#[derive(Debug, Clone)]
pub struct NoteUse {
    /// Number of the incident.
    pub number: String,
    /// The consent.
    pub consent: ConsentId,
    /// Who; the actor's own office without.
    pub member: Option<MemberId>,
    /// What was opened, by key.
    pub target: String,
    /// What was done.
    pub what: String,
    /// Who watched; the supervisor of the consent without.
    pub supervisor: String,
    /// When; now without.
    pub at: Option<Moment>,
}

/// Notes an access.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; fields to mend; `access.ended`, `access.not_begun`, `access.over`,
/// `access.not_named`, `access.office_over`, `access.outside_scope`, each recorded.
#[boxed]
pub async fn note_use(app: &App, op: &Op, cmd: NoteUse) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (incident, parties) = crate::incidents::load_to_change(&mut tx, &cmd.number).await?;
    // Whoever sees only what was shared knows of no consent.
    if op.require_on_incident(Right::SeeIncidents, &parties)? == Sees::Shared {
        return Err(Error::NotFound);
    }
    op.require(Right::ActInTeam)?;
    let consent = tx.consent(cmd.consent).await?.filter(|one| one.incident == incident.id);
    let consent = consent.ok_or(Error::NotFound)?;
    let mut check = Check::new();
    let what = check.required("what", &cmd.what);
    let supervisor = check.line("supervisor", &cmd.supervisor);
    let at = cmd.at.unwrap_or(op.now);
    if at > op.now {
        check.problem("at", "in_future");
    }
    check.done()?;
    let member = match cmd.member {
        Some(id) => {
            let one = tx.team_member(id).await?;
            Some(one.ok_or_else(|| Error::field("member", "unknown_option"))?)
        }
        None => own(&mut tx, op, &consent, at).await?,
    };
    let name = member.as_ref().map_or_else(|| op.actor.name().to_owned(), |one| one.name.clone());
    let judged = match member {
        Some(one) => consent.allows(&one, &cmd.target, at).map(|()| one.id),
        None => Err(Refusal::at("member", "access.not_named")),
    };
    let detail = json!({
        "number": incident.number, "consent": consent.id, "member": name, "target": cmd.target, "what": what,
        "at": at, "refusal": judged.as_ref().err().map(|refusal| refusal.code),
    });
    let member = match judged {
        Ok(member) => member,
        Err(refusal) => {
            tx.record(op, Event::new("access.refused", "incident", incident.id, detail));
            tx.commit(op.now).await?;
            return Err(refusal.into());
        }
    };
    let supervisor = if supervisor.is_empty() { consent.supervisor } else { supervisor };
    let noted = AccessUse {
        id: app.fresh.id(op.now),
        consent: consent.id,
        member,
        name,
        target: cmd.target,
        what,
        supervisor,
        at,
        noted_by: op.actor.name().to_owned(),
    };
    tx.insert_access_use(&noted).await?;
    tx.record(op, Event::new("access.used", "incident", incident.id, detail));
    tx.commit(op.now).await?;
    Ok(())
}

/// The office of the actor that the consent names: one held at the moment before one that was over.
async fn own(tx: &mut store::Tx, op: &Op, consent: &Consent, at: Moment) -> Result<Option<Member>> {
    let Some(person) = op.actor.person() else { return Ok(None) };
    let mut named = None;
    for allowed in &consent.members {
        let one = tx.team_member(allowed.member).await?.filter(|one| one.person == Some(person));
        if one.as_ref().is_some_and(|one| one.holds(at)) {
            return Ok(one);
        }
        named = named.or(one);
    }
    Ok(named)
}
