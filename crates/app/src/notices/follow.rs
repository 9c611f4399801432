//! What the sender of a notice sees and adds, with number and secret instead of an account.

use super::message::add;
use super::view::files_of;
use crate::attachments::{Fetched, hand_out};
use crate::messages::Said;
use crate::{App, Error, Result, boxed};
use domain::attachments::Attachment;
use domain::messages::{Audience, Direction, Message};
use domain::notices::{Notice, NoticeState};
use domain::{AttachmentId, Moment, NoticeNumber, Op};
use serde::Serialize;
use store::Conn;
use subtle::ConstantTimeEq;

/// A notice as its sender sees it.
#[derive(Debug, Clone, Serialize)]
pub struct Followed {
    /// Number.
    pub number: NoticeNumber,
    /// One line.
    pub subject: String,
    /// How it stands.
    pub state: NoticeState,
    /// When it reached us.
    pub received_at: Moment,
    /// SHA-256 receipt.
    pub receipt: String,
    /// Reason of a rejection.
    pub reason: String,
    /// Number of the incident it led to.
    pub incident: Option<String>,
    /// Number of the notice it was merged into.
    pub merged_into: Option<String>,
    /// Shared messages, oldest first.
    pub messages: Vec<Message>,
    /// Files of the notice.
    pub attachments: Vec<Attachment>,
    /// Files of the messages above.
    pub message_files: Vec<Attachment>,
}

/// Shows a notice to whoever knows its number and secret.
///
/// # Errors
/// [`Error::NotFound`] for an unknown number and for a wrong secret alike.
#[boxed]
pub async fn follow(app: &App, number: &str, secret: &str) -> Result<Followed> {
    let mut read = app.store.read().await?;
    let notice = unlock(&mut read, number, secret).await?;
    let messages = shared(&mut read, &notice).await?;
    let incident = match notice.incident {
        Some(id) => read.incident(id).await?.map(|i| i.number.to_string()),
        None => None,
    };
    let merged_into = match notice.merged_into {
        Some(id) => read.notice(id).await?.map(|n| n.number.to_string()),
        None => None,
    };
    Ok(Followed {
        attachments: read.attachments_of("notice", notice.id.uuid()).await?,
        message_files: files_of(&messages, read.attachments_of_messages("notice", notice.id.uuid()).await?),
        messages,
        number: notice.number,
        subject: notice.content.subject,
        state: notice.state,
        received_at: notice.received_at,
        receipt: notice.receipt,
        reason: notice.reason,
        incident,
        merged_into,
    })
}

/// Hands out a file of the notice or of a shared message on it.
///
/// # Errors
/// As [`follow`]; [`Error::NotFound`] for any other file.
#[boxed]
pub async fn fetch_followed(app: &App, number: &str, secret: &str, file: AttachmentId) -> Result<Fetched> {
    let followed = follow(app, number, secret).await?;
    let mut known = followed.attachments.into_iter().chain(followed.message_files);
    hand_out(app, known.find(|known| known.id == file).ok_or(Error::NotFound)?).await
}

/// The sender answers or adds something.
///
/// # Errors
/// As [`follow`]; an empty text.
#[boxed]
pub async fn reply(
    app: &App,
    op: &Op,
    number: &str,
    secret: &str,
    text: &str,
    files: Vec<AttachmentId>,
) -> Result<()> {
    // Whoever does not know the secret is sent away before they hold the one writer.
    unlock(&mut *app.store.read().await?, number, secret).await?;
    let mut tx = app.store.write().await?;
    let notice = unlock(&mut tx, number, secret).await?;
    let author = notice.content.sender.name.clone();
    let said = Said {
        audience: Audience::Shared,
        direction: Direction::Incoming,
        author: &author,
        body: op.body,
        text,
        files: &files,
        mail_id: None,
    };
    add(app, &mut tx, op, &notice, said).await?;
    tx.update_notice(&notice.answered()).await?;
    tx.commit(op.now).await?;
    Ok(())
}

async fn shared(conn: &mut Conn, notice: &Notice) -> Result<Vec<Message>> {
    let mut messages = conn.messages_of("notice", notice.id.uuid()).await?;
    messages.retain(|message| message.audience == Audience::Shared);
    Ok(messages)
}

async fn unlock(conn: &mut Conn, number: &str, secret: &str) -> Result<Notice> {
    let notice = super::by_number(conn, number).await?;
    let kept = conn.notice_secret(notice.id).await?.unwrap_or_default();
    let given = domain::canonical::sha256_hex(secret.trim().to_uppercase().as_bytes());
    if bool::from(kept.as_bytes().ct_eq(given.as_bytes())) { Ok(notice) } else { Err(Error::NotFound) }
}
