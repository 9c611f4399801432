//! The mail of a rung: to the contact point with an answer by one click, or to the body above. A job that may run twice.

use super::{answer_path, load, save};
use crate::notices::{mail_domain, sender};
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::reachability::{Attempt, Rung, Said, Trial};
use domain::{Op, TrialId};
use mail::compose::Outgoing;
use mail::{Address, SendError};
use phrases::Lang;
use phrases::letters::{ReachLetter, Subject};
use serde_json::json;
use std::error::Error as _;
use subtle::ConstantTimeEq;

/// Mails whoever a trial asks on its rung. Nothing when the rung is over or its mail was taken over before. An address that no
/// mail server takes is noted as a bounce.
///
/// # Errors
/// [`Error::Unavailable`] when the mail server does not take it now.
#[boxed]
pub async fn mail_trial(app: &App, op: &Op, id: TrialId, rung: Rung) -> Result<()> {
    let mut read = app.store.read().await?;
    let trial = read.trial(id).await?.ok_or(Error::NotFound)?;
    let sent = |it: &Attempt| it.rung == rung && it.said == Said::Sent;
    let (true, false, Some(to)) = (trial.rung == rung, trial.attempts.iter().any(sent), trial.mail_to())
    else {
        return Ok(());
    };
    let body = read.body(trial.body).await?.map(|body| body.name).unwrap_or_default();
    let test = read.reach_test(&trial.number.to_string()).await?;
    drop(read);
    let letter = ReachLetter {
        sender: sender(app),
        about: Subject {
            number: trial.number.to_string(),
            title: body,
            path: answer_path(app, trial.id, rung),
        },
        contact: trial.name.clone(),
        above: rung == Rung::Superior,
        due: trial.due_at.unwrap_or(op.now).micros(),
        reason: test.map(|test| test.reason).unwrap_or_default(),
    };
    let text = app.phrases.mail(&letter, Lang::Vi)?;
    let outgoing = Outgoing {
        message_id: message_id(app, &trial, rung),
        from: Address::named(app.settings.deployment.clone(), app.settings.mail_from.clone()),
        to: vec![Address::bare(to.to_owned())],
        subject: text.subject,
        text: text.text,
        auto_generated: true,
        ..Outgoing::at(op.now.timestamp())
    };
    let outcome = match outgoing.to_bytes() {
        Ok(bytes) => app.transport.send(&outgoing.envelope(), &bytes).await.map_err(Refused::Server),
        Err(error) => Err(Refused::Composer(error.to_string())),
    };
    match outcome {
        Ok(receipt) => note(app, op, id, |trial| trial.sent(rung, receipt.detail.clone(), op.now)).await,
        Err(Refused::Server(error)) if error.retry => Err(Error::Unavailable(Box::new(error))),
        Err(refused) => {
            let (how, ladder) = (to.to_owned(), app.settings.reach.ladder());
            let why = refused.told();
            note(app, op, id, |trial| trial.bounce(rung, how.clone(), why.clone(), &ladder, op.now)).await
        }
    }
}

enum Refused {
    Server(SendError),
    Composer(String),
}

impl Refused {
    fn told(self) -> String {
        match self {
            Self::Server(error) => {
                error.source().map_or_else(|| error.to_string(), std::string::ToString::to_string)
            }
            Self::Composer(why) => why,
        }
    }
}

async fn note(app: &App, op: &Op, id: TrialId, change: impl Fn(Trial) -> Trial) -> Result<()> {
    let mut tx = app.store.write().await?;
    let before = load(&mut tx, id).await?;
    let after = change(before.clone());
    save(app, &mut tx, op, &before, &after).await?;
    if after.bounced() && !before.bounced() {
        let detail = json!({ "number": after.number, "rung": before.rung, "contact": after.name });
        tx.record(op, Event::new("reach.bounced", "contact", after.contact, detail));
    }
    tx.commit(op.now).await?;
    Ok(())
}

/// The id of the mail of a rung. It carries what finds the trial again, and a tag that only we can make.
fn message_id(app: &App, trial: &Trial, rung: Rung) -> String {
    let token = format!("{}-{}-{}", trial.id, rung.code(), tag(app, trial.id, rung));
    mail::compose::message_id(&trial.number.to_string(), &token, mail_domain(app))
}

fn tag(app: &App, trial: TrialId, rung: Rung) -> String {
    let tag = app.tag_for("reach-mail", &[trial.uuid().as_bytes(), rung.code().as_bytes()]);
    tag.iter().take(10).map(|byte| format!("{byte:02x}")).collect()
}

/// The trial and rung of one of our message ids; none when it is not ours or was made up.
pub(super) fn trial_of(app: &App, id: &str) -> Option<(TrialId, Rung)> {
    let prefixes = [app.settings.reach.prefix.as_str()];
    mail::parse::reference_in_message_id(id, &prefixes, mail_domain(app))?;
    let (local, _) = id.rsplit_once('@')?;
    let (_, token) = local.split_once('.')?;
    let (rest, tagged) = token.rsplit_once('-')?;
    let (trial, rung) = rest.rsplit_once('-')?;
    let (trial, rung): (TrialId, Rung) = (trial.parse().ok()?, rung.parse().ok()?);
    bool::from(tag(app, trial, rung).as_bytes().ct_eq(tagged.to_lowercase().as_bytes()))
        .then_some((trial, rung))
}
