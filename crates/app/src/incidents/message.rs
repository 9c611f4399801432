//! Messages between the parties of an incident, internal notes of the response side, and mail that names the incident.

use crate::access::Ask;
use crate::messages::{self, Record, Said};
use crate::notices::WriteMessage;
use crate::{App, Error, Result, boxed};
use domain::incidents::{Incident, Sees};
use domain::messages::{Audience, Direction};
use domain::{AttachmentId, MessageId, Op, Right};

/// Writes a message on an incident.
///
/// # Errors
/// [`Error::Forbidden`] for an internal note by somebody outside the response side; an empty text.
#[boxed]
pub async fn write_message(app: &App, op: &Op, cmd: WriteMessage) -> Result<MessageId> {
    let mut tx = app.store.write().await?;
    let (incident, parties) = super::load(&mut tx, &cmd.number).await?;
    let sees = op.require_on_incident(Right::WriteMessages, &parties)?;
    if cmd.audience == Audience::Internal && sees != Sees::Everything {
        return Err(Error::Forbidden);
    }
    let said = Said {
        audience: cmd.audience,
        direction: Direction::Outgoing,
        author: op.actor.name(),
        body: op.body,
        text: &cmd.text,
        files: &cmd.attachments,
        mail_id: None,
    };
    let message = messages::add(app, &mut tx, op, record(&incident), said).await?;
    tx.commit(op.now).await?;
    Ok(message.id)
}

/// A mail that names an incident.
pub(crate) struct Mailed<'a> {
    /// Address it claims to come from.
    pub(crate) from: &'a str,
    /// The words.
    pub(crate) text: &'a str,
    /// Files stored before.
    pub(crate) files: &'a [AttachmentId],
    /// Its identity.
    pub(crate) mail_id: &'a str,
}

/// Adds a mail to the incident it names, as a note of the response side: an address in a mail proves nobody. Where it is
/// that of a party's contact, the party is named with it. `false` when there is no such incident.
///
/// # Errors
/// [`Error::Unavailable`].
pub(crate) async fn join_mail(app: &App, op: &Op, number: &str, mail: Mailed<'_>) -> Result<bool> {
    let mut tx = app.store.write().await?;
    let (incident, parties) = match super::load(&mut tx, number).await {
        Err(Error::NotFound) => return Ok(false),
        found => found?,
    };
    let known = tx.body_by_email(&mail.from.to_lowercase()).await?;
    let party = known.filter(|body| parties.iter().any(|p| p.body == body.id && p.until.is_none()));
    let said = Said {
        audience: Audience::Internal,
        direction: Direction::Incoming,
        author: mail.from,
        body: party.map(|body| body.id),
        text: mail.text,
        files: mail.files,
        mail_id: Some(mail.mail_id),
    };
    messages::add(app, &mut tx, op, record(&incident), said).await?;
    tx.commit(op.now).await?;
    Ok(true)
}

fn record(incident: &Incident) -> Record {
    Record {
        act: "incident.message_written",
        kind: "incident",
        id: incident.id.uuid(),
        number: incident.number.to_string(),
    }
}
