//! Reopening an incident; its history stays.

use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::audit::Event;
use domain::{Op, Right};
use serde_json::json;

/// Opens an ended or closed incident again. The closing clock is no longer owed until the response ends anew.
///
/// # Errors
/// `incident.not_closed`, `incident.reason_missing`.
#[boxed]
pub async fn reopen(app: &App, op: &Op, number: &str, reason: &str) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (incident, parties) = super::load_to_change(&mut tx, number).await?;
    op.require_on_incident(Right::RecordClosed, &parties)?;
    let mut incident = incident.reopen(reason)?;
    incident.events.remove("incident.fixed");
    incident.events.remove("incident.response-ended");
    tx.update_incident(&incident, op.now).await?;
    crate::clocks::settle(&mut tx, app, op, &incident, &parties).await?;
    let values = json!({ "reason": domain::text::bounded(reason), "times": incident.reopened });
    super::note(&mut tx, app, op, incident.id, "incident.reopened", &values, false).await?;
    tx.record(op, Event::new("incident.reopened", "incident", incident.id, values));
    tx.commit(op.now).await?;
    Ok(())
}
