//! Mail about a report: to its addressees that it arrived, or to its writers that it was returned. A job that may run
//! twice and then sends the same mails, known by their message ids.

use crate::notices::{deliver, mail_domain, sender};
use crate::{App, Error, Result, boxed};
use ::law::Lang;
use domain::audit::Event;
use domain::bodies::Body;
use domain::reports::{Delivery, DeliveryState, Report};
use domain::{BodyId, Moment, Op, ReportId};
use mail::Address;
use mail::compose::{Outgoing, message_id};
use phrases::letters::{Letter, ReportReceived, ReportReturned, Subject};
use serde_json::json;

/// Official mail between bodies is written in Vietnamese.
const LANG: Lang = Lang::Vi;

/// Tells an addressee of an edition that it arrived, or its writers that it was returned. A body without a mail address
/// is passed over: the report lies in its inbox.
///
/// # Errors
/// [`Error::NotFound`] for an edition that is not there; [`Error::Unavailable`] when the mail server does not take a mail
/// now; [`Error::Internal`] when it never will.
#[boxed]
pub async fn mail_report(
    app: &App,
    op: &Op,
    report: ReportId,
    edition: i64,
    to: Option<BodyId>,
) -> Result<()> {
    let mut read = app.store.read().await?;
    let report = read.report(report).await?.ok_or(Error::NotFound)?;
    let incident = read.incident(report.incident).await?.ok_or(Error::NotFound)?;
    let submitted =
        read.editions(report.id).await?.into_iter().find(|e| e.edition == edition).ok_or(Error::NotFound)?;
    let mut deliveries = read.deliveries(report.id).await?;
    deliveries.retain(|d| d.edition == edition);
    let from = read.body(report.body).await?.ok_or(Error::NotFound)?;
    let addressee = match to {
        Some(body) => Some(read.body(body).await?.ok_or(Error::NotFound)?),
        None => None,
    };
    drop(read);
    let about = Subject {
        number: incident.number.to_string(),
        title: app.title_in_mail(&incident, LANG),
        path: format!("/reports/{}", report.id),
    };
    let kind = app.phrases.say(LANG, &format!("report-{}", report.kind), &[]);
    let sent = if let Some(body) = &addressee {
        let letter = ReportReceived {
            sender: sender(app),
            about,
            kind,
            from: from.name,
            at: submitted.submitted_at.micros(),
            hash: submitted.document_sha256,
        };
        let token = format!("{edition}.{}", body.id.uuid().as_simple());
        send(app, &report, &letter, body, &token, submitted.submitted_at).await?
    } else {
        let Some((reason, at)) = returned_because(&deliveries) else { return Ok(()) };
        // A mail goes to a whole body: the words on a restricted incident are read on its page alone.
        let reason =
            if incident.restricted() { app.phrases.say(LANG, "mail-restricted-reason", &[]) } else { reason };
        let letter = ReportReturned { sender: sender(app), about, kind, reason };
        send(app, &report, &letter, &from, &format!("{edition}.returned"), at).await?
    };
    if sent == 0 {
        return Ok(());
    }
    let mut tx = app.store.write().await?;
    let detail = json!({ "number": report.number, "edition": edition, "to": to, "returned": to.is_none() });
    tx.record(op, Event::new("report.mailed", "report", report.id, detail));
    tx.commit(op.now).await?;
    Ok(())
}

/// The reasons of those who returned it, and when the first did.
fn returned_because(deliveries: &[Delivery]) -> Option<(String, Moment)> {
    let returned: Vec<&Delivery> = deliveries.iter().filter(|d| d.state == DeliveryState::Returned).collect();
    let at = returned.iter().filter_map(|d| d.judged_at).min()?;
    Some((returned.iter().map(|d| d.reason.as_str()).collect::<Vec<_>>().join("\n"), at))
}

/// Sends a letter to a body; gives how many mails went out. The moment is that of the act, so that a repeat has the
/// same bytes.
async fn send<L: Letter>(
    app: &App,
    report: &Report,
    letter: &L,
    to: &Body,
    token: &str,
    at: Moment,
) -> Result<u32> {
    let address = Address::named(to.name.clone(), to.contact.email.trim());
    if !address.is_deliverable() {
        return Ok(0);
    }
    let text = app.phrases.mail(letter, LANG)?;
    let reference = report.number.as_ref().map_or_else(|| report.id.to_string(), ToString::to_string);
    let token = format!("{}.{token}", report.id.uuid().as_simple());
    let outgoing = Outgoing {
        message_id: message_id(&reference, &token, mail_domain(app)),
        from: Address::named(app.settings.deployment.clone(), app.settings.mail_from.clone()),
        to: vec![address],
        subject: text.subject,
        text: text.text,
        auto_generated: true,
        ..Outgoing::at(at.timestamp())
    };
    deliver(app, &outgoing).await?;
    Ok(1)
}
