//! Changes of the law on disk, with their files.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed, dialect};
use domain::LawChangeId;
use domain::law_changes::LawChange;
use sqlx::types::Json;

statements! {
    INSERT = "INSERT INTO law_change (seq, id, state, activation, detail, version) VALUES ($1, $2, $3, NULL, $4, 1)";
    UPDATE = "UPDATE law_change SET state = $2, detail = $3, version = version + 1 WHERE id = $1 AND version = $4";
    ACTIVATE = "UPDATE law_change SET activation = (SELECT COALESCE(MAX(activation), 0) + 1 FROM law_change) WHERE id = $1";
    REVISION = "SELECT COALESCE(MAX(activation), 0) FROM law_change";
    BY_NUMBER = "SELECT detail, version FROM law_change WHERE seq = $1";
    NEWEST = "SELECT detail, version FROM law_change ORDER BY seq DESC LIMIT $1";
    FILES = "SELECT path, body, base_sha256 FROM law_change_file WHERE change_id = $1 ORDER BY path LIMIT 2000";
    IN_FORCE = "SELECT f.path, f.body FROM law_change_file f JOIN law_change c ON c.id = f.change_id \
                WHERE c.activation IS NOT NULL ORDER BY c.activation, f.path LIMIT 100000";
    COUNT_FILES = "SELECT COUNT(*) FROM law_change_file WHERE change_id = $1";
    PUT_FILE = "INSERT INTO law_change_file (change_id, path, body, base_sha256) VALUES ($1, $2, $3, $4) \
                ON CONFLICT (change_id, path) DO UPDATE SET body = $3";
    DROP_FILE = "DELETE FROM law_change_file WHERE change_id = $1 AND path = $2";
}

/// Path and text of a file; no text where the change takes the file away.
pub type LawFile = (String, Option<String>);

/// A file of a draft: path, text, and SHA-256 of the text that was in force when it was first written.
pub type DraftFile = (String, Option<String>, Option<String>);

type Stored = (Json<LawChange>, i64);

fn versioned((detail, version): Stored) -> LawChange {
    LawChange { version, ..detail.0 }
}

impl Conn {
    /// How many changes were brought into force: another number, other law.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn law_revision(&mut self) -> Result<i64> {
        Ok(on!(self, c => sqlx::query_scalar(REVISION).fetch_one(c).await?))
    }

    /// A change by its number.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn law_change(&mut self, number: i64) -> Result<Option<LawChange>> {
        let row =
            on!(self, c => sqlx::query_as::<_, Stored>(BY_NUMBER).bind(number).fetch_optional(c).await?);
        Ok(row.map(versioned))
    }

    /// The newest changes.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn law_changes(&mut self, limit: i64) -> Result<Vec<LawChange>> {
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(NEWEST).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(versioned).collect())
    }

    /// The files of a change, by path.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn law_change_files(&mut self, change: LawChangeId) -> Result<Vec<DraftFile>> {
        Ok(on!(self, c => sqlx::query_as::<_, DraftFile>(FILES).bind(change.uuid()).fetch_all(c).await?))
    }

    /// How many files a change has.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn count_law_files(&mut self, change: LawChangeId) -> Result<i64> {
        Ok(on!(self, c => sqlx::query_scalar(COUNT_FILES).bind(change.uuid()).fetch_one(c).await?))
    }

    /// The files of all changes in force, in the order they were brought into force.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn law_files_in_force(&mut self) -> Result<Vec<LawFile>> {
        Ok(on!(self, c => sqlx::query_as::<_, LawFile>(IN_FORCE).fetch_all(c).await?))
    }
}

impl Tx {
    /// Keeps others from bringing a change into force until this transaction ends. On SQLite there is one writer anyway.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn share_law(&mut self) -> Result<()> {
        let crate::conn::Inner::Postgres(t, _) = &mut self.inner else { return Ok(()) };
        sqlx::query(dialect::postgres::SHARE_LAW).execute(&mut **t).await?;
        Ok(())
    }

    /// Keeps others from writing anything by the law until this transaction ends, and waits for those who do.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn hold_law(&mut self) -> Result<()> {
        let crate::conn::Inner::Postgres(t, _) = &mut self.inner else { return Ok(()) };
        sqlx::query(dialect::postgres::HOLD_LAW).execute(&mut **t).await?;
        Ok(())
    }

    /// Enters a change.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_law_change(&mut self, change: &LawChange) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT).bind(change.number).bind(change.id.uuid()).bind(change.state.code()).bind(Json(change))
                .execute(c).await?;
        });
        Ok(())
    }

    /// Changes a change under its version.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was changed meanwhile.
    #[boxed]
    pub async fn update_law_change(&mut self, change: &LawChange) -> Result<()> {
        let changed = on!(self, c => sqlx::query(UPDATE)
            .bind(change.id.uuid()).bind(change.state.code()).bind(Json(change)).bind(change.version)
            .execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }

    /// Lays a change over the law in force.
    ///
    /// # Errors
    /// [`Error::Duplicate`] when another was laid over it in the same moment.
    #[boxed]
    pub async fn lay_law_change(&mut self, change: LawChangeId) -> Result<()> {
        on!(self, c => { sqlx::query(ACTIVATE).bind(change.uuid()).execute(c).await?; });
        Ok(())
    }

    /// Writes a file of a change, or that the change takes it away; `base` is kept from the first time.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn put_law_file(
        &mut self,
        change: LawChangeId,
        path: &str,
        body: Option<&str>,
        base: Option<&str>,
    ) -> Result<()> {
        on!(self, c => {
            sqlx::query(PUT_FILE).bind(change.uuid()).bind(path).bind(body).bind(base).execute(c).await?;
        });
        Ok(())
    }

    /// Leaves a file out of a change again.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn drop_law_file(&mut self, change: LawChangeId, path: &str) -> Result<()> {
        on!(self, c => { sqlx::query(DROP_FILE).bind(change.uuid()).bind(path).execute(c).await?; });
        Ok(())
    }
}
