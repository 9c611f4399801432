//! Checks of who sent a notice, on disk.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed, row};
use domain::notices::Verification;
use domain::{Moment, NoticeId, VerificationId};
use uuid::Uuid;

statements! {
    INSERT_VERIFICATION = "INSERT INTO notice_verification (id, notice_id, checked_by, checked_at, method, verdict, note) \
                           VALUES ($1, $2, $3, $4, $5, $6, $7)";
    VERIFICATIONS = "SELECT id, checked_by, checked_at, method, verdict, note FROM notice_verification WHERE notice_id = $1 \
                     ORDER BY checked_at, id LIMIT 200";
}

row! {
    struct StoredVerification {
        id: Uuid,
        checked_by: String,
        checked_at: i64,
        method: String,
        verdict: String,
        note: String,
    }
}

impl Conn {
    /// Checks of the sender, oldest first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn verifications(&mut self, id: NoticeId) -> Result<Vec<Verification>> {
        let rows = on!(self, c => sqlx::query_as::<_, StoredVerification>(VERIFICATIONS).bind(id.uuid()).fetch_all(c).await?);
        rows.into_iter()
            .map(|s| {
                Ok(Verification {
                    id: VerificationId(s.id),
                    by: s.checked_by,
                    at: Moment::from_micros(s.checked_at),
                    method: s.method,
                    verdict: s.verdict.parse().map_err(|e| Error::corrupt("verification", e))?,
                    note: s.note,
                })
            })
            .collect()
    }
}

impl Tx {
    /// Adds a check of the sender.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_verification(&mut self, notice: NoticeId, v: &Verification) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_VERIFICATION)
                .bind(v.id.uuid()).bind(notice.uuid()).bind(&v.by).bind(v.at.micros()).bind(&v.method).bind(v.verdict.code())
                .bind(&v.note).execute(c).await?;
        });
        Ok(())
    }
}
