//! Bringing files into a folder of a draft.

use super::draft::{LONGEST_BYTES, MOST_FILES, fit};
use super::load_seen;
use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::law_changes::Hand;
use domain::{AttachmentId, Op, Right};
use serde_json::json;
use tokio::io::AsyncReadExt;

/// Writes uploaded files into a folder, each under its own name, such as `rulesets/tt20-2017/forms`.
///
/// # Errors
/// [`Error::Forbidden`]; `law_change.not_draft`; fields `files`, `folder`, `path`, `text`; [`Error::Conflict`].
#[boxed]
pub async fn bring_files(
    app: &App,
    op: &Op,
    number: i64,
    version: i64,
    folder: &str,
    files: &[AttachmentId],
) -> Result<()> {
    op.require(Right::ChangeLaw)?;
    if files.is_empty() {
        return Err(Error::field("files", "required"));
    }
    let folder = folder.trim().trim_matches('/');
    let mut read = app.store.read().await?;
    let mut texts = Vec::with_capacity(files.len());
    for id in files {
        let file = read.attachment(*id).await?.ok_or(Error::NotFound)?;
        texts.push((format!("{folder}/{}", file.name), text_of(app, &file.sha256).await?));
    }
    drop(read);
    texts.iter().try_for_each(|(path, text)| fit(path, text))?;
    let mut tx = app.store.write().await?;
    let mut change = load_seen(&mut tx, number, version).await?;
    change.writable()?;
    if tx.law_change_files(change.id).await?.len() + texts.len() > MOST_FILES {
        return Err(Error::field("files", "too_many"));
    }
    for (path, text) in &texts {
        tx.put_law_file(change.id, path, Some(text)).await?;
    }
    change.changed_by = Hand::of(op);
    change.changed_at = op.now;
    tx.update_law_change(&change).await?;
    let paths: Vec<&str> = texts.iter().map(|(path, _)| path.as_str()).collect();
    let detail = json!({ "number": change.number, "paths": paths, "act": "brought" });
    tx.record(op, Event::new("law_change.edited", "law-change", change.id, detail));
    tx.commit(op.now).await?;
    Ok(())
}

async fn text_of(app: &App, sha256: &str) -> Result<String> {
    let file = app.store.vault().open_file(sha256).await?;
    let mut bytes = Vec::new();
    let most = u64::try_from(LONGEST_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    file.take(most).read_to_end(&mut bytes).await.map_err(|error| Error::Unavailable(Box::new(error)))?;
    String::from_utf8(bytes).map_err(|_| Error::field("files", "not_text"))
}
