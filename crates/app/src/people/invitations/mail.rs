//! The mail that invites. A job that may run twice and then sends the same mail.

use super::token;
use crate::notices::{deliver, mail_domain, sender};
use crate::{App, Error, Result, boxed};
use ::mail::Address;
use ::mail::compose::{Outgoing, message_id};
use domain::{InvitationId, Moment};
use phrases::letters::Invitation as Letter;

/// Mails an invitation; one that was accepted or withdrawn meanwhile is passed over.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Unavailable`] when the mail server does not take it now.
#[boxed]
pub async fn mail_invitation(app: &App, id: InvitationId, now: Moment) -> Result<()> {
    let mut read = app.store.read().await?;
    let invitation = read.invitation(id).await?.ok_or(Error::NotFound)?;
    if invitation.usable(now).is_err() {
        return Ok(());
    }
    let body = read.body(invitation.body).await?.ok_or(Error::NotFound)?;
    drop(read);
    let lang = invitation.lang.parse().unwrap_or_default();
    let letter = Letter {
        sender: sender(app),
        name: invitation.name.clone(),
        login: invitation.login.clone(),
        body: body.name_in(lang).to_owned(),
        path: format!("/invitation/{}", token(app, id)),
        expires_at: invitation.expires_at.micros(),
    };
    let text = app.phrases.mail(&letter, lang)?;
    let outgoing = Outgoing {
        message_id: message_id("invitation", &id.uuid().as_simple().to_string(), mail_domain(app)),
        from: Address::named(app.settings.deployment.clone(), app.settings.mail_from.clone()),
        to: vec![Address::bare(invitation.email)],
        subject: text.subject,
        text: text.text,
        auto_generated: true,
        ..Outgoing::at(invitation.created_at.timestamp())
    };
    deliver(app, &outgoing).await
}
