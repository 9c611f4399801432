//! After a change: every node takes up the new law, and clocks that a calendar moves are computed anew.

use super::simulate::{clocks_under, debtors};
use crate::{App, Result, boxed};
use ::law::{Library, Timed};
use domain::clocks::{ClockRun, ClockState};
use domain::incidents::Incident;
use domain::{Moment, Op};
use std::sync::Arc;
use store::{Conn, Tx};

/// Incidents read at a time.
const AT_A_TIME: i64 = 200;

/// Takes up newer law, when there is any; looks every two seconds at most.
///
/// # Errors
/// [`crate::Error::Unavailable`]; [`crate::Error::Internal`] when it does not load: the law that ran goes on.
#[boxed]
pub async fn look_for_law(app: &App, now: Moment) -> Result<()> {
    if app.law.stale(now) {
        app.law.library_in(&mut *app.store.read().await?).await?;
    }
    Ok(())
}

/// The law by which a transaction writes clocks.
pub(crate) async fn follow_law(app: &App, tx: &mut Tx) -> Result<Arc<Library>> {
    tx.share_law().await?;
    app.law.library_in(tx).await
}

/// Brings the clocks of every open incident in line with the law that runs. Runs twice without harm.
///
/// # Errors
/// [`crate::Error::Unavailable`]; [`crate::Error::Conflict`] when an incident was changed meanwhile.
#[boxed]
pub async fn follow_change(app: &App, op: &Op) -> Result<()> {
    let mut after = 0;
    let mut failed = None;
    loop {
        let mut read = app.store.read().await?;
        let library = app.law.library_in(&mut read).await?;
        let page = read.unclosed_incidents(after, AT_A_TIME).await?;
        let Some((last, _)) = page.last() else { return failed.map_or(Ok(()), Err) };
        after = *last;
        let mut differing = Vec::new();
        for (_, incident) in page {
            if differs(&mut read, &library, &incident).await? {
                differing.push(incident.number.to_string());
            }
        }
        drop(read);
        for number in differing {
            // One that fails does not keep the others waiting; the job comes back for it.
            if let Err(error) = settle(app, op, &number).await {
                failed = Some(error);
            }
        }
    }
}

async fn settle(app: &App, op: &Op, number: &str) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (incident, parties) = crate::incidents::load_to_change(&mut tx, number).await?;
    if incident.unclosed().is_ok() {
        crate::clocks::settle(&mut tx, app, op, &incident, &parties).await?;
        tx.commit(op.now).await?;
    }
    Ok(())
}

async fn differs(conn: &mut Conn, library: &Library, incident: &Incident) -> Result<bool> {
    let debtors = debtors(conn, &[library], incident).await?;
    let runs = conn.clocks(incident.id).await?;
    let wanted = clocks_under(library, &incident.facts(), incident, &debtors);
    let of = |run: &ClockRun, want: &Timed| {
        run.ruleset == want.ruleset.as_str() && run.clock == want.clock.as_str()
    };
    let live: Vec<&ClockRun> =
        runs.iter().filter(|run| matches!(run.state, ClockState::Running | ClockState::Met)).collect();
    let missing = wanted.iter().any(|want| !live.iter().any(|run| of(run, want)));
    let other = live.iter().filter(|run| run.state == ClockState::Running).any(|run| {
        let want = wanted.iter().find(|want| of(run, want));
        want.is_none_or(|want| want.outcome.due.map(Moment::from) != run.due_at)
    });
    Ok(missing || other)
}
