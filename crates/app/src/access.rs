//! Asking for a right. What may not be known is [`Error::NotFound`]; what may be known and not done is
//! [`Error::Forbidden`]. Which role has which right over which records is the table of rights ([`domain::access::table`]);
//! here it is only asked.

use crate::bodies::roles;
use crate::{App, Error, Result};
use domain::access::{Relation, table};
use domain::incidents::{Circle, Incident, PartyRole, Sees};
use domain::notices::Notice;
use domain::{Op, Right};
use store::{Conn, Reading};
use uuid::Uuid;

/// What use cases ask an [`Op`].
pub trait Ask {
    /// The right itself, on whatever record.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    fn require(&self, right: Right) -> Result<()>;

    /// That a notice may be seen, then the right over it. Triage is with the body that handles it: whoever sent a notice
    /// does not judge it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Forbidden`].
    fn require_on_notice(&self, right: Right, notice: &Notice) -> Result<()>;

    /// That an incident may be seen, then the right over it, by the part the actor's body takes; gives how much may be
    /// seen.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Forbidden`].
    fn require_on_incident(&self, right: Right, circle: &Circle) -> Result<Sees>;
}

/// Whether the actor handles a notice: triages it and reads what is internal to that.
pub(crate) fn handles(op: &Op, notice: &Notice) -> bool {
    op.rights.over(Right::TriageNotice).meets(notice.relations(op))
}

impl Ask for Op {
    fn require(&self, right: Right) -> Result<()> {
        if self.may(right) { Ok(()) } else { Err(Error::Forbidden) }
    }

    fn require_on_notice(&self, right: Right, notice: &Notice) -> Result<()> {
        if !notice.seen_by(self) {
            return Err(Error::NotFound);
        }
        if self.rights.over(right).meets(notice.relations(self)) { Ok(()) } else { Err(Error::Forbidden) }
    }

    fn require_on_incident(&self, right: Right, circle: &Circle) -> Result<Sees> {
        let sees = circle.seen_by(self).ok_or(Error::NotFound)?;
        if self.rights.over(right).meets(circle.relations(self)) { Ok(sees) } else { Err(Error::Forbidden) }
    }
}

/// Who stands around an incident.
///
/// # Errors
/// [`Error::Unavailable`].
pub(crate) async fn circle(conn: &mut Conn, incident: &Incident) -> Result<Circle> {
    let parties = conn.parties(incident.id).await?;
    let restricted = incident.restricted();
    let named = if restricted { conn.grants("incident", incident.id.uuid()).await? } else { Vec::new() };
    let mut superiors = Vec::new();
    // Nobody is looked for whom the table gives nothing.
    if table().gives(Right::SeeIncidents, Relation::Superior) {
        let affected = [PartyRole::Operator, PartyRole::Owner];
        for party in parties.iter().filter(|p| p.until.is_none() && affected.contains(&p.role)) {
            superiors.extend(roles::superiors(conn, party.body).await?);
        }
    }
    Ok(Circle { parties, restricted, named, superiors })
}

/// Notes that somebody reads a restricted record: who, when, through which door. What cannot be noted is not read.
///
/// # Errors
/// [`Error::Unavailable`].
pub(crate) async fn note_read(app: &App, op: &Op, kind: &str, id: Uuid, restricted: bool) -> Result<()> {
    if !restricted {
        return Ok(());
    }
    let reader = op.actor.person().map_or_else(|| op.actor.name().to_owned(), |person| person.to_string());
    let (door, name) = (op.actor.door(), op.actor.name());
    let reading = Reading { kind, id, reader: &reader, door, name, body: op.body, at: op.now };
    if app.store.read().await?.is_read_noted(&reading).await? {
        return Ok(());
    }
    let mut tx = app.store.write().await?;
    tx.note_read(&reading).await?;
    tx.commit(op.now).await?;
    Ok(())
}
