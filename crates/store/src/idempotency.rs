//! Answers kept for repeated requests: the same key and the same request get the same answer, the same key with
//! another request is a conflict.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Result, Tx, boxed};
use domain::Moment;
use serde_json::Value;
use sqlx::types::Json;

statements! {
    KEPT = "SELECT request_sha256, answer FROM idempotency WHERE scope = $1 AND key = $2";
    KEEP = "INSERT INTO idempotency (scope, key, request_sha256, answer, created_at) VALUES ($1, $2, $3, $4, $5)";
    SWEEP = "DELETE FROM idempotency WHERE created_at < $1";
}

/// An answer given before.
#[derive(Debug, Clone)]
pub struct KeptAnswer {
    /// SHA-256 of the request it answered.
    pub request_sha256: String,
    /// The answer.
    pub answer: Value,
}

impl Conn {
    /// The answer given before under a key.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn kept_answer(&mut self, scope: &str, key: &str) -> Result<Option<KeptAnswer>> {
        let row = on!(self, c => sqlx::query_as::<_, (String, Json<Value>)>(KEPT).bind(scope).bind(key).fetch_optional(c).await?);
        Ok(row.map(|(request_sha256, answer)| KeptAnswer { request_sha256, answer: answer.0 }))
    }
}

impl Tx {
    /// Keeps an answer.
    ///
    /// # Errors
    /// [`crate::Error::Duplicate`] when another request was faster with the same key.
    #[boxed]
    pub async fn keep_answer(
        &mut self,
        scope: &str,
        key: &str,
        request_sha256: &str,
        answer: &Value,
        now: Moment,
    ) -> Result<()> {
        on!(self, c => {
            sqlx::query(KEEP).bind(scope).bind(key).bind(request_sha256).bind(Json(answer)).bind(now.micros()).execute(c).await?;
        });
        Ok(())
    }

    /// Forgets answers kept before a moment.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn sweep_answers(&mut self, before: Moment) -> Result<u64> {
        Ok(on!(self, c => sqlx::query(SWEEP).bind(before.micros()).execute(c).await?.rows_affected()))
    }
}
