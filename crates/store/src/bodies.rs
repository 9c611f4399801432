//! Bodies on disk.

use crate::conn::on;
use crate::dialect::parts;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed, row};
use domain::bodies::{Body, BodyKind, Contact};
use domain::members::Membership;
use domain::text::fold;
use domain::{BodyId, Moment};
use sqlx::QueryBuilder;
use sqlx::types::Json;
use std::collections::HashMap;
use uuid::Uuid;

statements! {
    INSERT = "INSERT INTO body (id, key, kind, name, name_en, parent_id, province, commune, sector, contact, name_folded, created_at, \
              version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)";
    BY_ID = "SELECT id, key, kind, name, name_en, parent_id, province, commune, sector, contact, created_at, version FROM body WHERE id = $1";
    BY_KEY = "SELECT id, key, kind, name, name_en, parent_id, province, commune, sector, contact, created_at, version FROM body WHERE key = $1";
    BY_KIND = "SELECT id, key, kind, name, name_en, parent_id, province, commune, sector, contact, created_at, version FROM body \
               WHERE kind = $1 ORDER BY name, id LIMIT 500";
    OF_PROVINCE = "SELECT id, key, kind, name, name_en, parent_id, province, commune, sector, contact, created_at, version FROM body \
                   WHERE kind = $1 AND province = $2 ORDER BY name, id LIMIT 1";
    OF_SECTOR = "SELECT id, key, kind, name, name_en, parent_id, province, commune, sector, contact, created_at, version FROM body \
                 WHERE kind = $1 AND sector = $2 ORDER BY name, id LIMIT 1";
    BY_EMAIL = "SELECT id, key, kind, name, name_en, parent_id, province, commune, sector, contact, created_at, version FROM body \
                WHERE contact->>'email' = $1 LIMIT 1";
    ALL_BODIES = "SELECT id, key, kind, name, name_en, parent_id, province, commune, sector, contact, created_at, version FROM body \
                  ORDER BY kind, name, id LIMIT $1";
    UPDATE = "UPDATE body SET name = $2, name_en = $3, parent_id = $4, province = $5, commune = $6, sector = $7, contact = $8, \
              name_folded = $9, kind = $11, version = version + 1 WHERE id = $1 AND version = $10";
    UNFOLDED = "SELECT id, name FROM body WHERE name_folded = ''";
    SET_FOLDED = "UPDATE body SET name_folded = $2 WHERE id = $1";
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
        commune: Option<String>,
        sector: Option<String>,
        contact: Json<Contact>,
        created_at: i64,
        version: i64,
    }
}

/// Which bodies to list.
#[derive(Debug, Clone, Default)]
pub struct BodyFilter {
    /// Codes of kinds; empty for all.
    pub kinds: Vec<String>,
    /// Code of the province.
    pub province: Option<String>,
    /// Only members in this state.
    pub member_state: Option<String>,
    /// Only members of this kind.
    pub member_kind: Option<String>,
    /// Only members of this cluster.
    pub cluster: Option<String>,
    /// Folded words that the name has.
    pub words: Vec<String>,
    /// Only those that come after the body of this key.
    pub after: Option<String>,
    /// How many.
    pub rows: i64,
}

const LISTED: &str = "SELECT b.id, b.key, b.kind, b.name, b.name_en, b.parent_id, b.province, b.commune, b.sector, b.contact, \
                      b.created_at, b.version FROM body b";
const MEMBERSHIP: &str = " JOIN membership m ON m.body_id = b.id";

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
            commune: s.commune,
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

    /// Bodies by their ids; those that are not on record are left out.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn bodies_by_id(&mut self, ids: &[BodyId]) -> Result<HashMap<BodyId, Body>> {
        let mut found = HashMap::with_capacity(ids.len());
        for part in parts(ids) {
            let rows = on!(self, c => {
                let mut q = QueryBuilder::new(LISTED);
                q.push(" WHERE b.id IN (");
                let mut list = q.separated(", ");
                for body in part {
                    list.push_bind(body.uuid());
                }
                q.push(")");
                q.build_query_as::<Stored>().fetch_all(c).await?
            });
            for row in rows {
                let body = Body::try_from(row)?;
                found.insert(body.id, body);
            }
        }
        Ok(found)
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

    /// The body of a kind in a province, by its code: the first by name when there are several.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn body_of_province(&mut self, kind: BodyKind, province: &str) -> Result<Option<Body>> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(OF_PROVINCE).bind(kind.code()).bind(province).fetch_optional(c).await?);
        row.map(Body::try_from).transpose()
    }

    /// The body of a kind in a sector, by its code: the first by name when there are several.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn body_of_sector(&mut self, kind: BodyKind, sector: &str) -> Result<Option<Body>> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(OF_SECTOR).bind(kind.code()).bind(sector).fetch_optional(c).await?);
        row.map(Body::try_from).transpose()
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

