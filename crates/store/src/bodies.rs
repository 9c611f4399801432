//! Bodies on disk.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed, row};
use domain::bodies::{Body, BodyKind, Contact};
use domain::{BodyId, Moment};
use sqlx::types::Json;
use uuid::Uuid;

statements! {
    INSERT = "INSERT INTO body (id, key, kind, name, name_en, parent_id, province, sector, contact, created_at, version) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)";
    BY_ID = "SELECT id, key, kind, name, name_en, parent_id, province, sector, contact, created_at, version FROM body WHERE id = $1";
    BY_KEY = "SELECT id, key, kind, name, name_en, parent_id, province, sector, contact, created_at, version FROM body WHERE key = $1";
    BY_KIND = "SELECT id, key, kind, name, name_en, parent_id, province, sector, contact, created_at, version FROM body \
               WHERE kind = $1 ORDER BY name, id LIMIT 500";
    BY_EMAIL = "SELECT id, key, kind, name, name_en, parent_id, province, sector, contact, created_at, version FROM body \
                WHERE contact->>'email' = $1 LIMIT 1";
    ALL_BODIES = "SELECT id, key, kind, name, name_en, parent_id, province, sector, contact, created_at, version FROM body \
                  ORDER BY kind, name, id LIMIT $1";
    UPDATE = "UPDATE body SET name = $2, name_en = $3, parent_id = $4, province = $5, sector = $6, contact = $7, \
              version = version + 1 WHERE id = $1 AND version = $8";
}

row! {
    struct Stored {
        id: Uuid,
        key: String,
        kind: String,
        name: String,
        name_en: String,
        parent_id: Option<Uuid>,
        province: Option<String>,
        sector: Option<String>,
        contact: Json<Contact>,
        created_at: i64,
        version: i64,
    }
}

impl TryFrom<Stored> for Body {
    type Error = Error;
    fn try_from(s: Stored) -> Result<Self> {
        Ok(Self {
            id: BodyId(s.id),
            key: s.key,
            kind: s.kind.parse::<BodyKind>().map_err(|e| Error::corrupt("body", e))?,
            name: s.name,
            name_en: s.name_en,
            parent: s.parent_id.map(BodyId),
            province: s.province,
            sector: s.sector,
            contact: s.contact.0,
            created_at: Moment::from_micros(s.created_at),
            version: s.version,
        })
    }
}

impl Conn {
    /// A body by id.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn body(&mut self, id: BodyId) -> Result<Option<Body>> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(BY_ID).bind(id.uuid()).fetch_optional(c).await?);
        row.map(Body::try_from).transpose()
    }

    /// A body by its key.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn body_by_key(&mut self, key: &str) -> Result<Option<Body>> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(BY_KEY).bind(key).fetch_optional(c).await?);
        row.map(Body::try_from).transpose()
    }

    /// The body whose contact mail address is this one.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn body_by_email(&mut self, email: &str) -> Result<Option<Body>> {
        // Many bodies have none on record; nobody is known by that.
        if email.trim().is_empty() {
            return Ok(None);
        }
        let row = on!(self, c => sqlx::query_as::<_, Stored>(BY_EMAIL).bind(email).fetch_optional(c).await?);
        row.map(Body::try_from).transpose()
    }

    /// Bodies of a kind, at most 500.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn bodies_of_kind(&mut self, kind: BodyKind) -> Result<Vec<Body>> {
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(BY_KIND).bind(kind.code()).fetch_all(c).await?);
        rows.into_iter().map(Body::try_from).collect()
    }

    /// Bodies by kind and name.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn bodies(&mut self, limit: i64) -> Result<Vec<Body>> {
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(ALL_BODIES).bind(limit).fetch_all(c).await?);
        rows.into_iter().map(Body::try_from).collect()
    }
}

impl Tx {
    /// Enters a body.
    ///
    /// # Errors
    /// [`Error::Duplicate`] when the key is taken.
    #[boxed]
    pub async fn insert_body(&mut self, b: &Body) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT)
                .bind(b.id.uuid()).bind(&b.key).bind(b.kind.code()).bind(&b.name).bind(&b.name_en)
                .bind(b.parent.map(BodyId::uuid)).bind(&b.province).bind(&b.sector).bind(Json(&b.contact))
                .bind(b.created_at.micros()).execute(c).await?;
        });
        Ok(())
    }

    /// Changes a body.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was changed meanwhile.
    #[boxed]
    pub async fn update_body(&mut self, b: &Body) -> Result<()> {
        let changed = on!(self, c => sqlx::query(UPDATE)
            .bind(b.id.uuid()).bind(&b.name).bind(&b.name_en).bind(b.parent.map(BodyId::uuid)).bind(&b.province)
            .bind(&b.sector).bind(Json(&b.contact)).bind(b.version).execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }
}
