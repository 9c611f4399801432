//! Forgetting files that were brought and never named by a record, and their bytes with them.

use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::attachments::Attachment;
use domain::audit::Event;
use domain::{AttachmentId, Op, Right};
use serde_json::json;
use std::time::Duration;
use store::Tx;

/// Most files forgotten in one transaction.
const TOGETHER: i64 = 200;

/// Forgets files that have waited longer than `older_than` for a record; gives their number. The bytes go too, unless a
/// record, a report or a mail has the same.
///
/// # Errors
/// [`crate::Error::Forbidden`], [`crate::Error::Unavailable`].
#[boxed]
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
            forgotten += u64::from(forget(app, &mut tx, op, orphan, older_than).await?);
        }
        tx.commit(op.now).await?;
    }
}

/// Forgets at once what came with words that must not be here, such as state secrets: only files the actor brought
/// themselves and that no record has.
///
/// # Errors
/// [`crate::Error::Unavailable`].
pub(crate) async fn drop_waiting(app: &App, op: &Op, files: &[AttachmentId]) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let mut tx = app.store.write().await?;
    for id in files {
        let by = op.actor.person().map(domain::PersonId::uuid);
        let own = matches!(tx.attachment_belonging(*id).await?, Some((_, None, brought)) if brought == by);
        if own && let Some(file) = tx.attachment(*id).await? {
            forget(app, &mut tx, op, &file, Duration::ZERO).await?;
        }
    }
    tx.commit(op.now).await?;
    Ok(())
}

/// Takes a waiting file off the record, and its bytes when nothing else has them and they have lain for so long: what
/// was brought again meanwhile is young. `false` when a record has it by now.
async fn forget(app: &App, tx: &mut Tx, op: &Op, file: &Attachment, older_than: Duration) -> Result<bool> {
    if !tx.delete_orphan(file.id).await? {
        return Ok(false);
    }
    if tx.content_uses(&file.sha256).await? == 0 {
        app.store.vault().remove(&file.sha256, older_than).await?;
    }
    let detail = json!({ "sha256": file.sha256 });
    tx.record(op, Event::new("attachment.forgotten", "attachment", file.id, detail));
    Ok(true)
}
