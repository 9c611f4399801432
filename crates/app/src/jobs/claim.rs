//! Claiming jobs that are due.

use super::{MOST_TRIES, settle, worker};
use crate::{App, Result, boxed};
use domain::Op;
use std::time::Duration;
use store::JobRow;

/// Claims up to `limit` jobs for `lease`; a worker that does not settle them by then loses them to another. A job that
/// took its worker down with it on every try is given up here.
///
/// # Errors
/// [`crate::Error::Forbidden`], [`crate::Error::Unavailable`].
#[boxed]
pub async fn claim(app: &App, op: &Op, limit: i64, lease: Duration) -> Result<Vec<JobRow>> {
    let mut tx = app.store.write().await?;
    worker(op)?;
    let mut claimed = tx.claim_jobs(op.now, op.now.plus(lease), limit.clamp(1, 500)).await?;
    claimed.sort_by_key(|job| job.run_at);
    let (fit, worn): (Vec<_>, Vec<_>) = claimed.into_iter().partition(|job| job.attempts <= MOST_TRIES);
    for job in worn {
        settle::give_up(&mut tx, op, &job, "no worker finished it").await?;
    }
    tx.commit(op.now).await?;
    Ok(fit)
}
