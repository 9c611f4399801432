//! Tests whether contact points can be reached: the mail of a rung, its last moment, and the test of the schedule.

use app::domain::reachability::Rung;
use app::domain::{Op, TrialId};
use app::{App, Error};

pub(crate) async fn mail(app: &App, op: &Op, trial: TrialId, rung: Rung) -> Result<(), Error> {
    app::reachability::mail_trial(app, op, trial, rung).await
}

pub(crate) async fn lapse(app: &App, op: &Op, trial: TrialId, rung: Rung) -> Result<(), Error> {
    app::reachability::lapse(app, op, trial, rung).await
}

/// Begins the test of the schedule when it is due.
pub(crate) async fn begin_due(app: &App, op: &Op) {
    match app::reachability::begin_due(app, op).await {
        Ok(None) => {}
        Ok(Some(begun)) => {
            tracing::info!(number = %begun.number, trials = begun.trials, "test of contact points begun")
        }
        Err(error) => tracing::warn!(%error, "could not begin the test of contact points"),
    }
}
