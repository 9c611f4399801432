//! Ending the response: fixed and back to normal. The closing clock starts.

use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::audit::Event;
use domain::incidents::steps::{latest, settled};
use domain::{Moment, Op, Right};
use serde_json::json;

/// The two moments without which nothing ends.
#[derive(Debug, Clone)]
pub struct EndResponse {
    /// Number of the incident.
    pub number: String,
    /// When it was fixed.
    pub fixed_at: Option<Moment>,
    /// When the system was back to normal.
    pub normal_at: Option<Moment>,
}

/// Declares the response ended.
///
/// # Errors
/// The refusals of [`domain::incidents::Incident::end`].
#[boxed]
pub async fn end_response(app: &App, op: &Op, cmd: EndResponse) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (incident, parties) = super::load_to_change(&mut tx, &cmd.number).await?;
    op.require_on_incident(Right::EndResponse, &parties)?;
    let runs = tx.steps(incident.id).await?;
    let done = settled(&runs);
    // What was opened again is under way until it is settled again.
    let again = latest(&runs).into_iter().any(|run| run.round > 1 && !run.settled());
    let library = app.library();
    let process = library.ruleset(&incident.process).and_then(|r| r.process.as_ref());
    let recovered = !again
        && process.is_none_or(|p| {
            let passed = p.passed(&done, incident.severity.is_severe());
            p.ending("response").all(|step| passed.contains(step.id.as_str()))
        });
    let mut incident = incident.end(cmd.fixed_at, cmd.normal_at, recovered, op.now)?;
    for (event, at) in [("incident.fixed", incident.fixed_at), ("incident.response-ended", incident.ended_at)]
    {
        if let Some(at) = at {
            incident.events.insert(event.to_owned(), at);
        }
    }
    tx.update_incident(&incident, op.now).await?;
    crate::clocks::settle(&mut tx, app, op, &incident, &parties).await?;
    let values = json!({ "fixed_at": incident.fixed_at, "normal_at": incident.normal_at });
    super::note(&mut tx, app, op, incident.id, "incident.ended", &values, false).await?;
    tx.record(op, Event::new("incident.ended", "incident", incident.id, values));
    tx.commit(op.now).await?;
    Ok(())
}
