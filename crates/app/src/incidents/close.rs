//! Recording an incident as closed: only after the closing report is accepted (circular draft art. 11.1.c).

use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::audit::Event;
use domain::reports::ReportState;
use domain::{Op, Right};
use serde_json::json;

/// Records an incident as closed.
///
/// # Errors
/// `incident.already_closed`, `incident.not_ended`, `incident.closing_report_missing`.
#[boxed]
pub async fn record_closed(app: &App, op: &Op, number: &str) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (incident, parties) = super::load_to_change(&mut tx, number).await?;
    op.require_on_incident(Right::RecordClosed, &parties)?;
    let reports = tx.reports(incident.id).await?;
    // After a reopening, a closing report from before it does not count.
    let closing =
        reports.iter().find(|r| r.state == ReportState::Accepted && incident.closed_by(r, &parties));
    let incident = incident.record_closed(closing.is_some(), op.now)?;
    tx.update_incident(&incident, op.now).await?;
    let report = closing.and_then(|r| r.number.clone());
    super::note(&mut tx, app, op, incident.id, "incident.closed", &json!({ "report": report }), false)
        .await?;
    tx.record(
        op,
        Event::new(
            "incident.closed",
            "incident",
            incident.id,
            json!({ "number": incident.number, "report": report }),
        ),
    );
    tx.commit(op.now).await?;
    Ok(())
}
