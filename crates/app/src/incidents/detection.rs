//! Correcting the moment of detection: the clocks are computed anew, the old ones kept.

use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::{Moment, Op, Refusal, Right};
use serde_json::json;

/// A corrected moment.
#[derive(Debug, Clone)]
pub struct CorrectDetection {
    /// Number of the incident.
    pub number: String,
    /// Version the officer saw.
    pub version: i64,
    /// The right moment.
    pub detected_at: Moment,
    /// Why the old one was wrong.
    pub reason: String,
}

/// Corrects the moment of detection.
///
/// # Errors
/// A moment in the future or after the end of the response; `incident.reason_missing`; [`Error::Conflict`].
#[boxed]
pub async fn correct_detection(app: &App, op: &Op, cmd: CorrectDetection) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (mut incident, parties) =
        super::load_seen(&mut tx, op, Right::ClassifyIncident, &cmd.number, cmd.version).await?;
    if cmd.detected_at > op.now {
        return Err(Error::field("detected_at", "in_future"));
    }
    if !cmd.detected_at.plausible() {
        return Err(Error::field("detected_at", "two_digit_year"));
    }
    if incident.fixed_at.is_some_and(|fixed| cmd.detected_at > fixed) {
        return Err(Error::field("detected_at", "before_other"));
    }
    if cmd.reason.trim().is_empty() {
        return Err(Refusal::at("reason", "incident.reason_missing").into());
    }
    let before = std::mem::replace(&mut incident.detected_at, cmd.detected_at);
    incident.events.insert("incident.detected".to_owned(), cmd.detected_at);
    tx.update_incident(&incident, op.now).await?;
    crate::clocks::settle(&mut tx, app, op, &incident, &parties).await?;
    let values =
        json!({ "before": before, "after": cmd.detected_at, "reason": domain::text::bounded(&cmd.reason) });
    super::note(&mut tx, app, op, incident.id, "incident.detection_corrected", &values, false).await?;
    tx.record(op, Event::new("incident.detection_corrected", "incident", incident.id, values));
    tx.commit(op.now).await?;
    Ok(())
}
