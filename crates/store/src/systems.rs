//! Information systems on disk, with their comparable values in a table of their own.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed, row};
use domain::notices::likeness::{Key, Trait};
use domain::systems::System;
use domain::systems::description::Description;
use domain::systems::disputes::Claimed;
use domain::text::fold;
use domain::{BodyId, Moment, SystemId};
use sqlx::QueryBuilder;
use sqlx::types::Json;
use uuid::Uuid;

statements! {
    INSERT = "INSERT INTO information_system (id, key, name, name_folded, owner_id, operator_id, provider_id, level, \
              national_important, environment, domains, addresses, purpose, description, created_at, version) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1)";
    UPDATE = "UPDATE information_system SET name = $2, name_folded = $3, owner_id = $4, operator_id = $5, provider_id = $6, level = $7, \
              national_important = $8, environment = $9, domains = $10, addresses = $11, purpose = $12, description = $13, version = version + 1 \
              WHERE id = $1 AND version = $14";
    KEYS = "SELECT kind, value FROM information_system_key WHERE system_id = $1";
    DROP_KEY = "DELETE FROM information_system_key WHERE kind = $1 AND value = $2 AND system_id = $3";
    INSERT_KEY = "INSERT INTO information_system_key (kind, value, system_id, since) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    DROP_SOFTWARE = "DELETE FROM system_software WHERE system_id = $1";
    INSERT_SOFTWARE = "INSERT INTO system_software (system_id, place, words, version, cpe) VALUES ($1, $2, $3, $4, $5)";
    BY_ID = "SELECT id, key, name, owner_id, operator_id, provider_id, level, national_important, environment, domains, \
             addresses, purpose, description, created_at, version FROM information_system WHERE id = $1";
    BY_KEY = "SELECT id, key, name, owner_id, operator_id, provider_id, level, national_important, environment, domains, \
              addresses, purpose, description, created_at, version FROM information_system WHERE key = $1";
    BY_TRAIT = "SELECT s.id, s.key, s.name, s.owner_id, s.operator_id, s.provider_id, s.level, s.national_important, \
                s.environment, s.domains, s.addresses, s.purpose, s.description, s.created_at, s.version FROM information_system s \
                JOIN information_system_key k ON k.system_id = s.id WHERE k.kind = $1 AND k.value = $2 LIMIT 20";
    CLAIMS_OF = "SELECT s.id, s.owner_id, k.value, k.since FROM information_system_key k \
                 JOIN information_system s ON s.id = k.system_id WHERE k.kind IN ('address', 'domain') AND s.id IN ($1, $2) \
                 ORDER BY k.kind, k.value, s.id";
    CLAIMS = "SELECT s.id, s.owner_id, k.value, k.since FROM information_system_key k JOIN information_system s ON s.id = k.system_id \
              WHERE k.kind IN ('address', 'domain') ORDER BY k.kind, k.value, s.id LIMIT 1000000";
    ALL_SYSTEMS = "SELECT id, key, name, owner_id, operator_id, provider_id, level, national_important, environment, domains, \
                   addresses, purpose, description, created_at, version FROM information_system ORDER BY name, id LIMIT $1";
    OF_BODY = "SELECT id, key, name, owner_id, operator_id, provider_id, level, national_important, environment, domains, \
               addresses, purpose, description, created_at, version FROM information_system WHERE owner_id = $1 OR operator_id = $1 \
               ORDER BY name, id LIMIT 200";
}

const CLAIMING: &str = "SELECT k.value, s.id, s.key, s.name, s.owner_id, s.operator_id, s.provider_id, s.level, s.national_important, \
                        s.environment, s.domains, s.addresses, s.purpose, s.description, s.created_at, s.version FROM information_system_key k \
                        JOIN information_system s ON s.id = k.system_id WHERE k.kind = ";

const RUNNING: &str = "SELECT id, key, name, owner_id, operator_id, provider_id, level, national_important, environment, domains, \
                       addresses, purpose, description, created_at, version FROM information_system \
                       WHERE id IN (SELECT w.system_id FROM system_software w WHERE ";

/// Which software is asked for.
#[derive(Debug, Clone, Default)]
pub struct SoftwareAsked {
    /// What its name in the Common Platform Enumeration begins with.
    pub name: Option<String>,
    /// Else words of the product, folded.
    pub words: String,
    /// Its version, or what comes before a point of it; empty for any.
    pub version: String,
}

type ClaimRow = (Uuid, Uuid, String, i64);

fn claimed((system, owner, value, since): ClaimRow) -> Claimed {
    Claimed { system: SystemId(system), owner: BodyId(owner), value, since: Moment::from_micros(since) }
}

