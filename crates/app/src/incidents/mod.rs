//! Incidents at the desk: opened, classified, led through the legal process, ended, recorded as closed.

mod classify;
mod close;
mod detection;
mod end;
mod entries;
mod facts;
mod list;
mod marks;
mod message;
mod open;
mod parties;
mod reopen;
mod severity;
mod steps;
mod view;

pub use classify::{Classify, classify};
pub use close::record_closed;
pub use detection::{CorrectDetection, correct_detection};
pub use end::{EndResponse, end_response};
pub use entries::{WriteEntry, write_entry};
pub use facts::{CorrectFacts, correct_facts};
pub use list::{IncidentListing, ListIncidents, list};
pub use marks::{SetMarks, set_marks};
pub use message::write_message;
pub(crate) use message::{Mailed, join_mail};
pub(crate) use open::{NewIncident, open_incident};
pub use parties::{AddParty, ReleaseParty, add_party, release_party};
pub use reopen::reopen;
pub use severity::{DecideSeverity, ProposeSeverity, decide_severity, propose_severity};
pub use steps::{StepAct, StepCommand, act_on_step};
pub use view::{ClockView, IncidentView, PartyView, PendingClock, StepView, view};

use crate::access::{Ask, circle};
use crate::{App, Error, Result};
use domain::incidents::{Circle, Entry, EntryKind, Incident};
use domain::{IncidentId, IncidentNumber, Op, Right};
use serde_json::Value;
use store::{Conn, Tx};

/// Loads an incident and who stands around it by the number a door was given.
pub(crate) async fn load(conn: &mut Conn, number: &str) -> Result<(Incident, Circle)> {
    let number: IncidentNumber = number.trim().to_uppercase().parse().map_err(|_| Error::NotFound)?;
    let incident = conn.incident_by_number(&number.to_string()).await?.ok_or(Error::NotFound)?;
    let circle = circle(conn, &incident).await?;
    Ok((incident, circle))
}

/// As [`load`], and keeps others from changing what belongs to the incident until the transaction ends.
pub(crate) async fn load_to_change(tx: &mut Tx, number: &str) -> Result<(Incident, Circle)> {
    tx.hold_incident(&number.trim().to_uppercase()).await?;
    load(tx, number).await
}

/// The incident to change, for whoever has the right there and saw its present version.
///
/// # Errors
/// No right there; `incident.already_closed`; [`Error::Conflict`] when it was changed meanwhile.
pub(crate) async fn load_seen(
    tx: &mut Tx,
    op: &Op,
    right: Right,
    number: &str,
    version: i64,
) -> Result<(Incident, Circle)> {
    let (incident, parties) = load_to_change(tx, number).await?;
    op.require_on_incident(right, &parties)?;
    incident.unclosed()?;
    if incident.version == version { Ok((incident, parties)) } else { Err(Error::Conflict) }
}

/// Writes an entry of the system's own into the timeline; its words are the phrase `entry-<code>`.
pub(crate) async fn note(
    tx: &mut Tx,
    app: &App,
    op: &Op,
    incident: IncidentId,
    code: &str,
    values: &Value,
    internal: bool,
) -> Result<()> {
    let entry = Entry {
        id: app.fresh.id(op.now),
        kind: EntryKind::Event,
        code: code.to_owned(),
        text: values.to_string(),
        document: String::new(),
        internal,
        by: op.actor.name().to_owned(),
        body: op.body,
        to: None,
        at: op.now,
    };
    Ok(tx.insert_entry(incident, &entry).await?)
}
