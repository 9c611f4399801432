//! Giving a dead job another life.

use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::{JobId, Op, Right};
use serde_json::json;

/// Queues a dead job again, with all its tries before it.
///
/// # Errors
/// [`Error::Forbidden`]; `job.not_dead`.
#[boxed]
pub async fn revive(app: &App, op: &Op, id: JobId) -> Result<()> {
    let mut tx = app.store.write().await?;
    op.require(Right::SeeSystem)?;
    tx.revive_job(id, op.now).await.map_err(|error| match error {
        store::Error::Conflict => Error::refused("job.not_dead"),
        other => other.into(),
    })?;
    tx.record(op, Event::new("job.revived", "job", id, json!({})));
    tx.commit(op.now).await?;
    Ok(())
}
