//! Writing a file of a draft.

use super::draft::{base_of, fit, room};
use super::load_seen;
use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::audit::Event;
use domain::law_changes::Hand;
use domain::{Op, Right};
use serde_json::json;

/// A file to write.
#[derive(Debug, Clone)]
pub struct PutFile {
    /// Number of the change.
    pub number: i64,
    /// Version of the change that was seen.
    pub version: i64,
    /// Path, such as `calendars/2027.toml`.
    pub path: String,
    /// What becomes of it.
    pub edit: Edit,
}

/// What becomes of a file.
#[derive(Debug, Clone)]
pub enum Edit {
    /// It has this text.
    Write(String),
    /// The law loses it.
    Remove,
    /// The change leaves it alone again.
    Restore,
}

/// Writes a file of a draft, takes it away, or leaves it alone again.
///
/// # Errors
/// [`Error::Forbidden`]; `law_change.not_draft`; fields `path`, `text`; [`Error::Conflict`].
#[boxed]
pub async fn put_file(app: &App, op: &Op, cmd: PutFile) -> Result<()> {
    op.require(Right::ChangeLaw)?;
    let path = cmd.path.trim();
    let mut tx = app.store.write().await?;
    let mut change = load_seen(&mut tx, cmd.number, cmd.version).await?;
    change.writable()?;
    let (act, body) = match &cmd.edit {
        Edit::Write(text) => ("written", Some(text.replace("\r\n", "\n"))),
        Edit::Remove => ("removed", None),
        Edit::Restore => ("restored", None),
    };
    fit(path, body.as_deref().unwrap_or_default())?;
    match cmd.edit {
        Edit::Restore => tx.drop_law_file(change.id, path).await?,
        Edit::Write(_) | Edit::Remove => {
            let base = base_of(&app.law.files_in(&mut tx).await?, path);
            tx.put_law_file(change.id, path, body.as_deref(), base.as_deref()).await?;
            room(&mut tx, change.id).await?;
        }
    }
    change.changed_by = Hand::of(op);
    change.changed_at = op.now;
    tx.update_law_change(&change).await?;
    let detail = json!({ "number": change.number, "path": path, "act": act });
    tx.record(op, Event::new("law_change.edited", "law-change", change.id, detail));
    tx.commit(op.now).await?;
    Ok(())
}
