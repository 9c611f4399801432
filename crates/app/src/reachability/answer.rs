//! The answer by link: whoever got the mail of a rung says that they were reached. Opening the link proves nothing, for mail
//! filters open links; pressing the button does.

use super::save;
use crate::names::{body_names, in_lang};
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::reachability::{Rung, Trial, TrialState};
use domain::{Moment, Op, TrialId};
use serde::Serialize;
use serde_json::json;
use store::Conn;
use subtle::ConstantTimeEq;

/// What the page of a link shows.
#[derive(Debug, Clone, Serialize)]
pub struct Asked {
    /// Number of the test.
    pub number: String,
    /// Name of the contact point.
    pub contact: String,
    /// Name of its body.
    pub body: String,
    /// The body above is asked.
    pub above: bool,
    /// When somebody answered; none while nobody did.
    pub answered_at: Option<Moment>,
}

async fn found(app: &App, conn: &mut Conn, id: &str, secret: &str) -> Result<(Trial, Rung)> {
    let id: TrialId = id.parse().map_err(|_| Error::NotFound)?;
    let given = secret.trim().to_uppercase();
    let fits = |rung: &Rung| bool::from(app.reach_secret(id, *rung).as_bytes().ct_eq(given.as_bytes()));
    let rung = [Rung::Mail, Rung::Superior].into_iter().find(fits).ok_or(Error::NotFound)?;
    let trial = conn.trial(id).await?.ok_or(Error::NotFound)?;
    Ok((trial, rung))
}

/// Shows whoever has a link what it asks.
///
/// # Errors
/// [`Error::NotFound`] for a link that was not made here.
#[boxed]
pub async fn asked(app: &App, op: &Op, id: &str, secret: &str) -> Result<Asked> {
    let mut read = app.store.read().await?;
    let (trial, rung) = found(app, &mut read, id, secret).await?;
    let names = body_names(&mut read, [trial.body]).await?;
    Ok(Asked {
        number: trial.number.to_string(),
        contact: trial.name,
        body: in_lang(&names, trial.body, op.lang).to_owned(),
        above: rung == Rung::Superior,
        answered_at: trial.settled_at.filter(|_| trial.state == TrialState::Reached),
    })
}

/// Takes the answer of whoever has a link; a second answer changes nothing. `note` is what the body above says.
///
/// # Errors
/// As [`asked`].
#[boxed]
pub async fn answer(app: &App, op: &Op, id: &str, secret: &str, note: &str) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (before, rung) = found(app, &mut tx, id, secret).await?;
    let how = match rung {
        Rung::Superior => before.superior.as_ref().map(|(_, email)| email.clone()).unwrap_or_default(),
        Rung::Mail | Rung::Phone => before.email.clone(),
    };
    let after = before.clone().answer(rung, how, domain::text::bounded(note), op.now);
    if after == before {
        return Ok(());
    }
    save(app, &mut tx, op, &before, &after).await?;
    let detail = json!({ "number": after.number, "contact": after.name, "rung": rung, "by": "link" });
    tx.record(op, Event::new("reach.answered", "contact", after.contact, detail));
    tx.commit(op.now).await?;
    Ok(())
}
