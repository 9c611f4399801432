//! The exception from confidentiality: many others concerned must be warned or asked to cooperate, and the coordinator
//! requires it. TLP:RED is not touched by it.

use crate::{App, Error, Result, boxed, incidents};
use domain::audit::Event;
use domain::restriction::Exception;
use domain::{Op, Right, text};
use serde_json::json;

/// An exception to declare.
#[derive(Debug, Clone)]
pub struct ExceptConfidentiality {
    /// Number of the incident.
    pub number: String,
    /// Version the officer saw.
    pub version: i64,
    /// Who must be warned, and why.
    pub reason: String,
    /// Sign and date of the document.
    pub document: String,
}

/// Declares the exception: confidentiality no longer restricts the incident. Asking for it again ends the exception.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; `restriction.no_confidentiality`, `incident.reason_missing`,
/// `incident.document_missing`; [`Error::Conflict`].
#[boxed]
pub async fn except_confidentiality(app: &App, op: &Op, cmd: ExceptConfidentiality) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (mut incident, circle) =
        incidents::load_seen(&mut tx, op, Right::ExceptConfidentiality, &cmd.number, cmd.version).await?;
    if !incident.confidential || incident.exception.is_some() {
        return Err(Error::refused("restriction.no_confidentiality"));
    }
    let (reason, document) = (text::bounded(&cmd.reason), text::bounded(&cmd.document));
    if reason.is_empty() {
        return Err(domain::Refusal::at("reason", "incident.reason_missing").into());
    }
    if document.is_empty() {
        return Err(domain::Refusal::at("document", "incident.document_missing").into());
    }
    let by = op.actor.name().to_owned();
    incident.exception =
        Some(Exception { by, at: op.now, reason: reason.clone(), document: document.clone() });
    tx.update_incident(&incident, op.now).await?;
    if circle.restricted && !incident.restricted() {
        super::open(&mut tx, op, "incident", incident.id.uuid()).await?;
    }
    let values = json!({ "number": incident.number, "reason": reason, "document": document });
    incidents::note(&mut tx, app, op, incident.id, "access.excepted", &values, false).await?;
    tx.record(op, Event::new("access.excepted", "incident", incident.id, values));
    tx.commit(op.now).await?;
    Ok(())
}
