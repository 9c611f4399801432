//! Information systems on disk, with their comparable values in a table of their own.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Result, Tx, boxed, row};
use domain::notices::likeness::{Key, Trait};
use domain::systems::System;
use domain::text::fold;
use domain::{BodyId, Moment, SystemId};
use sqlx::QueryBuilder;
use sqlx::types::Json;
use uuid::Uuid;

statements! {
    INSERT = "INSERT INTO information_system (id, key, name, name_folded, owner_id, operator_id, provider_id, level, \
              national_important, environment, domains, addresses, purpose, created_at, version) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)";
    INSERT_KEY = "INSERT INTO information_system_key (kind, value, system_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    BY_ID = "SELECT id, key, name, owner_id, operator_id, provider_id, level, national_important, environment, domains, \
             addresses, purpose, created_at, version FROM information_system WHERE id = $1";
    BY_KEY = "SELECT id, key, name, owner_id, operator_id, provider_id, level, national_important, environment, domains, \
              addresses, purpose, created_at, version FROM information_system WHERE key = $1";
    BY_TRAIT = "SELECT s.id, s.key, s.name, s.owner_id, s.operator_id, s.provider_id, s.level, s.national_important, \
                s.environment, s.domains, s.addresses, s.purpose, s.created_at, s.version FROM information_system s \
                JOIN information_system_key k ON k.system_id = s.id WHERE k.kind = $1 AND k.value = $2 LIMIT 20";
    CLAIMS = "SELECT s.id, s.owner_id, k.value FROM information_system_key k JOIN information_system s ON s.id = k.system_id \
              WHERE k.kind IN ('address', 'domain') ORDER BY k.kind, k.value, s.id LIMIT 1000000";
    ALL_SYSTEMS = "SELECT id, key, name, owner_id, operator_id, provider_id, level, national_important, environment, domains, \
                   addresses, purpose, created_at, version FROM information_system ORDER BY name, id LIMIT $1";
    OF_BODY = "SELECT id, key, name, owner_id, operator_id, provider_id, level, national_important, environment, domains, \
               addresses, purpose, created_at, version FROM information_system WHERE owner_id = $1 OR operator_id = $1 \
               ORDER BY name, id LIMIT 200";
}

const CLAIMING: &str = "SELECT k.value, s.id, s.key, s.name, s.owner_id, s.operator_id, s.provider_id, s.level, s.national_important, \
                        s.environment, s.domains, s.addresses, s.purpose, s.created_at, s.version FROM information_system_key k \
                        JOIN information_system s ON s.id = k.system_id WHERE k.kind = ";

row! {
    struct Stored {
        id: Uuid,
        key: String,
        name: String,
        owner_id: Uuid,
        operator_id: Uuid,
        provider_id: Option<Uuid>,
        level: Option<i64>,
        national_important: bool,
        environment: String,
        domains: Json<Vec<String>>,
        addresses: Json<Vec<String>>,
        purpose: String,
        created_at: i64,
        version: i64,
    }
}

row! {
    struct Claiming {
        value: String,
        id: Uuid,
        key: String,
        name: String,
        owner_id: Uuid,
        operator_id: Uuid,
        provider_id: Option<Uuid>,
        level: Option<i64>,
        national_important: bool,
        environment: String,
        domains: Json<Vec<String>>,
        addresses: Json<Vec<String>>,
        purpose: String,
        created_at: i64,
        version: i64,
    }
}

impl Claiming {
    fn system(self) -> Stored {
        let Self {
            id,
            key,
            name,
            owner_id,
            operator_id,
            provider_id,
            level,
            national_important,
            environment,
            domains,
            addresses,
            purpose,
            created_at,
            version,
            ..
        } = self;
        Stored {
            id,
            key,
            name,
            owner_id,
            operator_id,
            provider_id,
            level,
            national_important,
            environment,
            domains,
            addresses,
            purpose,
            created_at,
            version,
        }
    }
}

