//! Reminding whoever owes: a job that asks again whether there is still something to remind of.

use crate::notices::{deliver, mail_domain, sender};
use crate::{App, Error, Result, boxed};
use domain::clocks::{ClockRun, ClockState, DueKind};
use domain::{ClockRunId, Moment};
use mail::compose::Outgoing;
use phrases::letters::{ClockReminder, Subject};
use std::time::Duration;

/// How many of the moments at which to remind have come.
fn passed(app: &App, clock: &ClockRun, due: Moment, now: Moment) -> usize {
    let library = app.library();
    let definition = library.ruleset(&clock.ruleset).and_then(|r| r.clock(&clock.clock));
    let spans = definition.iter().flat_map(|c| &c.remind).filter_map(|span| Duration::try_from(*span).ok());
    spans.filter(|span| due.minus(*span) <= now).count() + usize::from(due <= now)
}

/// Mails a reminder of a running clock to the body that owes; nothing when it was met meanwhile.
///
/// # Errors
/// [`Error::Unavailable`] when the mail server does not take it now.
#[boxed]
pub async fn remind(app: &App, id: ClockRunId, now: Moment) -> Result<()> {
    let mut read = app.store.read().await?;
    let clock = read.clock(id).await?.ok_or(Error::NotFound)?;
    let (Some(due), ClockState::Running) = (clock.due_at, clock.state) else { return Ok(()) };
    let incident = read.incident(clock.incident).await?.ok_or(Error::NotFound)?;
    let Some(body) = (match clock.owing_body {
        Some(body) => read.body(body).await?,
        None => None,
    }) else {
        return Ok(());
    };
    drop(read);
    if !domain::notices::submission::plausible_email(&body.contact.email) {
        return Ok(());
    }
    let lang = ::phrases::Lang::Vi;
    let letter = ClockReminder {
        sender: sender(app),
        about: Subject {
            number: incident.number.to_string(),
            title: app.title_in_mail(&incident, lang),
            path: format!("/incidents/{}?tab=clocks", incident.number),
        },
        duty: clock.title.vi.clone(),
        due: due.micros(),
        due_text: clock.due_text.as_ref().map(|t| t.vi.clone()).unwrap_or_default(),
        left: app.phrases.time_left(lang, due.micros(), now.micros()),
        cite: clock.cite.clone(),
        overdue: clock.overdue(now),
        policy: clock.due_kind == DueKind::Policy,
    };
    let text = app.phrases.mail(&letter, lang)?;
    // The same reminder, run twice, is the same mail.
    let token = format!("clock-{id}-{}", passed(app, &clock, due, now));
    let outgoing = Outgoing {
        message_id: mail::compose::message_id(&incident.number.to_string(), &token, mail_domain(app)),
        from: mail::Address::named(app.settings.deployment.clone(), app.settings.mail_from.clone()),
        to: vec![mail::Address::bare(body.contact.email)],
        subject: text.subject,
        text: text.text,
        auto_generated: true,
        ..Outgoing::at(now.timestamp())
    };
    deliver(app, &outgoing).await
}
