//! Storing a file: streamed to the vault, hashed on the way, then put on record as waiting for its record.

use crate::{App, Error, Result};
use domain::attachments::{Attachment, looks_dangerous, safe_name};
use domain::audit::Event;
use domain::{Op, Right};
use serde_json::json;
use tokio::io::AsyncRead;

/// Longest media type kept, in characters.
const MEDIA_TYPE_CHARS: usize = 100;
/// Files come with one of these acts; whoever may do one of them may bring a file.
const BRINGING: &[Right] = &[
    Right::SubmitNotice,
    Right::EnterNotice,
    Right::TriageNotice,
    Right::RunProcess,
    Right::Direct,
    Right::WriteMessages,
    Right::WriteReports,
    Right::ChangeLaw,
    Right::ManageTeams,
    Right::ActInTeam,
];

/// What is said about a file that is coming.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Name given by the sender.
    pub name: String,
    /// Media type as claimed.
    pub media_type: String,
    /// Said to be a malware sample.
    pub malware: bool,
}

/// Stores a file of at most `max_attachment_bytes` bytes. It waits for the notice, message or report that names it.
///
/// # Errors
/// [`Error::Forbidden`]; `attachment.too_large`, `attachment.too_many_waiting`; [`Error::Unavailable`] when the disk or the database fails.
pub async fn store_upload(
    app: &App,
    op: &Op,
    upload: Upload,
    bytes: impl AsyncRead + Unpin,
) -> Result<Attachment> {
    if !BRINGING.iter().any(|right| op.may(*right)) {
        return Err(Error::Forbidden);
    }
    if op.actor.person().is_none() {
        let waiting = app.store.read().await?.strangers_waiting_bytes().await?;
        if u64::try_from(waiting).unwrap_or(0) >= app.settings.max_waiting_bytes {
            return Err(Error::refused("attachment.too_many_waiting"));
        }
    }
    let name = safe_name(&upload.name);
    let stored =
        app.store.vault().put(app.fresh.uuid(op.now), bytes, app.settings.max_attachment_bytes).await?;
    let attachment = Attachment {
        id: app.fresh.id(op.now),
        sha256: stored.sha256,
        malware: upload.malware || looks_dangerous(&name),
        name,
        media_type: claimed(&upload.media_type),
        size_bytes: i64::try_from(stored.size_bytes).unwrap_or(i64::MAX),
        created_at: op.now,
    };
    let mut tx = app.store.write().await?;
    tx.insert_attachment(&attachment, None, 0, op.actor.person()).await?;
    let detail = json!({
        "sha256": attachment.sha256, "size_bytes": attachment.size_bytes, "malware": attachment.malware,
    });
    tx.record(op, Event::new("attachment.stored", "attachment", attachment.id, detail));
    tx.commit(op.now).await?;
    // The same bytes may have been forgotten in this very moment; then the sender brings them again.
    app.store.vault().open_file(&attachment.sha256).await?;
    Ok(attachment)
}

/// The media type as claimed, when it is fit for a header.
fn claimed(media_type: &str) -> String {
    let text = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '+' | '-' | '_');
    if text.contains('/') && text.len() <= MEDIA_TYPE_CHARS && text.chars().all(fits) {
        text
    } else {
        "application/octet-stream".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_type_that_does_not_fit_a_header_is_unknown() {
        assert_eq!(claimed("Text/Plain; charset=utf-8"), "text/plain");
        for odd in ["", "text", "text/plain\r\nX: y", &format!("a/{}", "b".repeat(200))] {
            assert_eq!(claimed(odd), "application/octet-stream", "{odd}");
        }
    }
}
