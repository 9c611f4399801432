//! Noting an access. What the consent does not cover is refused, and the try stays on record.

use crate::access::Ask;
use crate::bodies::Check;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::incidents::Sees;
use domain::teams::access::AccessUse;
use domain::{ConsentId, MemberId, Moment, Op, Right};
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
/// `access.not_named`, `access.outside_scope`, each recorded.
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
    let (member, name) = match cmd.member {
        Some(id) => {
            let one = tx.team_member(id).await?.ok_or_else(|| Error::field("member", "unknown_option"))?;
            (one.id, one.name)
        }
        None => own(&mut tx, op, &consent).await?,
    };
    let judged = consent.allows(member, &cmd.target, at);
    let detail = json!({
        "number": incident.number, "consent": consent.id, "member": name, "target": cmd.target, "what": what,
        "at": at, "refusal": judged.as_ref().err().map(|refusal| refusal.code),
    });
    if let Err(refusal) = judged {
        tx.record(op, Event::new("access.refused", "incident", incident.id, detail));
        tx.commit(op.now).await?;
        return Err(refusal.into());
    }
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

/// The office of the actor that the consent names; else any office of theirs, so that the refusal names who tried.
async fn own(
    tx: &mut store::Tx,
    op: &Op,
    consent: &domain::teams::access::Consent,
) -> Result<(MemberId, String)> {
    let person = op.actor.person();
    for allowed in &consent.members {
        let one = tx.team_member(allowed.member).await?;
        if one.is_some_and(|one| one.person.is_some() && one.person == person) {
            return Ok((allowed.member, allowed.name.clone()));
        }
    }
    Ok((MemberId(uuid::Uuid::nil()), op.actor.name().to_owned()))
}
