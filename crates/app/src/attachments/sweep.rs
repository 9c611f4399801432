//! Forgetting files that were brought and never named by a record.

use crate::access::Ask;
use crate::{App, Result};
use domain::audit::Event;
use domain::{Op, Right};
use serde_json::json;
use std::time::Duration;

/// Most files forgotten in one transaction.
const TOGETHER: i64 = 200;

/// Forgets files that have waited longer than `older_than` for a record; gives their number. Only the entry goes: the
/// same bytes may also lie in the vault as a report or as raw mail, and what was acknowledged is never removed.
///
/// # Errors
/// [`crate::Error::Forbidden`], [`crate::Error::Unavailable`].
pub async fn sweep_orphans(app: &App, op: &Op, older_than: Duration) -> Result<u64> {
    op.require(Right::SeeSystem)?;
    let before = op.now.minus(older_than);
    let mut forgotten: u64 = 0;
    loop {
        let mut tx = app.store.write().await?;
        let orphans = tx.orphaned_attachments(before, TOGETHER).await?;
        if orphans.is_empty() {
            return Ok(forgotten);
        }
        for orphan in &orphans {
            tx.delete_orphan(orphan.id).await?;
            let detail = json!({ "sha256": orphan.sha256 });
            tx.record(op, Event::new("attachment.forgotten", "attachment", orphan.id, detail));
            forgotten += 1;
        }
        tx.commit(op.now).await?;
    }
}
