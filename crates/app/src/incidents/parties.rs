//! Parties of an incident: added with what they may see, released when they have no more part in it.

use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::incidents::{Party, PartyRole, Sees};
use domain::{BodyId, Op, Right};
use serde_json::json;

/// A party to add.
#[derive(Debug, Clone)]
pub struct AddParty {
    /// Number of the incident.
    pub number: String,
    /// The body.
    pub body: BodyId,
    /// Its part.
    pub role: PartyRole,
    /// What it may see; `None` for what its role sees.
    pub sees: Option<Sees>,
}

/// A party to release.
#[derive(Debug, Clone)]
pub struct ReleaseParty {
    /// Number of the incident.
    pub number: String,
    /// The body.
    pub body: BodyId,
    /// The part it leaves.
    pub role: PartyRole,
}

/// Adds a party; clocks that waited for somebody in its role now have an addressee.
///
/// # Errors
/// `party.already_there`; an unknown body.
#[boxed]
pub async fn add_party(app: &App, op: &Op, cmd: AddParty) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (incident, mut parties) = super::load_to_change(&mut tx, &cmd.number).await?;
    let own = op.require_on_incident(Right::ManageParties, &parties)?;
    incident.unclosed()?;
    let body = tx.body(cmd.body).await?.ok_or_else(|| Error::field("body", "unknown_option"))?;
    if parties.iter().any(|p| p.body == cmd.body && p.role == cmd.role && p.until.is_none()) {
        return Err(Error::refused("party.already_there"));
    }
    let sees = cmd.sees.unwrap_or_else(|| cmd.role.sees());
    // Nobody opens to another what is closed to themselves.
    if sees < own {
        return Err(Error::Forbidden);
    }
    let party = Party { body: cmd.body, role: cmd.role, sees, since: op.now, until: None };
    tx.add_party(&incident, &party).await?;
    let values = json!({ "body": body.name, "role": party.role, "sees": party.sees });
    parties.push(party);
    crate::clocks::settle(&mut tx, app, op, &incident, &parties).await?;
    super::note(&mut tx, app, op, incident.id, "party.added", &values, false).await?;
    tx.record(op, Event::new("party.added", "incident", incident.id, values));
    tx.commit(op.now).await?;
    Ok(())
}

/// Releases a party.
///
/// # Errors
/// [`Error::NotFound`] when it has no such part; `party.last_operator`.
#[boxed]
pub async fn release_party(app: &App, op: &Op, cmd: ReleaseParty) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (incident, parties) = super::load_to_change(&mut tx, &cmd.number).await?;
    op.require_on_incident(Right::ManageParties, &parties)?;
    incident.unclosed()?;
    let active = || parties.iter().filter(|p| p.until.is_none());
    let party = active().find(|p| p.body == cmd.body && p.role == cmd.role).ok_or(Error::NotFound)?;
    if cmd.role == PartyRole::Operator && active().filter(|p| p.role == PartyRole::Operator).count() == 1 {
        return Err(Error::refused("party.last_operator"));
    }
    let body = tx.body(cmd.body).await?.ok_or(Error::NotFound)?;
    tx.release_party(incident.id, party, op.now).await?;
    let left = tx.parties(incident.id).await?;
    crate::clocks::settle(&mut tx, app, op, &incident, &left).await?;
    let values = json!({ "body": body.name, "role": cmd.role });
    super::note(&mut tx, app, op, incident.id, "party.released", &values, false).await?;
    tx.record(op, Event::new("party.released", "incident", incident.id, values));
    tx.commit(op.now).await?;
    Ok(())
}
