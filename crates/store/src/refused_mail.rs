//! Mail that was refused, with the reason: nothing goes silently.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Result, Tx, boxed, row};
use uuid::Uuid;

statements! {
    REFUSE_MAIL = "INSERT INTO mail_refused (id, at, code, detail, sender, size_bytes, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    REFUSED_MAIL = "SELECT at, code, detail, sender, size_bytes, sha256 FROM mail_refused ORDER BY at DESC LIMIT $1";
}

row! {
    /// Mail that was refused.
    #[derive(Debug, Clone, serde::Serialize)]
    pub struct RefusedMail {
        /// When, in microseconds.
        pub at: i64,
        /// Stable code.
        pub code: String,
        /// In words.
        pub detail: String,
        /// Envelope or header sender, as far as known.
        pub sender: String,
        /// Size in bytes.
        pub size_bytes: i64,
        /// SHA-256 of what was refused.
        pub sha256: String,
    }
}

impl Conn {
    /// The newest refused mail.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn refused_mail(&mut self, limit: i64) -> Result<Vec<RefusedMail>> {
        Ok(on!(self, c => sqlx::query_as::<_, RefusedMail>(REFUSED_MAIL).bind(limit).fetch_all(c).await?))
    }
}

impl Tx {
    /// Notes mail that was refused.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_refused_mail(&mut self, id: Uuid, mail: &RefusedMail) -> Result<()> {
        on!(self, c => {
            sqlx::query(REFUSE_MAIL)
                .bind(id).bind(mail.at).bind(&mail.code).bind(&mail.detail).bind(&mail.sender).bind(mail.size_bytes)
                .bind(&mail.sha256).execute(c).await?;
        });
        Ok(())
    }
}
