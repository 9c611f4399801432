//! Messages between the parties of an incident, and internal notes of the response side.

use crate::access::Ask;
use crate::notices::WriteMessage;
use crate::{App, Error, Result};
use domain::audit::Event;
use domain::incidents::Sees;
use domain::messages::{Audience, Direction, Message};
use domain::{MessageId, Op, Right};
use serde_json::json;

/// Writes a message on an incident.
///
/// # Errors
/// [`Error::Forbidden`] for an internal note by somebody outside the response side; an empty text.
pub async fn write_message(app: &App, op: &Op, cmd: WriteMessage) -> Result<MessageId> {
    let mut tx = app.store.write().await?;
    let (incident, parties) = super::load(&mut tx, &cmd.number).await?;
    let sees = op.require_on_incident(Right::WriteMessages, &parties)?;
    if cmd.audience == Audience::Internal && sees != Sees::Everything {
        return Err(Error::Forbidden);
    }
    let text: String =
        domain::text::tidy(&cmd.text).chars().take(domain::notices::submission::MAX_TEXT_CHARS).collect();
    if text.is_empty() && cmd.attachments.is_empty() {
        return Err(Error::field("text", "required"));
    }
    let message = Message {
        id: app.fresh.id(op.now),
        audience: cmd.audience,
        direction: Direction::Outgoing,
        author: op.actor.name().to_owned(),
        author_body: op.body,
        text,
        written_at: op.now,
        attachments: cmd.attachments,
    };
    tx.insert_message(&message, "incident", incident.id.uuid(), None).await?;
    for (position, file) in (0_i64..).zip(&message.attachments) {
        if !tx.adopt_attachment(*file, "message", message.id.uuid(), position).await? {
            return Err(Error::refused("attachment.unknown"));
        }
    }
    tx.record(
        op,
        Event::new(
            "incident.message_written",
            "incident",
            incident.id,
            json!({
                "number": incident.number, "message": message.id, "audience": message.audience,
            }),
        ),
    );
    tx.commit(op.now).await?;
    Ok(message.id)
}
