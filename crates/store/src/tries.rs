//! Wrong tries on disk, under the hash of what they are counted by, and what was used once.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Result, Tx, boxed};
use domain::Moment;

statements! {
    TRIES = "SELECT tries, waits_until FROM sign_in_try WHERE name_sha256 = $1";
    NOTE = "INSERT INTO sign_in_try (name_sha256, tries, waits_until, tried_at) VALUES ($1, $2, $3, $4) \
            ON CONFLICT (name_sha256) DO UPDATE SET tries = $2, waits_until = $3, tried_at = $4";
    FORGET = "DELETE FROM sign_in_try WHERE name_sha256 = $1";
    SWEEP = "DELETE FROM sign_in_try WHERE tried_at < $1";
    SPEND = "INSERT INTO spent (sha256, expires_at) VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING";
    SWEEP_SPENT = "DELETE FROM spent WHERE expires_at < $1";
}

impl Conn {
    /// Wrong tries under a hash, and the moment before which no further one is heard.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn tries(&mut self, sha256: &str) -> Result<(i64, Moment)> {
        let row =
            on!(self, c => sqlx::query_as::<_, (i64, i64)>(TRIES).bind(sha256).fetch_optional(c).await?);
        Ok(row.map_or((0, Moment::EPOCH), |(tries, until)| (tries, Moment::from_micros(until))))
    }
}

impl Tx {
    /// Notes wrong tries under a hash.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn note_tries(
        &mut self,
        sha256: &str,
        tries: i64,
        waits_until: Moment,
        now: Moment,
    ) -> Result<()> {
        on!(self, c => {
            sqlx::query(NOTE).bind(sha256).bind(tries).bind(waits_until.micros()).bind(now.micros()).execute(c).await?;
        });
        Ok(())
    }

    /// Forgets the tries under a hash.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn forget_tries(&mut self, sha256: &str) -> Result<()> {
        on!(self, c => { sqlx::query(FORGET).bind(sha256).execute(c).await?; });
        Ok(())
    }

    /// Forgets tries from before a moment.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn sweep_tries(&mut self, before: Moment) -> Result<u64> {
        Ok(on!(self, c => sqlx::query(SWEEP).bind(before.micros()).execute(c).await?.rows_affected()))
    }

    /// Uses something that can be used once; whether it was not used before. It is remembered until it would be over by
    /// itself.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn spend(&mut self, sha256: &str, until: Moment) -> Result<bool> {
        let noted = on!(self, c => sqlx::query(SPEND).bind(sha256).bind(until.micros()).execute(c).await?.rows_affected());
        Ok(noted > 0)
    }

    /// Forgets what would be over by itself.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn sweep_spent(&mut self, before: Moment) -> Result<u64> {
        Ok(on!(self, c => sqlx::query(SWEEP_SPENT).bind(before.micros()).execute(c).await?.rows_affected()))
    }
}
