//! How the queue stands.

use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::{Moment, Op, Right};
use serde::Serialize;
use store::JobCounts;

/// How the queue stands.
#[derive(Debug, Clone, Serialize)]
pub struct Queue {
    /// Jobs by state.
    #[serde(flatten)]
    pub counts: JobCounts,
    /// When the oldest waiting job was to run.
    pub oldest_waiting: Option<Moment>,
}

/// How the queue stands.
///
/// # Errors
/// [`crate::Error::Forbidden`], [`crate::Error::Unavailable`].
#[boxed]
pub async fn counts(app: &App, op: &Op) -> Result<Queue> {
    op.require(Right::SeeSystem)?;
    let mut read = app.store.read().await?;
    Ok(Queue { counts: read.job_counts().await?, oldest_waiting: read.oldest_waiting_job().await? })
}
