//! What comes back by mail: reports that a mail could not be delivered, and answers written as a reply.

use super::mail::trial_of;
use super::save;
use crate::notices::mail_domain;
use crate::{App, Result, boxed};
use ::mail::parse::{DeliveryReport, Incoming};
use domain::audit::Event;
use domain::reachability::{Rung, Trial};
use domain::{Op, TrialId};
use serde_json::json;

/// Takes a mail that is about a trial: a bounce, or a reply. The number of the test when it was; none when the mail is about
/// something else.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub(crate) async fn take_mail(app: &App, op: &Op, incoming: &Incoming) -> Result<Option<String>> {
    if let Some(report) = incoming.delivery_report() {
        let prefixes = [app.settings.reach.prefix.as_str()];
        let original = report.original_of(&prefixes, mail_domain(app));
        return match original.and_then(|id| trial_of(app, id)) {
            Some((trial, rung)) => bounced(app, op, trial, rung, &report).await,
            None => Ok(None),
        };
    }
    let answered = incoming.in_reply_to.iter().chain(incoming.references.iter().rev());
    let Some((trial, rung)) = answered.filter_map(|id| trial_of(app, id)).next() else { return Ok(None) };
    replied(app, op, trial, rung, incoming).await
}

async fn bounced(
    app: &App,
    op: &Op,
    id: TrialId,
    rung: Rung,
    report: &DeliveryReport,
) -> Result<Option<String>> {
    let mut tx = app.store.write().await?;
    let Some(before) = tx.trial(id).await? else { return Ok(None) };
    let number = before.number.to_string();
    // A delay is no failure: the mail system goes on trying.
    let Some(failed) = report.failed().next() else { return Ok(Some(number)) };
    let said = [failed.status.as_str(), failed.diagnostic.as_str()];
    let note = said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let how = domain::text::bounded(&failed.address);
    let ladder = app.settings.reach.ladder();
    let after = before.clone().bounce(rung, how, domain::text::bounded(&note), &ladder, op.now);
    if after != before {
        save(app, &mut tx, op, &before, &after).await?;
        let detail = json!({
            "number": after.number, "contact": after.name, "rung": rung, "status": failed.status,
        });
        tx.record(op, Event::new("reach.bounced", "contact", after.contact, detail));
        tx.commit(op.now).await?;
    }
    Ok(Some(number))
}

/// A reply proves as much as the link. A machine's "I am away" proves nothing.
async fn replied(app: &App, op: &Op, id: TrialId, rung: Rung, incoming: &Incoming) -> Result<Option<String>> {
    let mut tx = app.store.write().await?;
    let Some(before) = tx.trial(id).await? else { return Ok(None) };
    let number = before.number.to_string();
    if !incoming.auto_submitted.may_be_answered() {
        return Ok(Some(number));
    }
    let how = incoming.from.as_ref().map(|from| from.email.clone()).unwrap_or_default();
    let after: Trial = before.clone().answer(rung, how, domain::text::bounded(&incoming.body_text), op.now);
    if after != before {
        save(app, &mut tx, op, &before, &after).await?;
        let detail = json!({ "number": after.number, "contact": after.name, "rung": rung, "by": "mail" });
        tx.record(op, Event::new("reach.answered", "contact", after.contact, detail));
        tx.commit(op.now).await?;
    }
    Ok(Some(number))
}