impl From<Stored> for System {
    fn from(s: Stored) -> Self {
        Self {
            id: SystemId(s.id),
            key: s.key,
            name: s.name,
            owner: BodyId(s.owner_id),
            operator: BodyId(s.operator_id),
            provider: s.provider_id.map(BodyId),
            level: s.level,
            national_important: s.national_important,
            environment: s.environment,
            domains: s.domains.0,
            addresses: s.addresses.0,
            purpose: s.purpose,
            created_at: Moment::from_micros(s.created_at),
            version: s.version,
        }
    }
}

impl Conn {
    /// A system by id.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn system(&mut self, id: SystemId) -> Result<Option<System>> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(BY_ID).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.map(System::from))
    }

    /// A system by its key.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn system_by_key(&mut self, key: &str) -> Result<Option<System>> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(BY_KEY).bind(key).fetch_optional(c).await?);
        Ok(row.map(System::from))
    }

    /// Systems that share a comparable value.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn systems_with(&mut self, key: &Key) -> Result<Vec<System>> {
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(BY_TRAIT).bind(key.kind.code()).bind(&key.value).fetch_all(c).await?);
        Ok(rows.into_iter().map(System::from).collect())
    }

    /// Systems that claim one of the values, each with the value. Order is not told.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn systems_claiming(
        &mut self,
        kind: Trait,
        values: &[String],
    ) -> Result<Vec<(String, System)>> {
        if values.is_empty() {
            return Ok(Vec::new());
        }
        let rows = on!(self, c => {
            let mut q = QueryBuilder::new(CLAIMING);
            q.push_bind(kind.code()).push(" AND k.value IN (");
            let mut list = q.separated(", ");
            for value in values {
                list.push_bind(value);
            }
            q.push(") LIMIT 1000");
            q.build_query_as::<Claiming>().fetch_all(c).await?
        });
        Ok(rows.into_iter().map(|row| (row.value.clone(), System::from(row.system()))).collect())
    }

    /// Every address, range and domain that is claimed: system, owner and value.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn system_claims(&mut self) -> Result<Vec<(SystemId, BodyId, String)>> {
        let rows = on!(self, c => sqlx::query_as::<_, (Uuid, Uuid, String)>(CLAIMS).fetch_all(c).await?);
        Ok(rows.into_iter().map(|(system, owner, value)| (SystemId(system), BodyId(owner), value)).collect())
    }

    /// Systems by name.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn systems(&mut self, limit: i64) -> Result<Vec<System>> {
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(ALL_SYSTEMS).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(System::from).collect())
    }

    /// Systems a body owns or operates.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn systems_of(&mut self, body: BodyId) -> Result<Vec<System>> {
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(OF_BODY).bind(body.uuid()).fetch_all(c).await?);
        Ok(rows.into_iter().map(System::from).collect())
    }
}

impl Tx {
    /// Enters a system and its comparable values.
    ///
    /// # Errors
    /// [`crate::Error::Duplicate`] when the key is taken.
    #[boxed]
    pub async fn insert_system(&mut self, s: &System) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT)
                .bind(s.id.uuid()).bind(&s.key).bind(&s.name).bind(fold(&s.name)).bind(s.owner.uuid()).bind(s.operator.uuid())
                .bind(s.provider.map(BodyId::uuid)).bind(s.level).bind(s.national_important).bind(&s.environment)
                .bind(Json(&s.domains)).bind(Json(&s.addresses)).bind(&s.purpose).bind(s.created_at.micros())
                .execute(c).await?;
        });
        let keys = s
            .domains
            .iter()
            .map(|d| (Trait::Domain, d.clone()))
            .chain(s.addresses.iter().map(|a| (Trait::Address, a.clone())))
            .chain(std::iter::once((Trait::System, fold(&s.name))));
        for (kind, value) in keys {
            on!(self, c => { sqlx::query(INSERT_KEY).bind(kind.code()).bind(&value).bind(s.id.uuid()).execute(c).await?; });
        }
        Ok(())
    }
}
