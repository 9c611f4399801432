//! Public keys of contact points, and the warnings that they end.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Result, Tx, boxed};
use domain::contacts::{ContactKey, ContactPoint, KeyState};
use domain::{ContactPointId, Moment};
use sqlx::types::Json;

statements! {
    PUT = "INSERT INTO contact_key (contact_id, digest, expires_at, armoured) VALUES ($1, $2, $3, $4) ON CONFLICT (contact_id) DO UPDATE SET digest = excluded.digest, expires_at = excluded.expires_at, armoured = excluded.armoured";
    REMOVE = "DELETE FROM contact_key WHERE contact_id = $1";
    ARMOURED = "SELECT armoured FROM contact_key WHERE contact_id = $1";
    ENDING = "SELECT p.detail, p.version FROM contact_key k JOIN contact_point p ON p.id = k.contact_id WHERE k.expires_at <= $1 AND p.active = $2 ORDER BY k.expires_at, p.id LIMIT $3";
    COUNT_ENDING = "SELECT COUNT(*) FROM contact_key k JOIN contact_point p ON p.id = k.contact_id WHERE k.expires_at <= $1 AND p.active = $2";
    UNWARNED = "SELECT p.detail, p.version FROM contact_key k JOIN contact_point p ON p.id = k.contact_id WHERE k.expires_at > $5 AND k.expires_at <= $1 AND p.active = $2 AND NOT EXISTS (SELECT 1 FROM contact_key_warning w WHERE w.contact_id = k.contact_id AND w.digest = k.digest AND w.state = $3) ORDER BY k.expires_at, p.id LIMIT $4";
    WARN = "INSERT INTO contact_key_warning (contact_id, digest, state, at) VALUES ($1, $2, $3, $4) ON CONFLICT (contact_id, digest, state) DO NOTHING";
}

fn contact((detail, version): (Json<ContactPoint>, i64)) -> ContactPoint {
    ContactPoint { version, ..detail.0 }
}

impl Conn {
    /// The armoured public key of a contact point.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn contact_key(&mut self, id: ContactPointId) -> Result<Option<String>> {
        Ok(on!(self, c => sqlx::query_scalar::<_, String>(ARMOURED).bind(id.uuid()).fetch_optional(c).await?))
    }

    /// Contact points in use whose key ends by a moment or has ended, the earliest first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn keys_ending(&mut self, by: Moment, limit: i64) -> Result<Vec<ContactPoint>> {
        let rows = on!(self, c => sqlx::query_as::<_, (Json<ContactPoint>, i64)>(ENDING)
            .bind(by.micros()).bind(true).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(contact).collect())
    }

    /// How many of them there are.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn count_keys_ending(&mut self, by: Moment) -> Result<i64> {
        Ok(
            on!(self, c => sqlx::query_scalar::<_, i64>(COUNT_ENDING).bind(by.micros()).bind(true).fetch_one(c).await?),
        )
    }

    /// Contact points in use whose key ends after one moment and by another, and that nobody was warned of yet in a state.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn keys_unwarned(
        &mut self,
        (after, by): (Moment, Moment),
        state: KeyState,
        limit: i64,
    ) -> Result<Vec<ContactPoint>> {
        let rows = on!(self, c => sqlx::query_as::<_, (Json<ContactPoint>, i64)>(UNWARNED)
            .bind(by.micros()).bind(true).bind(state.code()).bind(limit).bind(after.micros()).fetch_all(c).await?);
        Ok(rows.into_iter().map(contact).collect())
    }
}

impl Tx {
    /// Keeps the key of a contact point in the place of the one before.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn put_contact_key(
        &mut self,
        id: ContactPointId,
        key: &ContactKey,
        armoured: &str,
    ) -> Result<()> {
        on!(self, c => {
            sqlx::query(PUT).bind(id.uuid()).bind(&key.digest).bind(key.expires_at.map(Moment::micros)).bind(armoured)
                .execute(c).await?;
        });
        Ok(())
    }

    /// Removes the key of a contact point.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn remove_contact_key(&mut self, id: ContactPointId) -> Result<()> {
        on!(self, c => { sqlx::query(REMOVE).bind(id.uuid()).execute(c).await?; });
        Ok(())
    }

    /// Notes that its body is warned of a key in a state; `false` when it was before.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn note_key_warning(
        &mut self,
        id: ContactPointId,
        digest: &str,
        state: KeyState,
        at: Moment,
    ) -> Result<bool> {
        let noted = on!(self, c => sqlx::query(WARN).bind(id.uuid()).bind(digest).bind(state.code()).bind(at.micros())
            .execute(c).await?.rows_affected());
        Ok(noted > 0)
    }
}
