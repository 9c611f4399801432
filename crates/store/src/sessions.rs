//! Sessions on disk: by what they were begun and proven, on which device, when last seen. The secret is a hash.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed, row};
use domain::sign_in::{Method, Proof};
use domain::{Moment, PersonId, SessionId};
use uuid::Uuid;

statements! {
    INSERT = "INSERT INTO session (id, secret_sha256, person_id, csrf, created_at, expires_at, method, proof, device, seen_at) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $5)";
    BY_SECRET = "SELECT id, person_id, csrf, created_at, expires_at, method, proof, device, seen_at FROM session \
                 WHERE secret_sha256 = $1";
    OF_PERSON = "SELECT id, person_id, csrf, created_at, expires_at, method, proof, device, seen_at FROM session \
                 WHERE person_id = $1 AND expires_at > $2 ORDER BY seen_at DESC LIMIT 200";
    END = "DELETE FROM session WHERE id = $1 AND person_id = $2";
    END_ALL_BUT = "DELETE FROM session WHERE person_id = $1 AND id <> $2";
    PROLONG = "UPDATE session SET expires_at = $2 WHERE id = $1 AND expires_at < $2";
    SEEN = "UPDATE session SET seen_at = $2 WHERE id = $1 AND seen_at < $2";
    PROVE = "UPDATE session SET proof = $2 WHERE id = $1";
    SWEEP = "DELETE FROM session WHERE expires_at < $1";
}

/// A session.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// Identity.
    pub id: SessionId,
    /// Whose.
    pub person: PersonId,
    /// Token every post must carry.
    pub csrf: String,
    /// Begun.
    pub created_at: Moment,
    /// Ends.
    pub expires_at: Moment,
    /// By what they came in.
    pub method: Method,
    /// By what a second factor was proven.
    pub proof: Proof,
    /// The device in few words; may be empty.
    pub device: String,
    /// Last seen at work, to the minute.
    pub seen_at: Moment,
}

row! {
    struct Stored {
        id: Uuid,
        person_id: Uuid,
        csrf: String,
        created_at: i64,
        expires_at: i64,
        method: String,
        proof: String,
        device: String,
        seen_at: i64,
    }
}

impl TryFrom<Stored> for SessionRow {
    type Error = Error;
    fn try_from(s: Stored) -> Result<Self> {
        Ok(Self {
            id: SessionId(s.id),
            person: PersonId(s.person_id),
            csrf: s.csrf,
            created_at: Moment::from_micros(s.created_at),
            expires_at: Moment::from_micros(s.expires_at),
            method: s.method.parse().map_err(|e| Error::corrupt("method of a session", e))?,
            proof: s.proof.parse().map_err(|e| Error::corrupt("proof of a session", e))?,
            device: s.device,
            seen_at: Moment::from_micros(s.seen_at),
        })
    }
}

impl Conn {
    /// A session by the hash of its secret.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn session(&mut self, secret_sha256: &str) -> Result<Option<SessionRow>> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(BY_SECRET).bind(secret_sha256).fetch_optional(c).await?);
        row.map(SessionRow::try_from).transpose()
    }

    /// A person's sessions that are not over, the last seen first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn sessions_of(&mut self, person: PersonId, now: Moment) -> Result<Vec<SessionRow>> {
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(OF_PERSON)
            .bind(person.uuid()).bind(now.micros()).fetch_all(c).await?);
        rows.into_iter().map(SessionRow::try_from).collect()
    }
}

impl Tx {
    /// Begins a session.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_session(&mut self, s: &SessionRow, secret_sha256: &str) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT)
                .bind(s.id.uuid()).bind(secret_sha256).bind(s.person.uuid()).bind(&s.csrf).bind(s.created_at.micros())
                .bind(s.expires_at.micros()).bind(s.method.code()).bind(s.proof.code()).bind(&s.device)
                .execute(c).await?;
        });
        Ok(())
    }

    /// Ends a session of a person; gives whether there was one.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn end_session(&mut self, id: SessionId, of: PersonId) -> Result<bool> {
        let ended = on!(self, c => sqlx::query(END).bind(id.uuid()).bind(of.uuid()).execute(c).await?.rows_affected());
        Ok(ended > 0)
    }

    /// Ends all sessions of a person, or all but one; gives how many.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn end_sessions(&mut self, of: PersonId, but: Option<SessionId>) -> Result<u64> {
        let but = but.map_or(Uuid::nil(), SessionId::uuid);
        Ok(
            on!(self, c => sqlx::query(END_ALL_BUT).bind(of.uuid()).bind(but).execute(c).await?.rows_affected()),
        )
    }

    /// Lets a session go on until a later moment.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn prolong_session(&mut self, id: SessionId, until: Moment) -> Result<()> {
        on!(self, c => { sqlx::query(PROLONG).bind(id.uuid()).bind(until.micros()).execute(c).await?; });
        Ok(())
    }

    /// Notes that somebody is at work in a session.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn note_seen(&mut self, id: SessionId, now: Moment) -> Result<()> {
        on!(self, c => { sqlx::query(SEEN).bind(id.uuid()).bind(now.micros()).execute(c).await?; });
        Ok(())
    }

    /// Notes by what a second factor was proven in a session.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn prove_session(&mut self, id: SessionId, proof: Proof) -> Result<()> {
        on!(self, c => { sqlx::query(PROVE).bind(id.uuid()).bind(proof.code()).execute(c).await?; });
        Ok(())
    }

    /// Removes sessions that ended before a moment.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn sweep_sessions(&mut self, before: Moment) -> Result<u64> {
        Ok(on!(self, c => sqlx::query(SWEEP).bind(before.micros()).execute(c).await?.rows_affected()))
    }
}