impl Conn {
    /// Bodies that a filter leaves, by name, with one more than asked for when there are more.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn list_bodies(&mut self, filter: &BodyFilter) -> Result<Vec<Body>> {
        let members =
            [&filter.member_state, &filter.member_kind, &filter.cluster].iter().any(|one| one.is_some());
        let rows = on!(self, c => {
            let mut q = QueryBuilder::new(LISTED);
            q.push(if members { MEMBERSHIP } else { "" }).push(" WHERE 1 = 1");
            if !filter.kinds.is_empty() {
                q.push(" AND b.kind IN (");
                let mut list = q.separated(", ");
                for kind in &filter.kinds {
                    list.push_bind(kind);
                }
                q.push(")");
            }
            for (column, value) in [
                (" AND b.province = ", &filter.province),
                (" AND m.state = ", &filter.member_state),
                (" AND m.kind = ", &filter.member_kind),
                (" AND m.cluster = ", &filter.cluster),
            ] {
                if let Some(value) = value {
                    q.push(column).push_bind(value);
                }
            }
            for word in &filter.words {
                q.push(" AND b.name_folded LIKE ").push_bind(format!("%{word}%"));
            }
            if let Some(after) = &filter.after {
                q.push(" AND (b.name_folded, b.key) > (SELECT l.name_folded, l.key FROM body l WHERE l.key = ").push_bind(after).push(")");
            }
            q.push(" ORDER BY b.name_folded, b.key LIMIT ").push_bind(filter.rows.saturating_add(1));
            q.build_query_as::<Stored>().fetch_all(c).await?
        });
        rows.into_iter().map(Body::try_from).collect()
    }

    /// The memberships of bodies.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn memberships_of(&mut self, bodies: &[BodyId]) -> Result<Vec<Membership>> {
        if bodies.is_empty() {
            return Ok(Vec::new());
        }
        let rows = on!(self, c => {
            let mut q = QueryBuilder::new("SELECT detail, version FROM membership WHERE body_id IN (");
            let mut list = q.separated(", ");
            for body in bodies {
                list.push_bind(body.uuid());
            }
            q.push(")");
            q.build_query_as::<(Json<Membership>, i64)>().persistent(false).fetch_all(c).await?
        });
        Ok(rows.into_iter().map(|(detail, version)| Membership { version, ..detail.0 }).collect())
    }
}

impl Tx {
    /// Gives bodies that were entered before names were folded their folded name.
    ///
    /// # Errors
    /// Any failure of the database.
    pub(crate) async fn fold_names(&mut self) -> Result<()> {
        let rows = on!(self, c => sqlx::query_as::<_, (Uuid, String)>(UNFOLDED).fetch_all(c).await?);
        for (id, name) in rows {
            on!(self, c => { sqlx::query(SET_FOLDED).bind(id).bind(fold(&name)).execute(c).await?; });
        }
        Ok(())
    }

    /// Enters a body.
    ///
    /// # Errors
    /// [`Error::Duplicate`] when the key is taken.
    #[boxed]
    pub async fn insert_body(&mut self, b: &Body) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT)
                .bind(b.id.uuid()).bind(&b.key).bind(b.kind.code()).bind(&b.name).bind(&b.name_en)
                .bind(b.parent.map(BodyId::uuid)).bind(&b.province).bind(&b.commune).bind(&b.sector).bind(Json(&b.contact))
                .bind(fold(&b.name)).bind(b.created_at.micros()).execute(c).await?;
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
            .bind(&b.commune).bind(&b.sector).bind(Json(&b.contact)).bind(fold(&b.name)).bind(b.version).bind(b.kind.code()).execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }
}
