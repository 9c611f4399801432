//! A call that an officer made: who picked up, or nobody, or the wrong one.

use super::{load, save};
use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::law_changes::Hand;
use domain::reachability::{Attempt, Rung, Said};
use domain::{Op, Right, TrialId};
use serde_json::json;

/// What a call may bring.
pub const OUTCOMES: [Said; 3] = [Said::Answered, Said::NoAnswer, Said::WrongNumber];

/// A call to log.
#[derive(Debug, Clone)]
pub struct LogCall {
    /// The trial.
    pub trial: TrialId,
    /// The version that was seen.
    pub version: i64,
    /// `answered`, `no-answer` or `wrong-number`.
    pub said: String,
    /// The number that was called.
    pub number: String,
    /// Who answered, or what was learnt.
    pub note: String,
}

/// Logs a call.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`], [`Error::Conflict`]; fields to mend; `reach.not_running`.
#[boxed]
pub async fn log_call(app: &App, op: &Op, cmd: LogCall) -> Result<()> {
    op.require(Right::KeepMembers)?;
    let mut tx = app.store.write().await?;
    let before = load(&mut tx, cmd.trial).await?;
    if before.version != cmd.version {
        return Err(Error::Conflict);
    }
    let said = cmd.said.parse::<Said>().ok().filter(|said| OUTCOMES.contains(said));
    let said = said.ok_or_else(|| Error::field("said", "unknown_option"))?;
    let how = domain::text::tidy(&cmd.number);
    if how.is_empty() {
        return Err(Error::field("number", "required"));
    }
    // On the last rung the body above may be called; what is called before belongs to the contact point.
    let rung = if before.phones.contains(&how) { Rung::Phone } else { before.rung };
    if rung != Rung::Superior && !before.phones.contains(&how) {
        return Err(Error::field("number", "unknown_option"));
    }
    let note = domain::text::bounded(&cmd.note);
    let attempt = Attempt { at: op.now, rung, said, how, note, by: Some(Hand::of(op)) };
    let after = before.clone().call(attempt, &app.settings.reach.ladder())?;
    save(app, &mut tx, op, &before, &after).await?;
    let detail = json!({ "number": after.number, "contact": after.name, "said": said, "state": after.state });
    tx.record(op, Event::new("reach.called", "contact", after.contact, detail));
    tx.commit(op.now).await?;
    Ok(())
}
