//! Settling claimed jobs: done, to be tried again, or given up.

use super::{MOST_TRIES, worker};
use crate::{App, Result, boxed};
use domain::Op;
use domain::audit::Event;
use serde_json::json;
use std::time::Duration;
use store::{JobRow, Tx};

/// Wait before the first repeat is twice this; each further repeat doubles it.
const FIRST_WAIT: Duration = Duration::from_secs(30);
/// Longest wait before a repeat.
const LONGEST_WAIT: Duration = Duration::from_secs(6 * 3600);
/// Longest account of a failure kept, in characters.
const MOST_CHARS: usize = 500;

/// How a try ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Done; also when there was nothing left to do.
    Done,
    /// It may succeed later: why not now.
    Again(String),
    /// It never can: why.
    GiveUp(String),
}

/// Settles claimed jobs in one transaction. A job to be tried again waits 30 s · 2^tries, at most six hours, less a
/// random part; after the twelfth try it is given up.
///
/// # Errors
/// [`crate::Error::Forbidden`], [`crate::Error::Unavailable`].
#[boxed]
pub async fn settle(app: &App, op: &Op, settled: Vec<(JobRow, Outcome)>) -> Result<()> {
    worker(op)?;
    if settled.is_empty() {
        return Ok(());
    }
    let mut tx = app.store.write().await?;
    let mut done = Vec::with_capacity(settled.len());
    for (job, outcome) in &settled {
        match outcome {
            Outcome::Done => done.push((job.id, job.attempts)),
            Outcome::Again(why) if job.attempts < MOST_TRIES => {
                let [jitter] = app.fresh.bytes::<1>();
                let run_at = op.now.plus(back_off(job.attempts, jitter));
                tx.retry_job(job.id, job.attempts, run_at, &account(why)).await?;
            }
            Outcome::Again(why) | Outcome::GiveUp(why) => give_up(&mut tx, op, job, why).await?,
        }
    }
    tx.settle_jobs(done, op.now);
    tx.commit(op.now).await?;
    for (job, outcome) in settled {
        let outcome = match outcome {
            Outcome::Done => "done",
            Outcome::Again(_) if job.attempts < MOST_TRIES => "again",
            Outcome::Again(_) | Outcome::GiveUp(_) => "dead",
        };
        metrics::counter!("ungcuu_jobs_total", "kind" => job.kind, "outcome" => outcome).increment(1);
    }
    Ok(())
}

/// Lays a job aside as dead, in an open transaction.
pub(super) async fn give_up(tx: &mut Tx, op: &Op, job: &JobRow, why: &str) -> Result<()> {
    tx.bury_job(job.id, job.attempts, op.now, &account(why)).await?;
    tx.record(
        op,
        Event::new("job.given_up", "job", job.id, json!({ "kind": job.kind, "tries": job.attempts })),
    );
    Ok(())
}

fn account(why: &str) -> String {
    domain::text::tidy(why).chars().take(MOST_CHARS).collect()
}

/// Wait before the next try; `jitter` takes up to a quarter off, so that what failed together does not return
/// together.
fn back_off(tries: i64, jitter: u8) -> Duration {
    let doublings = u32::try_from(tries.clamp(0, 20)).unwrap_or(0);
    let wait = FIRST_WAIT.saturating_mul(2_u32.saturating_pow(doublings)).min(LONGEST_WAIT);
    wait - wait * u32::from(jitter) / 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_six_hours() {
        let seconds: Vec<u64> =
            [1, 2, 3, 9, 10, 11, i64::MAX].into_iter().map(|tries| back_off(tries, 0).as_secs()).collect();
        assert_eq!(seconds, [60, 120, 240, 15_360, 21_600, 21_600, 21_600]);
    }

    #[test]
    fn chance_takes_at_most_a_quarter_off() {
        assert!(back_off(1, 255) >= Duration::from_secs(45));
        assert!(back_off(1, 255) < back_off(1, 0));
    }

    #[test]
    fn the_account_of_a_failure_is_bounded() {
        assert_eq!(account(&"lỗi ".repeat(1000)).chars().count(), MOST_CHARS);
    }
}
