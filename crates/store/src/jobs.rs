//! The queue of follow-up work: rows committed with the data they follow, claimed by lease, retried with back-off,
//! laid aside as dead after the last try.

use crate::conn::{gather, on};
use crate::script::MOST_ROWS;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed, dialect, row};
use domain::{JobId, Moment};
use serde::Serialize;
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

statements! {
    RETRY = "UPDATE job SET state = 'waiting', run_at = $2, last_error = $3 WHERE id = $1 AND state = 'running' AND attempts = $4";
    BURY = "UPDATE job SET state = 'dead', settled_at = $2, last_error = $3 WHERE id = $1 AND state = 'running' AND attempts = $4";
    REVIVE = "UPDATE job SET state = 'waiting', run_at = $2, attempts = 0, settled_at = NULL WHERE id = $1 AND state = 'dead'";
    SWEEP = "DELETE FROM job WHERE state = 'done' AND settled_at < $1";
    COUNTS = "SELECT state, COUNT(*) FROM job GROUP BY state";
    OLDEST = "SELECT MIN(run_at) FROM job WHERE state = 'waiting'";
    DEAD = "SELECT id, kind, payload, state, attempts, run_at, last_error, created_at FROM job WHERE state = 'dead' \
            ORDER BY created_at DESC LIMIT $1";
    BY_DEDUPE = "SELECT id, kind, payload, state, attempts, run_at, last_error, created_at FROM job WHERE dedupe = $1";
    COUNT_KIND = "SELECT COUNT(*) FROM job WHERE kind = $1";
}

const SETTLE: &str = "UPDATE job SET state = 'done', settled_at = $, last_error = '' WHERE state = 'running' AND attempts = $ AND id IN (";
const INSERT: &str = "INSERT INTO job (id, kind, payload, dedupe, state, run_at, attempts, lease_until, last_error, created_at) VALUES ";
const NOT_TWICE: &str = " ON CONFLICT (dedupe) DO NOTHING";

/// Work to be queued.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Fresh id.
    pub id: JobId,
    /// Which job (`notices.acknowledge`).
    pub kind: &'static str,
    /// Ids it works on.
    pub payload: Value,
    /// Queued at most once per value, ever.
    pub dedupe: Option<String>,
    /// Not before.
    pub run_at: Moment,
}

/// A queued job.
#[derive(Debug, Clone, Serialize)]
pub struct JobRow {
    /// Identity.
    pub id: JobId,
    /// Which job.
    pub kind: String,
    /// Ids it works on.
    pub payload: Value,
    /// `waiting`, `running`, `done` or `dead`.
    pub state: String,
    /// Tries so far, this one included once claimed.
    pub attempts: i64,
    /// Not before.
    pub run_at: Moment,
    /// What went wrong last.
    pub last_error: String,
    /// When queued.
    pub created_at: Moment,
}

/// Jobs by state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct JobCounts {
    /// To be done.
    pub waiting: i64,
    /// Being done.
    pub running: i64,
    /// Done and not yet swept.
    pub done: i64,
    /// Given up.
    pub dead: i64,
}

row! {
    pub(crate) struct Stored {
        id: Uuid,
        kind: String,
        payload: Json<Value>,
        state: String,
        attempts: i64,
        run_at: i64,
        last_error: String,
        created_at: i64,
    }
}

impl From<Stored> for JobRow {
    fn from(s: Stored) -> Self {
        Self {
            id: JobId(s.id),
            kind: s.kind,
            payload: s.payload.0,
            state: s.state,
            attempts: s.attempts,
            run_at: Moment::from_micros(s.run_at),
            last_error: s.last_error,
            created_at: Moment::from_micros(s.created_at),
        }
    }
}

