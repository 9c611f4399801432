//! Whether contact points can be reached: tests by schedule and on demand, mails with an answer by one click, calls that
//! officers log, bounces that come back by mail, and the body above when nobody answers.
//!
//! ```no_run
//! # async fn demo(app: &app::App, op: &domain::Op) -> app::Result<()> {
//! use app::reachability::{BeginTest, begin_test, show_test, ShowTest};
//! let begun = begin_test(app, op, BeginTest { always: true, ..BeginTest::default() }).await?;
//! let view = show_test(app, op, ShowTest { number: begun.number.to_string(), ..ShowTest::default() }).await?;
//! assert_eq!(view.counts.all, begun.trials);
//! # Ok(()) }
//! ```

mod answer;
mod begin;
mod call;
mod known;
mod lapse;
mod list;
mod mail;
mod returned;
mod settings;

pub use answer::{Asked, answer, asked};
pub use begin::{BeginTest, Begun, begin_due, begin_test};
pub use call::{LogCall, OUTCOMES, log_call};
pub use known::ReachNow;
pub(crate) use known::known;
pub use lapse::lapse;
pub use list::{
    Counts, ShowTest, TestListing, TestRow, TestView, TrialRow, list_tests, show_test, show_trial,
    waiting_calls,
};
pub use mail::mail_trial;
pub(crate) use returned::take_mail;
pub use settings::ReachSettings;

use crate::{App, Error, FollowUp, Result};
use domain::contacts::ContactPoint;
use domain::reachability::{Reach, Rung, Trial, TrialState};
use domain::{Op, TrialId};
use store::Tx;

/// A trial, to change it.
async fn load(tx: &mut Tx, id: TrialId) -> Result<Trial> {
    tx.trial(id).await?.ok_or(Error::NotFound)
}

/// Writes a trial that changed, how its contact point stands by it, and what follows.
async fn save(app: &App, tx: &mut Tx, op: &Op, before: &Trial, after: &Trial) -> Result<()> {
    tx.update_trial(after).await?;
    note_reach(tx, after).await?;
    if before.rung != after.rung || before.state != after.state {
        follow(app, tx, op, after)?;
    }
    Ok(())
}

/// Brings how the contact point of a trial stands up to date with it.
async fn note_reach(tx: &mut Tx, trial: &Trial) -> Result<()> {
    let Some(contact) = tx.contact(trial.contact).await? else { return Ok(()) };
    let reach = tx.reach(trial.contact).await?;
    let with = reach.with(trial, &contact);
    if with != reach {
        tx.put_reach(trial.contact, &with).await?;
    }
    Ok(())
}

/// Queues the mail of the rung on which a trial stands, and the moment at which it lapses.
fn follow(app: &App, tx: &mut Tx, op: &Op, trial: &Trial) -> Result<()> {
    if trial.state != TrialState::Running {
        return Ok(());
    }
    if trial.mail_to().is_some() {
        let mail = FollowUp::MailTrial { trial: trial.id, rung: trial.rung };
        tx.enqueue(mail.job(app, op.now, op.now)?);
    }
    if let Some(due) = trial.due_at {
        let lapse = FollowUp::LapseTrial { trial: trial.id, rung: trial.rung };
        tx.enqueue(lapse.job(app, op.now, due)?);
    }
    Ok(())
}

/// Takes back what was proven of a contact point on an address or number that changed.
///
/// # Errors
/// [`Error::Unavailable`].
pub(crate) async fn forget_changed(tx: &mut Tx, contact: &ContactPoint, fields: &[String]) -> Result<()> {
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    let reach: Reach = tx.reach(contact.id).await?;
    let left = reach.after_change(&fields);
    if left != reach {
        tx.put_reach(contact.id, &left).await?;
    }
    Ok(())
}

/// The path of the page on which whoever got the mail of a rung answers: `/reach/{trial}/{secret}`. Whoever has it can answer.
pub fn answer_path(app: &App, trial: TrialId, rung: Rung) -> String {
    format!("/reach/{trial}/{}", app.reach_secret(trial, rung))
}
