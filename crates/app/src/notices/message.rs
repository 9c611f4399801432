//! Words on a notice: internal notes of the officers, shared messages that also go to the sender.

use crate::access::{Ask, handles};
use crate::messages::{self, Record, Said};
use crate::{App, Error, FollowUp, Result, boxed};
use domain::messages::{Audience, Direction};
use domain::notices::Notice;
use domain::{AttachmentId, MessageId, Op, Right};
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
#[boxed]
pub async fn write_message(app: &App, op: &Op, cmd: WriteMessage) -> Result<MessageId> {
    let mut tx = app.store.write().await?;
    let notice = super::by_number(&mut tx, &cmd.number).await?;
    op.require_on_notice(Right::SeeNotices, &notice)?;
    let officer = handles(op, &notice);
    if cmd.audience == Audience::Internal && !officer {
        return Err(Error::Forbidden);
    }
    let said = Said {
        audience: cmd.audience,
        direction: if officer { Direction::Outgoing } else { Direction::Incoming },
        author: op.actor.name(),
        body: op.body,
        text: &cmd.text,
        files: &cmd.attachments,
        mail_id: None,
    };
    let id = add(app, &mut tx, op, &notice, said).await?;
    if !officer {
        tx.update_notice(&notice.answered()).await?;
    }
    tx.commit(op.now).await?;
    Ok(id)
}

/// Adds a message to a notice inside an open transaction; what is shared from here is also mailed.
pub(super) async fn add(
    app: &App,
    tx: &mut Tx,
    op: &Op,
    notice: &Notice,
    said: Said<'_>,
) -> Result<MessageId> {
    let record = Record {
        act: "notice.message_written",
        kind: "notice",
        id: notice.id.uuid(),
        number: notice.number.to_string(),
    };
    let message = messages::add(app, tx, op, record, said).await?;
    if message.audience == Audience::Shared && message.direction == Direction::Outgoing {
        tx.enqueue(
            FollowUp::MailMessage { notice: notice.id, message: message.id }.job(app, op.now, op.now)?,
        );
    }
    Ok(message.id)
}
