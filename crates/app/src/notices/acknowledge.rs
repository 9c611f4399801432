//! The acknowledgement mail, and shared messages by mail: jobs that may run twice and then send the same mail.

use crate::{App, Error, Result, boxed};
use domain::messages::Audience;
use domain::notices::{Channel, Notice};
use domain::{MessageId, Moment, NoticeId};
use mail::compose::Outgoing;
use phrases::letters::{Acknowledgement, AskBack, Letter, Sender, Subject};

/// Mails the acknowledgement of a notice.
///
/// # Errors
/// [`Error::Unavailable`] when the mail server does not take it now.
#[boxed]
pub async fn acknowledge(app: &App, id: NoticeId, now: Moment) -> Result<()> {
    let notice = load(app, id).await?;
    let letter = Acknowledgement {
        sender: sender(app),
        about: about(&notice),
        received_at: notice.received_at.micros(),
        hash: notice.receipt.clone(),
        secret: Some(app.notice_secret(id)),
        severe_phone: app.settings.severe_phone.clone(),
    };
    send(app, &notice, &letter, "ack", now).await
}

/// Mails a shared message of a notice to its sender.
///
/// # Errors
/// As [`acknowledge`].
#[boxed]
pub async fn mail_message(app: &App, id: NoticeId, message: MessageId, now: Moment) -> Result<()> {
    let notice = load(app, id).await?;
    let found = app.store.read().await?.message(message).await?;
    let Some(message) = found.filter(|m| m.audience == Audience::Shared) else {
        return Err(Error::NotFound);
    };
    let asked_by = match message.author_body {
        Some(body) => app.store.read().await?.body(body).await?.map(|b| b.name),
        None => None,
    };
    let letter = AskBack {
        sender: sender(app),
        about: about(&notice),
        question: message.text,
        asked_by: asked_by.unwrap_or_else(|| app.settings.deployment.clone()),
    };
    send(app, &notice, &letter, &message.id.to_string(), now).await
}

async fn load(app: &App, id: NoticeId) -> Result<Notice> {
    app.store.read().await?.notice(id).await?.ok_or(Error::NotFound)
}

/// What stands under every mail.
pub(crate) fn sender(app: &App) -> Sender {
    Sender {
        deployment: app.settings.deployment.clone(),
        site: app.settings.site.clone(),
        phone: app.settings.phone.clone(),
    }
}

pub(super) fn about(notice: &Notice) -> Subject {
    Subject {
        number: notice.number.to_string(),
        title: notice.content.subject.clone(),
        path: format!("/follow?number={}", notice.number),
    }
}

/// Composes a letter to the sender of a notice and hands it to the transport. `token` makes the Message-ID, the same
/// for the same letter.
pub(super) async fn send<L: Letter>(
    app: &App,
    notice: &Notice,
    letter: &L,
    token: &str,
    now: Moment,
) -> Result<()> {
    let to = &notice.content.sender.email;
    if !mail::Address::bare(to.clone()).is_deliverable() {
        return Ok(());
    }
    let lang = notice.lang.parse().unwrap_or_default();
    let text = app.phrases.mail(letter, lang)?;
    // What answers a mail says so, and stays in its thread (RFC 3834).
    let answered = match notice.channel {
        Channel::Mail => app.store.read().await?.mail_of_notice(notice.id).await?,
        _ => None,
    };
    let answered = answered.as_deref().and_then(|mail| mail.split(' ').next()).filter(|id| id.contains('@'));
    let outgoing = Outgoing {
        in_reply_to: answered.map(str::to_owned),
        references: answered.map(str::to_owned).into_iter().collect(),
        message_id: mail::compose::message_id(&notice.number.to_string(), token, mail_domain(app)),
        from: mail::Address::named(app.settings.deployment.clone(), app.settings.mail_from.clone()),
        to: vec![mail::Address::bare(to.clone())],
        subject: text.subject,
        text: text.text,
        auto_generated: true,
        ..Outgoing::at(now.timestamp())
    };
    deliver(app, &outgoing).await
}

/// Domain of our own address.
pub(crate) fn mail_domain(app: &App) -> &str {
    app.settings.mail_from.rsplit_once('@').map_or("localhost", |(_, domain)| domain)
}

/// Sends a composed mail; a temporary failure is [`Error::Unavailable`] and tried again, a final one is a fault.
pub(crate) async fn deliver(app: &App, outgoing: &Outgoing) -> Result<()> {
    let bytes = outgoing.to_bytes().map_err(Error::internal)?;
    match app.transport.send(&outgoing.envelope(), &bytes).await {
        Ok(_) => Ok(()),
        Err(e) if e.retry => Err(Error::Unavailable(Box::new(e))),
        Err(e) => {
            tracing::warn!(error = %e, "the mail server refuses a mail for good");
            Err(Error::refused("mail.not_deliverable"))
        }
    }
}