/// A pattern for whatever begins with a text.
fn beginning(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 1);
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

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
        description: Json<Option<Description>>,
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
        description: Json<Option<Description>>,
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
            description,
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
            description,
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
            description: s.description.0.unwrap_or_default(),
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

    /// Every address, range and domain that is claimed.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn system_claims(&mut self) -> Result<Vec<Claimed>> {
        let rows = on!(self, c => sqlx::query_as::<_, ClaimRow>(CLAIMS).fetch_all(c).await?);
        Ok(rows.into_iter().map(claimed).collect())
    }

    /// What two systems claim.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn claims_of_two(&mut self, one: SystemId, other: SystemId) -> Result<Vec<Claimed>> {
        let rows = on!(self, c => sqlx::query_as::<_, ClaimRow>(CLAIMS_OF)
            .bind(one.uuid()).bind(other.uuid()).fetch_all(c).await?);
        Ok(rows.into_iter().map(claimed).collect())
    }

    /// Systems that run on some software, by name; of one body alone when one is given. At most 500.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn systems_running(
        &mut self,
        asked: &SoftwareAsked,
        body: Option<BodyId>,
    ) -> Result<Vec<System>> {
        let rows = on!(self, c => {
            let mut q = QueryBuilder::new(RUNNING);
            match &asked.name {
                Some(name) => q.push("w.cpe LIKE ").push_bind(beginning(name)),
                None => q.push("w.words LIKE ").push_bind(format!("%{}", beginning(&asked.words))),
            };
            q.push(" ESCAPE '!'");
            if !asked.version.is_empty() {
                q.push(" AND (w.version = ").push_bind(&asked.version).push(" OR w.version LIKE ");
                q.push_bind(beginning(&format!("{}.", asked.version))).push(" ESCAPE '!')");
            }
            q.push(")");
            if let Some(body) = body {
                q.push(" AND (owner_id = ").push_bind(body.uuid()).push(" OR operator_id = ").push_bind(body.uuid()).push(")");
            }
            q.push(" ORDER BY name, id LIMIT 500");
            q.build_query_as::<Stored>().fetch_all(c).await?
        });
        Ok(rows.into_iter().map(System::from).collect())
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
                .bind(Json(&s.domains)).bind(Json(&s.addresses)).bind(&s.purpose)
                .bind(Json(&s.description)).bind(s.created_at.micros())
                .execute(c).await?;
        });
        self.put_keys(s, s.created_at).await?;
        self.put_software(s).await
    }

    /// Changes a system under its version, with what it can be found by. A claim that stays keeps the moment since when it stands.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was changed meanwhile.
    #[boxed]
    pub async fn update_system(&mut self, s: &System, at: Moment) -> Result<()> {
        let changed = on!(self, c => sqlx::query(UPDATE)
            .bind(s.id.uuid()).bind(&s.name).bind(fold(&s.name)).bind(s.owner.uuid()).bind(s.operator.uuid())
            .bind(s.provider.map(BodyId::uuid)).bind(s.level).bind(s.national_important).bind(&s.environment)
            .bind(Json(&s.domains)).bind(Json(&s.addresses)).bind(&s.purpose).bind(Json(&s.description)).bind(s.version).execute(c).await?.rows_affected());
        if changed == 0 {
            return Err(Error::Conflict);
        }
        self.put_keys(s, at).await?;
        on!(self, c => { sqlx::query(DROP_SOFTWARE).bind(s.id.uuid()).execute(c).await?; });
        self.put_software(s).await
    }

    async fn put_keys(&mut self, s: &System, since: Moment) -> Result<()> {
        let domains = s.domains.iter().map(|domain| (Trait::Domain.code().to_owned(), domain.clone()));
        let addresses = s.addresses.iter().map(|address| (Trait::Address.code().to_owned(), address.clone()));
        let name = std::iter::once((Trait::System.code().to_owned(), fold(&s.name)));
        let wanted: Vec<(String, String)> = domains.chain(addresses).chain(name).collect();
        let there =
            on!(self, c => sqlx::query_as::<_, (String, String)>(KEYS).bind(s.id.uuid()).fetch_all(c).await?);
        for (kind, value) in there.iter().filter(|key| !wanted.contains(key)) {
            on!(self, c => { sqlx::query(DROP_KEY).bind(kind).bind(value).bind(s.id.uuid()).execute(c).await?; });
        }
        for (kind, value) in wanted.iter().filter(|key| !there.contains(key)) {
            on!(self, c => { sqlx::query(INSERT_KEY).bind(kind).bind(value).bind(s.id.uuid()).bind(since.micros())
                .execute(c).await?; });
        }
        Ok(())
    }

    async fn put_software(&mut self, s: &System) -> Result<()> {
        for (place, software) in (0_i64..).zip(&s.description.software) {
            let name = software.cpe.as_ref().map(|cpe| cpe.as_str()).unwrap_or_default();
            on!(self, c => { sqlx::query(INSERT_SOFTWARE).bind(s.id.uuid()).bind(place).bind(software.words())
                .bind(software.version.to_lowercase()).bind(name).execute(c).await?; });
        }
        Ok(())
    }
}
