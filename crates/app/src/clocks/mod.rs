//! Legal clocks of an incident: started, recomputed and ended by what happened, proven per addressee, reminded of.

mod prove;
mod remind;
mod settle;

pub(crate) use prove::prove;
pub use remind::remind;
pub(crate) use settle::settle;

use crate::Result;
use domain::clocks::{ClockRun, ClockState, DueKind};
use domain::{IncidentId, Moment};
use store::Tx;

/// Notes the nearest last moment of an incident, for lists.
pub(crate) async fn note_next_due(tx: &mut Tx, incident: IncidentId) -> Result<()> {
    let next = tx.clocks(incident).await?.into_iter().filter(open).filter_map(next_due).min();
    Ok(tx.set_next_due(incident, next).await?)
}

fn open(clock: &ClockRun) -> bool {
    clock.state == ClockState::Running && clock.due_kind != DueKind::Open
}

fn next_due(clock: ClockRun) -> Option<(Moment, String)> {
    clock.due_at.map(|due| (due, format!("{}/{}", clock.ruleset, clock.clock)))
}
