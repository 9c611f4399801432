//! Proof towards one addressee: the duty is met three times when it is owed to three bodies.

use crate::Result;
use domain::audit::Event;
use domain::clocks::ClockState;
use domain::{BodyId, IncidentId, Op, ReportId};
use serde_json::json;
use store::Tx;

/// Records that what `met_by` names, written by a body, reached another. What somebody else writes does not meet the duty
/// of the one who owes.
pub(crate) async fn prove(
    tx: &mut Tx,
    op: &Op,
    incident: IncidentId,
    met_by: &str,
    by: BodyId,
    body: BodyId,
    report: Option<ReportId>,
) -> Result<()> {
    let mut settled = false;
    let mut clocks = tx.clocks(incident).await?;
    clocks.retain(|k| k.met_by == met_by && k.owing_body.is_none_or(|owing| owing == by));
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
