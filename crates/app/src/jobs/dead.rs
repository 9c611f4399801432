//! Jobs that were given up.

use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::{Op, Right};
use store::JobRow;

/// Most dead jobs listed.
const MOST: i64 = 200;

/// The newest dead jobs, at most 200.
///
/// # Errors
/// [`crate::Error::Forbidden`], [`crate::Error::Unavailable`].
#[boxed]
pub async fn dead(app: &App, op: &Op) -> Result<Vec<JobRow>> {
    op.require(Right::SeeSystem)?;
    Ok(app.store.read().await?.dead_jobs(MOST).await?)
}
