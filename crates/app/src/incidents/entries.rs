//! Entries of the record written by people: decisions, directions, events, results.

use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::incidents::{Entry, EntryKind, Sees};
use domain::{BodyId, Moment, Op, Right};
use serde_json::json;

/// An entry to write.
#[derive(Debug, Clone)]
pub struct WriteEntry {
    /// Number of the incident.
    pub number: String,
    /// What it is.
    pub kind: EntryKind,
    /// The words.
    pub text: String,
    /// Sign of the document behind it.
    pub document: String,
    /// To which body, for a direction.
    pub to: Option<BodyId>,
    /// Only for the response side.
    pub internal: bool,
    /// When it happened; `None` for now.
    pub at: Option<Moment>,
}

/// Writes an entry. Decisions and directions need the right to direct.
///
/// # Errors
/// An empty text; a moment in the future; an addressee that is no party.
#[boxed]
pub async fn write_entry(app: &App, op: &Op, cmd: WriteEntry) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (incident, parties) = super::load(&mut tx, &cmd.number).await?;
    let needed = if matches!(cmd.kind, EntryKind::Decision | EntryKind::Direction) {
        Right::Direct
    } else {
        Right::WriteMessages
    };
    let sees = op.require_on_incident(needed, &parties)?;
    if cmd.internal && sees != Sees::Everything {
        return Err(Error::Forbidden);
    }
    if needed == Right::Direct {
        incident.unclosed()?;
    }
    let text = domain::text::bounded(&cmd.text);
    if text.is_empty() {
        return Err(Error::field("text", "required"));
    }
    if cmd.at.is_some_and(|at| at > op.now) {
        return Err(Error::field("at", "in_future"));
    }
    if cmd.at.is_some_and(|at| !at.plausible()) {
        return Err(Error::field("at", "two_digit_year"));
    }
    if cmd.to.is_some_and(|to| !parties.iter().any(|p| p.body == to && p.until.is_none())) {
        return Err(Error::field("to", "unknown_option"));
    }
    let entry = Entry {
        id: app.fresh.id(op.now),
        kind: cmd.kind,
        code: String::new(),
        text,
        document: domain::text::bounded(&cmd.document),
        internal: cmd.internal,
        by: op.actor.name().to_owned(),
        body: op.body,
        to: cmd.to,
        at: cmd.at.unwrap_or(op.now),
    };
    tx.insert_entry(incident.id, &entry).await?;
    tx.record(op, Event::new("incident.entry_written", "incident", incident.id, json!({
        "number": incident.number, "entry": entry.id, "kind": entry.kind, "internal": entry.internal, "document": entry.document,
    })));
    tx.commit(op.now).await?;
    Ok(())
}