impl Conn {
    /// Jobs by state.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn job_counts(&mut self) -> Result<JobCounts> {
        let rows = on!(self, c => sqlx::query_as::<_, (String, i64)>(COUNTS).fetch_all(c).await?);
        let of = |state: &str| rows.iter().find(|(s, _)| s == state).map_or(0, |(_, n)| *n);
        Ok(JobCounts { waiting: of("waiting"), running: of("running"), done: of("done"), dead: of("dead") })
    }

    /// When the oldest waiting job was to run.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn oldest_waiting_job(&mut self) -> Result<Option<Moment>> {
        let oldest = on!(self, c => sqlx::query_scalar::<_, Option<i64>>(OLDEST).fetch_one(c).await?);
        Ok(oldest.map(Moment::from_micros))
    }

    /// The newest dead jobs.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn dead_jobs(&mut self, limit: i64) -> Result<Vec<JobRow>> {
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(DEAD).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(JobRow::from).collect())
    }

    /// The job of a dedupe value.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn job_by_dedupe(&mut self, dedupe: &str) -> Result<Option<JobRow>> {
        let row =
            on!(self, c => sqlx::query_as::<_, Stored>(BY_DEDUPE).bind(dedupe).fetch_optional(c).await?);
        Ok(row.map(JobRow::from))
    }

    /// How many jobs of a kind there are, in any state.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn count_jobs(&mut self, kind: &str) -> Result<i64> {
        Ok(on!(self, c => sqlx::query_scalar::<_, i64>(COUNT_KIND).bind(kind).fetch_one(c).await?))
    }
}

impl Tx {
    pub(crate) async fn gather_jobs(&mut self, jobs: &[NewJob], now: Moment) -> Result<()> {
        for part in jobs.chunks(MOST_ROWS) {
            self.send_if_long().await?;
            gather!(self, s => s.insert(INSERT, &["$"; 10], NOT_TWICE, part, |s, job| {
                s.bind(job.id.uuid()).bind(job.kind).bind(Json(&job.payload)).bind(&job.dedupe).bind("waiting")
                    .bind(job.run_at.micros()).bind(0_i64).bind(0_i64).bind("").bind(now.micros());
            }));
        }
        Ok(())
    }

    /// Claims up to `limit` jobs that are due, or whose worker's lease ran out.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn claim_jobs(&mut self, now: Moment, lease_until: Moment, limit: i64) -> Result<Vec<JobRow>> {
        let sql = if self.postgres() { dialect::postgres::CLAIM_JOBS } else { dialect::sqlite::CLAIM_JOBS };
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(sql)
            .bind(now.micros()).bind(lease_until.micros()).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(JobRow::from).collect())
    }

    /// Marks claimed jobs as done, each with the attempt of its claim: a worker whose lease ran out no longer decides.
    /// On disk with the commit.
    pub fn settle_jobs(&mut self, mut done: Vec<(JobId, i64)>, now: Moment) {
        done.sort_unstable_by_key(|(_, attempt)| *attempt);
        for same in done.chunk_by(|a, b| a.1 == b.1) {
            let Some((_, attempt)) = same.first() else { continue };
            for part in dialect::parts(same) {
                let text = format!("{SETTLE}{})", vec!["$"; part.len()].join(", "));
                gather!(self, s => s.add(&text, |s| {
                    s.bind(now.micros()).bind(*attempt);
                    part.iter().for_each(|(id, _)| { s.bind(id.uuid()); });
                }));
            }
        }
    }

    /// Puts a claimed job back for a later try.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn retry_job(&mut self, id: JobId, attempt: i64, run_at: Moment, error: &str) -> Result<()> {
        on!(self, c => { sqlx::query(RETRY).bind(id.uuid()).bind(run_at.micros()).bind(error).bind(attempt).execute(c).await?; });
        Ok(())
    }

    /// Gives a claimed job up.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn bury_job(&mut self, id: JobId, attempt: i64, now: Moment, error: &str) -> Result<()> {
        on!(self, c => { sqlx::query(BURY).bind(id.uuid()).bind(now.micros()).bind(error).bind(attempt).execute(c).await?; });
        Ok(())
    }

    /// Gives a dead job another life.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it is not dead.
    #[boxed]
    pub async fn revive_job(&mut self, id: JobId, now: Moment) -> Result<()> {
        let changed = on!(self, c => sqlx::query(REVIVE).bind(id.uuid()).bind(now.micros()).execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }

    /// Removes jobs done before a moment; gives their number.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn sweep_jobs(&mut self, before: Moment) -> Result<u64> {
        Ok(on!(self, c => sqlx::query(SWEEP).bind(before.micros()).execute(c).await?.rows_affected()))
    }
}
