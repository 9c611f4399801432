//! Messages and notes on disk.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed, row};
use domain::messages::Message;
use domain::{AttachmentId, BodyId, MessageId, Moment};
use uuid::Uuid;

statements! {
    INSERT = "INSERT INTO message (id, subject_kind, subject_id, audience, direction, author, author_body_id, body, mail_id, \
              written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    OF_SUBJECT = "SELECT id, audience, direction, author, author_body_id, body, written_at FROM message \
                  WHERE subject_kind = $1 AND subject_id = $2 ORDER BY written_at DESC, id DESC LIMIT 1000";
    BY_ID = "SELECT id, audience, direction, author, author_body_id, body, written_at FROM message WHERE id = $1";
    FILES_OF = "SELECT a.id, a.subject_id FROM attachment a JOIN message m ON m.id = a.subject_id \
                WHERE a.subject_kind = 'message' AND m.subject_kind = $1 AND m.subject_id = $2 ORDER BY a.position LIMIT 2000";
    BY_MAIL = "SELECT subject_kind, subject_id FROM message WHERE mail_id = $1";
    RECORD_OF = "SELECT subject_kind, subject_id FROM message WHERE id = $1";
}

row! {
    struct Stored {
        id: Uuid,
        audience: String,
        direction: String,
        author: String,
        author_body_id: Option<Uuid>,
        body: String,
        written_at: i64,
    }
}

fn message(row: Stored, attachments: Vec<AttachmentId>) -> Result<Message> {
    Ok(Message {
        id: MessageId(row.id),
        audience: row.audience.parse().map_err(|e| Error::corrupt("message", e))?,
        direction: row.direction.parse().map_err(|e| Error::corrupt("message", e))?,
        author: row.author,
        author_body: row.author_body_id.map(BodyId),
        text: row.body,
        written_at: Moment::from_micros(row.written_at),
        attachments,
    })
}

impl Conn {
    /// A message by id, without its files.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn message(&mut self, id: MessageId) -> Result<Option<Message>> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(BY_ID).bind(id.uuid()).fetch_optional(c).await?);
        row.map(|row| message(row, Vec::new())).transpose()
    }

    /// The newest messages of a record, at most 1000, oldest first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn messages_of(&mut self, kind: &str, id: Uuid) -> Result<Vec<Message>> {
        let rows =
            on!(self, c => sqlx::query_as::<_, Stored>(OF_SUBJECT).bind(kind).bind(id).fetch_all(c).await?);
        let files = on!(self, c => sqlx::query_as::<_, (Uuid, Uuid)>(FILES_OF).bind(kind).bind(id).fetch_all(c).await?);
        rows.into_iter()
            .rev()
            .map(|row| {
                let own = files.iter().filter(|(_, m)| *m == row.id).map(|(a, _)| AttachmentId(*a)).collect();
                message(row, own)
            })
            .collect()
    }

    /// The record (kind, id) that a mail, by its identity, was added to.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn record_of_mail(&mut self, mail_id: &str) -> Result<Option<(String, Uuid)>> {
        Ok(
            on!(self, c => sqlx::query_as::<_, (String, Uuid)>(BY_MAIL).bind(mail_id).fetch_optional(c).await?),
        )
    }

    /// The record (kind, id) a message belongs to.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn record_of_message(&mut self, id: Uuid) -> Result<Option<(String, Uuid)>> {
        Ok(on!(self, c => sqlx::query_as::<_, (String, Uuid)>(RECORD_OF).bind(id).fetch_optional(c).await?))
    }
}

impl Tx {
    /// Adds a message to a record; `mail_id` is the Message-ID when it came by mail.
    ///
    /// # Errors
    /// [`Error::Duplicate`] when that mail was added before.
    #[boxed]
    pub async fn insert_message(
        &mut self,
        m: &Message,
        kind: &str,
        subject: Uuid,
        mail_id: Option<&str>,
    ) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT)
                .bind(m.id.uuid()).bind(kind).bind(subject).bind(m.audience.code()).bind(m.direction.code()).bind(&m.author)
                .bind(m.author_body.map(BodyId::uuid)).bind(&m.text).bind(mail_id).bind(m.written_at.micros())
                .execute(c).await?;
        });
        Ok(())
    }
}
