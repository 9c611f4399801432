//! Claim, run, settle, again; and between times sweep.

use crate::{
    Settings, acknowledge_notice, follow_law, mail_account_change, mail_invitation, mail_membership,
    mail_message, mail_outcome, mail_report, reach, remind_clock, sweep, watch_keys,
};
use app::domain::{Moment, Op};
use app::jobs::{Outcome, claim, settle};
use app::{App, Error, FollowUp};
use futures::{FutureExt, StreamExt};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// Jobs run at the same time by one worker.
const TOGETHER: usize = 8;

/// While notices come, jobs run one by one, and the queue rests this many times as long as it worked: whoever waits for an
/// answer has the disk and the one writer first.
const REST: u32 = 9;
/// Longest rest.
const LONGEST_REST: Duration = Duration::from_secs(2);

/// A worker of the queue.
pub struct Runner {
    app: Arc<App>,
    clock: Arc<dyn Fn() -> Moment + Send + Sync>,
    settings: Settings,
}

impl Runner {
    /// A worker with its clock.
    pub fn new(app: Arc<App>, clock: Arc<dyn Fn() -> Moment + Send + Sync>, settings: Settings) -> Self {
        Self { app, clock, settings }
    }

    /// Works until told to stop; finishes what it has claimed.
    pub async fn run(self, stop: CancellationToken) {
        let idle = Duration::from_millis(self.settings.idle_millis.max(10));
        let between_sweeps = Duration::from_secs(self.settings.sweep_minutes.max(1) * 60);
        let (mut next_sweep, mut seen, mut pressed) = ((self.clock)(), self.app.notices_taken(), false);
        while !stop.is_cancelled() {
            let now = (self.clock)();
            if now >= next_sweep {
                let op = self.app.system_op("jobs", now);
                sweep::run(&self.app, &op).await;
                reach::begin_due(&self.app, &op).await;
                next_sweep = now.plus(between_sweeps);
            }
            let begun = Instant::now();
            let worked = self.batch(now, if pressed { 1 } else { TOGETHER }).await;
            let taken = self.app.notices_taken();
            pressed = taken > seen;
            seen = taken;
            let pause = if worked == 0 {
                idle
            } else if pressed {
                (begun.elapsed() * REST).min(LONGEST_REST)
            } else {
                continue;
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = stop.cancelled() => {}
            }
        }
    }

    async fn batch(&self, now: Moment, together: usize) -> usize {
        let lease = Duration::from_secs(self.settings.lease_seconds.max(10));
        let op = self.app.system_op("jobs", now);
        if let Err(error) = app::law::changes::look_for_law(&self.app, now).await {
            tracing::error!(%error, "newer law could not be taken up");
        }
        match work(&self.app, &op, self.settings.batch, lease, together).await {
            Ok(worked) => worked,
            Err(error) => {
                tracing::warn!(%error, "the queue does not answer");
                0
            }
        }
    }
}

/// Claims what is due, runs it, settles it; gives how many jobs there were.
///
/// # Errors
/// [`Error::Unavailable`] when the queue does not answer; claimed jobs come back when their lease runs out.
pub async fn run_due(app: &App, op: &Op, batch: i64, lease: Duration) -> Result<usize, Error> {
    work(app, op, batch, lease, TOGETHER).await
}

async fn work(app: &App, op: &Op, batch: i64, lease: Duration, together: usize) -> Result<usize, Error> {
    let claimed = claim(app, op, batch, lease).await?;
    let count = claimed.len();
    let worked = futures::stream::iter(claimed).map(|job| async move {
        let outcome = match serde_json::from_value::<FollowUp>(job.payload.clone()) {
            Ok(work) => match AssertUnwindSafe(one(app, op, work)).catch_unwind().await {
                Ok(result) => outcome(result, &job.kind),
                Err(_) => Outcome::Again("the job stopped half-way".to_owned()),
            },
            Err(error) => Outcome::GiveUp(format!("payload: {error}")),
        };
        (job, outcome)
    });
    // Settled together and last: a job that waits here while another settles may hold the one writer of SQLite.
    settle(app, op, worked.buffer_unordered(together).collect().await).await?;
    Ok(count)
}

async fn one(app: &App, op: &Op, work: FollowUp) -> Result<(), Error> {
    match work {
        FollowUp::AcknowledgeNotice { notice } => acknowledge_notice::run(app, op, notice).await,
        FollowUp::MailMessage { notice, message } => mail_message::run(app, op, notice, message).await,
        FollowUp::MailOutcome { notice } => mail_outcome::run(app, op, notice).await,
        FollowUp::RemindClock { clock } => remind_clock::run(app, op, clock).await,
        FollowUp::MailReport { report, edition, to } => mail_report::run(app, op, report, edition, to).await,
        FollowUp::MailApplication { application } => mail_membership::application(app, op, application).await,
        FollowUp::MailProfileChange { change } => mail_membership::profile_change(app, op, change).await,
        FollowUp::MailInvitation { invitation } => mail_invitation::run(app, op, invitation).await,
        FollowUp::MailAccountChange { person, change, at } => {
            mail_account_change::run(app, person, change, at).await
        }
        FollowUp::WatchKeys { .. } => watch_keys::run(app, op).await,
        FollowUp::MailKeyWarning { contact, digest, ended } => {
            watch_keys::warn(app, op, contact, &digest, ended).await
        }
        FollowUp::MailTrial { trial, rung } => reach::mail(app, op, trial, rung).await,
        FollowUp::LapseTrial { trial, rung } => reach::lapse(app, op, trial, rung).await,
        FollowUp::FollowLaw { .. } => follow_law::run(app, op).await,
    }
}

/// What cannot be reached now is tried again; so is a fault of ours, which may be one of the moment. What is not there or
/// not allowed never succeeds.
fn outcome(result: Result<(), Error>, kind: &str) -> Outcome {
    match result {
        Ok(()) => Outcome::Done,
        Err(error @ (Error::Unavailable(_) | Error::Conflict)) => Outcome::Again(account(&error)),
        Err(error @ Error::Internal(_)) => {
            tracing::error!(job = kind, error = %account(&error), "job failed");
            Outcome::Again(account(&error))
        }
        Err(error) => {
            tracing::error!(job = kind, error = %account(&error), "job given up");
            Outcome::GiveUp(account(&error))
        }
    }
}

fn account(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        source = inner.source();
    }
    text
}
