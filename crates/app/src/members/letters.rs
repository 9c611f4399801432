//! Mails about applications and edits of profiles: jobs that may run twice and then send the same mail.

use crate::notices::{deliver, mail_domain, sender};
use crate::{App, Error, Result, boxed};
use domain::members::{ApplicationState, ChangeState};
use domain::{ApplicationId, Moment, ProfileChangeId};
use mail::compose::Outgoing;
use phrases::letters::{ApplicationLetter, Letter, ProfileLetter, Subject};

/// Mails an applicant how the application stands: received, approved or refused.
///
/// # Errors
/// [`Error::Unavailable`] when the mail server does not take it now.
#[boxed]
pub async fn mail_application(app: &App, id: ApplicationId, now: Moment) -> Result<()> {
    let it = app.store.read().await?.application_by_id(id).await?.ok_or(Error::NotFound)?;
    let letter = ApplicationLetter {
        sender: sender(app),
        about: Subject {
            number: it.number.to_string(),
            title: it.name.clone(),
            path: format!("/join/follow?number={}", it.number),
        },
        state: it.state.code().to_owned(),
        reason: it.reason.clone(),
        secret: app.application_secret(id),
        received_at: it.submitted_at.micros(),
    };
    if it.state == ApplicationState::TakenBack {
        return Ok(());
    }
    let token = format!("application-{}", it.state.code());
    send(app, &it.number.to_string(), &token, &it.email, &it.lang, &letter, now).await
}

/// Mails a member what became of its edit.
///
/// # Errors
/// As [`mail_application`].
#[boxed]
pub async fn mail_profile_change(app: &App, id: ProfileChangeId, now: Moment) -> Result<()> {
    let mut read = app.store.read().await?;
    let change = read.profile_change(id).await?.ok_or(Error::NotFound)?;
    let body = read.body(change.body).await?.ok_or(Error::NotFound)?;
    drop(read);
    let letter = ProfileLetter {
        sender: sender(app),
        about: Subject {
            number: body.key.clone(),
            title: body.name.clone(),
            path: format!("/network/bodies/{}", body.key),
        },
        applied: change.state == ChangeState::Applied,
        reason: change.reason.clone(),
    };
    let token = format!("profile-{id}");
    send(app, &body.key, &token, &body.contact.email, "vi", &letter, now).await
}

async fn send<L: Letter>(
    app: &App,
    number: &str,
    token: &str,
    to: &str,
    lang: &str,
    letter: &L,
    now: Moment,
) -> Result<()> {
    if !mail::Address::bare(to.to_owned()).is_deliverable() {
        return Ok(());
    }
    let text = app.phrases.mail(letter, lang.parse().unwrap_or_default())?;
    let outgoing = Outgoing {
        message_id: mail::compose::message_id(number, token, mail_domain(app)),
        from: mail::Address::named(app.settings.deployment.clone(), app.settings.mail_from.clone()),
        to: vec![mail::Address::bare(to.to_owned())],
        subject: text.subject,
        text: text.text,
        auto_generated: true,
        ..Outgoing::at(now.timestamp())
    };
    deliver(app, &outgoing).await
}
