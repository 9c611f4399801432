//! Bringing files into a folder of a draft.

use super::draft::{LONGEST_BYTES, base_of, fit, room};
use super::load_seen;
use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::law_changes::Hand;
use domain::{AttachmentId, FieldProblem, Op, Right};
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
    texts.iter().try_for_each(|(path, text)| fit(path, text).map_err(|_| unfit(path)))?;
    let mut tx = app.store.write().await?;
    let mut change = load_seen(&mut tx, number, version).await?;
    change.writable()?;
    let running = app.law.files_in(&mut tx).await?;
    for (path, text) in &texts {
        tx.put_law_file(change.id, path, Some(text), base_of(&running, path).as_deref()).await?;
    }
    room(&mut tx, change.id).await?;
    change.changed_by = Hand::of(op);
    change.changed_at = op.now;
    tx.update_law_change(&change).await?;
    let paths: Vec<&str> = texts.iter().map(|(path, _)| path.as_str()).collect();
    let detail = json!({ "number": change.number, "paths": paths, "act": "brought" });
    tx.record(op, Event::new("law_change.edited", "law-change", change.id, detail));
    tx.commit(op.now).await?;
    Ok(())
}

/// A file that cannot be there, named.
fn unfit(path: &str) -> Error {
    let words = ::law::Text::new(
        format!(
            "{path}: thư mục, tên tệp hoặc độ dài không hợp lệ. Ví dụ đúng: rulesets/tt20-2017-sd1/clocks.toml."
        ),
        format!(
            "{path}: the folder, the file name or the length does not fit. Right would be rulesets/tt20-2017-sd1/clocks.toml."
        ),
    );
    Error::Invalid(vec![FieldProblem { message: Some(words), ..FieldProblem::new("folder", "not_a_path") }])
}

async fn text_of(app: &App, sha256: &str) -> Result<String> {
    let file = app.store.vault().open_file(sha256).await?;
    let mut bytes = Vec::new();
    let most = u64::try_from(LONGEST_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    file.take(most).read_to_end(&mut bytes).await.map_err(|error| Error::Unavailable(Box::new(error)))?;
    String::from_utf8(bytes).map_err(|_| Error::field("files", "not_text"))
}
