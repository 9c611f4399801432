//! Words on a notice: internal notes of the officers, shared messages that also go to the sender.

use crate::access::Ask;
use crate::{App, Error, FollowUp, Result};
use domain::audit::Event;
use domain::messages::{Audience, Direction, Message};
use domain::notices::Notice;
use domain::{AttachmentId, MessageId, Op, Right};
use serde_json::json;
use store::Tx;

/// A message to write.
#[derive(Debug, Clone)]
pub struct WriteMessage {
    /// Number of the notice or incident.
    pub number: String,
    /// Who may read it.
    pub audience: Audience,
    /// The words.
    pub text: String,
    /// Files stored before.
    pub attachments: Vec<AttachmentId>,
}

/// Writes a message on a notice.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], an empty text.
pub async fn write_message(app: &App, op: &Op, cmd: WriteMessage) -> Result<MessageId> {
    let mut tx = app.store.write().await?;
    let notice = super::by_number(&mut tx, &cmd.number).await?;
    op.require_on_notice(Right::SeeNotices, &notice)?;
    let officer = op.may(Right::TriageNotice);
    if cmd.audience == Audience::Internal && !officer {
        return Err(Error::Forbidden);
    }
    let direction = if officer { Direction::Outgoing } else { Direction::Incoming };
    let id = add(app, &mut tx, op, &notice, &cmd, direction, op.actor.name(), None).await?;
    if !officer {
        tx.update_notice(&notice.answered()).await?;
    }
    tx.commit(op.now).await?;
    Ok(id)
}

/// Adds a message to a notice inside an open transaction, with its audit row and, when shared, its mail.
#[expect(
    clippy::too_many_arguments,
    reason = "the parts of one message, called from four use cases of this folder"
)]
pub(super) async fn add(
    app: &App,
    tx: &mut Tx,
    op: &Op,
    notice: &Notice,
    cmd: &WriteMessage,
    direction: Direction,
    author: &str,
    mail_id: Option<&str>,
) -> Result<MessageId> {
    let text: String =
        domain::text::tidy(&cmd.text).chars().take(domain::notices::submission::MAX_TEXT_CHARS).collect();
    if text.is_empty() && cmd.attachments.is_empty() {
        return Err(Error::field("text", "required"));
    }
    let message = Message {
        id: app.fresh.id(op.now),
        audience: cmd.audience,
        direction,
        author: author.to_owned(),
        author_body: op.body,
        text,
        written_at: op.now,
        attachments: cmd.attachments.clone(),
    };
    tx.insert_message(&message, "notice", notice.id.uuid(), mail_id).await?;
    for (position, file) in (0_i64..).zip(&message.attachments) {
        if !tx.adopt_attachment(*file, "message", message.id.uuid(), position).await? {
            return Err(Error::refused("attachment.unknown"));
        }
    }
    tx.record(op, Event::new("notice.message_written", "notice", notice.id, json!({
        "number": notice.number, "message": message.id, "audience": message.audience, "direction": message.direction,
    })));
    if message.audience == Audience::Shared && direction == Direction::Outgoing {
        tx.enqueue(
            FollowUp::MailMessage { notice: notice.id, message: message.id }.job(app, op.now, op.now)?,
        );
    }
    Ok(message.id)
}
