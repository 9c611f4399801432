//! Sequences of record numbers, and the facts a deployment keeps about itself. Numbers are taken inside the transaction that uses them, so a number told to somebody is a number
//! that is stored.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Result, Tx, boxed};

statements! {
    ADVANCE = "INSERT INTO counter (name, value) VALUES ($1, $2) \
               ON CONFLICT (name) DO UPDATE SET value = counter.value + $2 RETURNING value";
    FACT = "SELECT value FROM deployment WHERE name = $1";
    SET_FACT = "INSERT INTO deployment (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2";
    KEEP_FACT = "INSERT INTO deployment (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
}

impl Conn {
    /// A fact of this deployment.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn deployment_fact(&mut self, name: &str) -> Result<Option<String>> {
        Ok(on!(self, c => sqlx::query_scalar::<_, String>(FACT).bind(name).fetch_optional(c).await?))
    }
}

impl Tx {
    /// Keeps a fact of this deployment, unless it is there already.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn keep_deployment_fact(&mut self, name: &str, value: &str) -> Result<()> {
        on!(self, c => { sqlx::query(KEEP_FACT).bind(name).bind(value).execute(c).await?; });
        Ok(())
    }

    /// Sets a fact of this deployment.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn set_deployment_fact(&mut self, name: &str, value: &str) -> Result<()> {
        on!(self, c => { sqlx::query(SET_FACT).bind(name).bind(value).execute(c).await?; });
        Ok(())
    }

    /// Takes `count` numbers of a sequence and gives the last of them.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn take_numbers(&mut self, sequence: &str, count: i64) -> Result<i64> {
        Ok(
            on!(self, c => sqlx::query_scalar::<_, i64>(ADVANCE).bind(sequence).bind(count).fetch_one(c).await?),
        )
    }
}
