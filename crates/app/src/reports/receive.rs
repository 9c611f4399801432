//! Noting that a person of an addressee opened a report.

use super::case::Case;
use crate::{App, Result, boxed};
use domain::audit::Event;
use domain::{Op, ReportId};
use serde_json::json;

/// Notes receipt by the actor's body; `false` when there was nothing to note: the body is no addressee, has it already,
/// or no person is acting.
///
/// # Errors
/// [`crate::Error::NotFound`] when the report may not be seen.
#[boxed]
pub async fn receive(app: &App, op: &Op, report: ReportId) -> Result<bool> {
    // Most readings note nothing, and reading takes no writer.
    let case = Case::load(&mut *app.store.read().await?, report).await?;
    case.require_sight(op)?;
    let waits = |case: &Case| case.delivery_to(op).is_some_and(|d| d.clone().receive(op.now));
    if op.actor.person().is_none() || !waits(&case) {
        return Ok(false);
    }
    let mut tx = app.store.write().await?;
    let case = Case::load(&mut tx, report).await?;
    let Some(mut delivery) = case.delivery_to(op).cloned() else { return Ok(false) };
    if !delivery.receive(op.now) {
        return Ok(false);
    }
    tx.update_delivery(&delivery).await?;
    tx.record(
        op,
        Event::new(
            "report.received",
            "report",
            report,
            json!({
                "number": case.report.number, "edition": delivery.edition, "role": delivery.role,
            }),
        ),
    );
    tx.commit(op.now).await?;
    Ok(true)
}
