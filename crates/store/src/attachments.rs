//! Files on record: rows that say what a file is and what it belongs to. The bytes are in the vault.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Result, Tx, boxed, row};
use domain::attachments::Attachment;
use domain::{AttachmentId, Moment, PersonId};
use uuid::Uuid;

statements! {
    INSERT = "INSERT INTO attachment (id, sha256, name, media_type, size_bytes, malware, subject_kind, subject_id, position, \
              created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    BY_ID = "SELECT id, sha256, name, media_type, size_bytes, malware, created_at FROM attachment WHERE id = $1";
    OF_SUBJECT = "SELECT id, sha256, name, media_type, size_bytes, malware, created_at FROM attachment \
                  WHERE subject_kind = $1 AND subject_id = $2 ORDER BY position, id LIMIT 500";
    OF_MESSAGES = "SELECT a.id, a.sha256, a.name, a.media_type, a.size_bytes, a.malware, a.created_at FROM attachment a \
                   JOIN message m ON m.id = a.subject_id WHERE a.subject_kind = 'message' AND m.subject_kind = $1 \
                   AND m.subject_id = $2 ORDER BY m.written_at, a.position, a.id LIMIT 2000";
    SUBJECT_OF = "SELECT subject_kind, subject_id, created_by FROM attachment WHERE id = $1";
    ADOPT = "UPDATE attachment SET subject_kind = $2, subject_id = $3, position = $4 WHERE id = $1 AND subject_id IS NULL \
             AND created_by IS NOT DISTINCT FROM $5";
    ORPHANS = "SELECT id, sha256, name, media_type, size_bytes, malware, created_at FROM attachment \
               WHERE subject_id IS NULL AND created_at < $1 ORDER BY created_at LIMIT $2";
    DELETE = "DELETE FROM attachment WHERE id = $1 AND subject_id IS NULL";
    ALL_CONTENT = "SELECT DISTINCT sha256 FROM attachment WHERE sha256 > $1 ORDER BY sha256 LIMIT $2";
    USES = "SELECT (SELECT COUNT(*) FROM attachment WHERE sha256 = $1) + (SELECT COUNT(*) FROM notice WHERE raw_sha256 = $1) \
            + (SELECT COUNT(*) FROM mail_refused WHERE sha256 = $1) \
            + (SELECT COUNT(*) FROM report_edition WHERE document_sha256 = $1)";
    STRANGERS_WAIT = "SELECT CAST(COALESCE(SUM(size_bytes), 0) AS BIGINT) FROM attachment WHERE subject_id IS NULL AND created_by IS NULL";
}

row! {
    struct Stored {
        id: Uuid,
        sha256: String,
        name: String,
        media_type: String,
        size_bytes: i64,
        malware: bool,
        created_at: i64,
    }
}

impl From<Stored> for Attachment {
    fn from(s: Stored) -> Self {
        Self {
            id: AttachmentId(s.id),
            sha256: s.sha256,
            name: s.name,
            media_type: s.media_type,
            size_bytes: s.size_bytes,
            malware: s.malware,
            created_at: Moment::from_micros(s.created_at),
        }
    }
}

/// What a file belongs to: kind and id of the record, when it has one, and who brought it.
pub type Belonging = (Option<String>, Option<Uuid>, Option<Uuid>);

impl Conn {
    /// A file by id.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn attachment(&mut self, id: AttachmentId) -> Result<Option<Attachment>> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(BY_ID).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.map(Attachment::from))
    }

    /// The files of a record.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn attachments_of(&mut self, kind: &str, id: Uuid) -> Result<Vec<Attachment>> {
        let rows =
            on!(self, c => sqlx::query_as::<_, Stored>(OF_SUBJECT).bind(kind).bind(id).fetch_all(c).await?);
        Ok(rows.into_iter().map(Attachment::from).collect())
    }

    /// The files of all messages on a record.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn attachments_of_messages(&mut self, kind: &str, id: Uuid) -> Result<Vec<Attachment>> {
        let rows =
            on!(self, c => sqlx::query_as::<_, Stored>(OF_MESSAGES).bind(kind).bind(id).fetch_all(c).await?);
        Ok(rows.into_iter().map(Attachment::from).collect())
    }

    /// What a file belongs to.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn attachment_belonging(&mut self, id: AttachmentId) -> Result<Option<Belonging>> {
        Ok(
            on!(self, c => sqlx::query_as::<_, Belonging>(SUBJECT_OF).bind(id.uuid()).fetch_optional(c).await?),
        )
    }

    /// Files brought before a moment that belong to nothing.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn orphaned_attachments(&mut self, before: Moment, limit: i64) -> Result<Vec<Attachment>> {
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(ORPHANS).bind(before.micros()).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(Attachment::from).collect())
    }

    /// Hashes of all content on record, in order, page by page.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn content_hashes(&mut self, after: &str, limit: i64) -> Result<Vec<String>> {
        Ok(
            on!(self, c => sqlx::query_scalar::<_, String>(ALL_CONTENT).bind(after).bind(limit).fetch_all(c).await?),
        )
    }

    /// Bytes of the files of strangers that wait for a record.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn strangers_waiting_bytes(&mut self) -> Result<i64> {
        Ok(on!(self, c => sqlx::query_scalar::<_, i64>(STRANGERS_WAIT).fetch_one(c).await?))
    }

    /// How many records use a content: files, raw mail, refused mail, documents.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn content_uses(&mut self, sha256: &str) -> Result<i64> {
        Ok(on!(self, c => sqlx::query_scalar::<_, i64>(USES).bind(sha256).fetch_one(c).await?))
    }
}

impl Tx {
    /// Puts a file on record, for a record (`kind`, `id`, place) or waiting for one.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_attachment(
        &mut self,
        a: &Attachment,
        subject: Option<(&str, Uuid)>,
        position: i64,
        by: Option<PersonId>,
    ) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT)
                .bind(a.id.uuid()).bind(&a.sha256).bind(&a.name).bind(&a.media_type).bind(a.size_bytes).bind(a.malware)
                .bind(subject.map(|s| s.0)).bind(subject.map(|s| s.1)).bind(position).bind(by.map(PersonId::uuid))
                .bind(a.created_at.micros()).execute(c).await?;
        });
        Ok(())
    }

    /// Gives a waiting file to a record; `false` when it is not waiting, or somebody else brought it.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn adopt_attachment(
        &mut self,
        id: AttachmentId,
        kind: &str,
        subject: Uuid,
        position: i64,
        by: Option<PersonId>,
    ) -> Result<bool> {
        let adopted = on!(self, c => sqlx::query(ADOPT).bind(id.uuid()).bind(kind).bind(subject).bind(position)
            .bind(by.map(PersonId::uuid)).execute(c).await?.rows_affected());
        Ok(adopted == 1)
    }

    /// Forgets a waiting file; `false` when a record has it now.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn delete_orphan(&mut self, id: AttachmentId) -> Result<bool> {
        let gone = on!(self, c => sqlx::query(DELETE).bind(id.uuid()).execute(c).await?.rows_affected());
        Ok(gone == 1)
    }
}
