//! Sequences of record numbers. Taken inside the transaction that uses them, so a number told to somebody is a number
//! that is stored.

use crate::conn::on;
use crate::statements::statements;
use crate::{Result, Tx};

statements! {
    ADVANCE = "INSERT INTO counter (name, value) VALUES ($1, $2) \
               ON CONFLICT (name) DO UPDATE SET value = counter.value + $2 RETURNING value";
}

impl Tx {
    /// Takes `count` numbers of a sequence and gives the last of them.
    ///
    /// # Errors
    /// Any failure of the database.
    pub async fn take_numbers(&mut self, sequence: &str, count: i64) -> Result<i64> {
        Ok(on!(self, c => sqlx::query_scalar::<_, i64>(ADVANCE).bind(sequence).bind(count).fetch_one(c).await?))
    }
}
