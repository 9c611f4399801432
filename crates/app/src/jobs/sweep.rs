//! Sweeping out what has served its time.

use super::worker;
use crate::attachments::sweep_orphans;
use crate::{App, FollowUp, Result, boxed};
use domain::Op;
use serde::Serialize;
use std::time::Duration;

const DAY: Duration = Duration::from_secs(86_400);
/// Done jobs are kept this long, so that nothing is queued twice by a late repeat.
const KEEP_JOBS: Duration = Duration::from_secs(7 * 86_400);
/// Answers to repeated requests are kept this long.
const KEEP_ANSWERS: Duration = Duration::from_secs(2 * 86_400);

/// How much was swept out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Swept {
    /// Jobs done long ago.
    pub jobs: u64,
    /// Sessions that are over.
    pub sessions: u64,
    /// Answers kept for repeated requests.
    pub answers: u64,
    /// Files that no record named.
    pub attachments: u64,
}

/// Sweeps out done jobs, ended sessions, old answers and forgotten files; and once a day has somebody look for keys of contact
/// points that end.
///
/// # Errors
/// [`crate::Error::Forbidden`], [`crate::Error::Unavailable`].
#[boxed]
pub async fn sweep(app: &App, op: &Op) -> Result<Swept> {
    worker(op)?;
    let mut tx = app.store.write().await?;
    let mut swept = Swept {
        jobs: tx.sweep_jobs(op.now.minus(KEEP_JOBS)).await?,
        sessions: tx.sweep_sessions(op.now).await?,
        answers: tx.sweep_answers(op.now.minus(KEEP_ANSWERS)).await?,
        attachments: 0,
    };
    tx.sweep_tries(op.now.minus(DAY)).await?;
    tx.sweep_spent(op.now).await?;
    let day = op.now.timestamp().to_zoned(::law::zone()).date().to_string();
    tx.enqueue(FollowUp::WatchKeys { day }.job(app, op.now, op.now)?);
    tx.commit(op.now).await?;
    swept.attachments = sweep_orphans(app, op, DAY).await?;
    Ok(swept)
}
