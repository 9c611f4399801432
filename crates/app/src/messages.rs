//! Words added to a record inside an open transaction: the message, its files, its audit row. Notices and incidents ask
//! their own rights before and decide what follows.

use crate::{App, Error, Result};
use domain::audit::Event;
use domain::messages::{Audience, Direction, Message};
use domain::{AttachmentId, BodyId, Op};
use serde_json::json;
use store::Tx;
use uuid::Uuid;

/// The record that is spoken on.
pub(crate) struct Record {
    /// Act for the audit chain, such as `notice.message_written`.
    pub(crate) act: &'static str,
    /// Kind of the record.
    pub(crate) kind: &'static str,
    /// Its id.
    pub(crate) id: Uuid,
    /// Its number.
    pub(crate) number: String,
}

/// What is said, and by whom.
pub(crate) struct Said<'a> {
    /// Who may read it.
    pub(crate) audience: Audience,
    /// From here or from outside.
    pub(crate) direction: Direction,
    /// Name or address of the author.
    pub(crate) author: &'a str,
    /// The author's body.
    pub(crate) body: Option<BodyId>,
    /// The words.
    pub(crate) text: &'a str,
    /// Files stored before.
    pub(crate) files: &'a [AttachmentId],
    /// Identity of the mail it came by.
    pub(crate) mail_id: Option<&'a str>,
}

/// Adds a message with its files and its audit row.
///
/// # Errors
/// Neither words nor files; `attachment.unknown` for a file that is not waiting for its record.
pub(crate) async fn add(app: &App, tx: &mut Tx, op: &Op, record: Record, said: Said<'_>) -> Result<Message> {
    let text = domain::text::bounded(said.text);
    if said.files.len() > app.settings.max_attachments.saturating_add(1) {
        return Err(Error::refused("attachment.too_many"));
    }
    if text.is_empty() && said.files.is_empty() {
        return Err(Error::field("text", "required"));
    }
    let message = Message {
        id: app.fresh.id(op.now),
        audience: said.audience,
        direction: said.direction,
        author: said.author.to_owned(),
        author_body: said.body,
        text,
        written_at: op.now,
        attachments: said.files.to_vec(),
    };
    tx.insert_message(&message, record.kind, record.id, said.mail_id).await?;
    for (position, file) in (0_i64..).zip(&message.attachments) {
        let by = op.actor.person();
        if !tx.adopt_attachment(*file, "message", message.id.uuid(), position, by).await? {
            return Err(Error::refused("attachment.unknown"));
        }
    }
    let detail = json!({
        "number": record.number, "message": message.id, "audience": message.audience, "direction": message.direction,
        "mail": said.mail_id,
    });
    tx.record(op, Event::new(record.act, record.kind, record.id, detail));
    Ok(message)
}
