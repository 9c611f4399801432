//! Proof towards one addressee: the duty is met three times when it is owed to three bodies.

use crate::{App, Result};
use domain::audit::Event;
use domain::clocks::ClockState;
use domain::{BodyId, IncidentId, Op, ReportId};
use serde_json::json;
use store::Tx;

/// Records that what `met_by` names reached a body.
pub(crate) async fn prove(
    tx: &mut Tx,
    _app: &App,
    op: &Op,
    incident: IncidentId,
    met_by: &str,
    body: BodyId,
    report: Option<ReportId>,
) -> Result<()> {
    let mut settled = false;
    let mut clocks = tx.clocks(incident).await?;
    clocks.retain(|k| k.met_by == met_by);
    for mut clock in clocks {
        if !clock.prove(body, op.now, report) {
            continue;
        }
        settled |= clock.state == ClockState::Met;
        tx.update_clock(&clock).await?;
        tx.record(op, Event::new("clock.proven", "incident", incident, json!({
            "ruleset": clock.ruleset, "clock": clock.clock, "addressee": body, "report": report, "met": clock.state == ClockState::Met,
        })));
    }
    if settled {
        super::note_next_due(tx, incident).await?;
    }
    Ok(())
}
