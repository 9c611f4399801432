//! Ending a consent before its time.

use crate::access::Ask;
use crate::bodies::Check;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::{ConsentId, Op, Right};
use serde_json::json;

/// A consent to end.
#[derive(Debug, Clone)]
pub struct EndConsent {
    /// Number of the incident.
    pub number: String,
    /// The consent.
    pub consent: ConsentId,
    /// Why.
    pub reason: String,
}

/// Ends a consent now.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; `access.ended`; a reason that is missing.
#[boxed]
pub async fn end_consent(app: &App, op: &Op, cmd: EndConsent) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (incident, parties) = crate::incidents::load_to_change(&mut tx, &cmd.number).await?;
    op.require_on_incident(Right::RecordConsent, &parties)?;
    let consent = tx.consent(cmd.consent).await?.filter(|one| one.incident == incident.id);
    let mut check = Check::new();
    let reason = check.required("reason", &cmd.reason);
    check.done()?;
    let consent = consent.ok_or(Error::NotFound)?.end(op.actor.name().to_owned(), reason.clone(), op.now)?;
    tx.update_consent(&consent).await?;
    let detail = json!({ "number": incident.number, "consent": consent.id, "reason": reason });
    tx.record(op, Event::new("access.ended", "incident", incident.id, detail));
    tx.commit(op.now).await?;
    Ok(())
}
