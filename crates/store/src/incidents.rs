//! Incidents and their parties on disk: columns for what is searched, the record itself as one value.

use crate::conn::on;
use crate::restriction::hide_incidents;
use crate::search::{INCIDENTS, Way};
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed, dialect, row};
use domain::access::Reader;
use domain::incidents::{Incident, Party};
use domain::page::{Page, PageRequest};
use domain::{BodyId, IncidentId, Moment, SystemId};
use serde_json::Value;
use sqlx::QueryBuilder;
use sqlx::types::Json;
use uuid::Uuid;

const COLUMNS: &str = "SELECT i.seq, i.id, i.number, i.state, i.severity, i.title, i.level, i.province, i.class, i.detected_at, \
                    i.next_due_at, i.next_due_clock, i.updated_at, COALESCE(s.name, NULLIF(i.detail->>'system_name', '')) AS system_name, \
                    (SELECT MIN(b.name) FROM incident_party o JOIN body b ON b.id = o.body_id WHERE o.incident_id = i.id \
                    AND o.role = 'operator' AND o.until IS NULL) AS operator_name";
const JOINED: &str = " LEFT JOIN information_system s ON s.id = i.system_id WHERE 1 = 1";

statements! {
    INSERT = "INSERT INTO incident (seq, id, number, state, severity, title, system_id, level, province, sector, class, detected_at, \
              confirmed_at, ended_at, closed_at, next_due_at, next_due_clock, updated_at, detail, restricted, version) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, NULL, NULL, $16, $17, $18, 1)";
    UPDATE = "UPDATE incident SET state = $2, severity = $3, title = $4, system_id = $5, level = $6, province = $7, sector = $8, \
              class = $9, detected_at = $10, ended_at = $11, closed_at = $12, updated_at = $13, detail = $14, \
              restricted = $16, version = version + 1 WHERE id = $1 AND version = $15";
    SET_NEXT_DUE = "UPDATE incident SET next_due_at = $2, next_due_clock = $3 WHERE id = $1";
    BY_ID = "SELECT detail, version FROM incident WHERE id = $1";
    BY_NUMBER = "SELECT detail, version FROM incident WHERE number = $1";
    PARTIES = "SELECT body_id, role, sees, since, until FROM incident_party WHERE incident_id = $1 ORDER BY since, role LIMIT 500";
    ADD_PARTY = "INSERT INTO incident_party (incident_id, incident_seq, body_id, role, sees, since, until) \
                 VALUES ($1, $2, $3, $4, $5, $6, NULL)";
    RELEASE_PARTY = "UPDATE incident_party SET until = $4 WHERE incident_id = $1 AND body_id = $2 AND role = $3 AND until IS NULL";
    UNCLOSED = "SELECT seq, detail, version FROM incident WHERE state IN ('open', 'ended') AND seq > $1 ORDER BY seq LIMIT $2";
    COUNT_INCIDENTS = "SELECT state, COUNT(*) FROM incident GROUP BY state";
}

row! {
    /// What a list shows of an incident.
    #[derive(Debug, Clone)]
    pub struct IncidentRow {
        /// Place in the list.
        pub seq: i64,
        /// Identity.
        pub id: Uuid,
        /// Number.
        pub number: String,
        /// State code.
        pub state: String,
        /// Severity code.
        pub severity: String,
        /// One line.
        pub title: String,
        /// Level of the system.
        pub level: Option<i64>,
        /// Province code.
        pub province: Option<String>,
        /// First primary class.
        pub class: Option<String>,
        /// Detection, in microseconds.
        pub detected_at: i64,
        /// Nearest last moment, in microseconds.
        pub next_due_at: Option<i64>,
        /// Clock behind it, as `ruleset/clock`.
        pub next_due_clock: Option<String>,
        /// Last change, in microseconds.
        pub updated_at: i64,
        /// Name of the system in the register.
        pub system_name: Option<String>,
        /// Name of its operator.
        pub operator_name: Option<String>,
    }
}

/// What a list of incidents is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct IncidentFilter {
    /// State codes; empty for all.
    pub states: Vec<String>,
    /// Severity codes; empty for all.
    pub severities: Vec<String>,
    /// RSIT class.
    pub class: Option<String>,
    /// Province code.
    pub province: Option<String>,
    /// Level.
    pub level: Option<i64>,
    /// Only those whose nearest last moment is at or before this one.
    pub due_before: Option<Moment>,
    /// Only those whose nearest last moment is after this one.
    pub due_after: Option<Moment>,
    /// Folded words.
    pub words: Vec<String>,
    /// Only incidents this body is party to.
    pub of_body: Option<BodyId>,
    /// Beside those, incidents that these bodies operate or own.
    pub below: Vec<BodyId>,
    /// Whose eyes the list is for; what is restricted is left out.
    pub reader: Reader,
}

type StoredIncident = (Json<Incident>, i64);

fn versioned((detail, version): StoredIncident) -> Incident {
    Incident { version, ..detail.0 }
}

fn folded(i: &Incident) -> String {
    [&i.number.to_string(), &i.title, &i.system_name, &i.summary]
        .into_iter()
        .map(|t| domain::text::fold(t))
        .collect::<Vec<_>>()
        .join(" ")
}

fn first_class(i: &Incident) -> Option<&str> {
    i.classification.primary.first().map(|c| c.code.as_str())
}

impl Conn {
    /// An incident by id.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn incident(&mut self, id: IncidentId) -> Result<Option<Incident>> {
        let row = on!(self, c => sqlx::query_as::<_, StoredIncident>(BY_ID).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.map(versioned))
    }

    /// An incident by number.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn incident_by_number(&mut self, number: &str) -> Result<Option<Incident>> {
        let row = on!(self, c => sqlx::query_as::<_, StoredIncident>(BY_NUMBER).bind(number).fetch_optional(c).await?);
        Ok(row.map(versioned))
    }

    /// The parties of an incident, released ones included.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn parties(&mut self, id: IncidentId) -> Result<Vec<Party>> {
        let rows = on!(self, c => sqlx::query_as::<_, (Uuid, String, String, i64, Option<i64>)>(PARTIES).bind(id.uuid()).fetch_all(c).await?);
        rows.into_iter()
            .map(|(body, role, sees, since, until)| {
                Ok(Party {
                    body: BodyId(body),
                    role: role.parse().map_err(|e| Error::corrupt("party", e))?,
                    sees: sees.parse().map_err(|e| Error::corrupt("party", e))?,
                    since: Moment::from_micros(since),
                    until: until.map(Moment::from_micros),
                })
            })
            .collect()
    }

    /// A page of incidents, newest first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn list_incidents(
        &mut self,
        filter: &IncidentFilter,
        request: PageRequest,
    ) -> Result<Page<IncidentRow>> {
        let way = Way::first(&filter.words, self.postgres());
        let mut rows = self.found_incidents(filter, &way, request).await?;
        if let Some(way) = self.further(way, rows.len(), &INCIDENTS, request).await? {
            rows = self.found_incidents(filter, &way, request).await?;
        }
        Ok(Page::cut(rows, request, |r| r.seq))
    }

    async fn found_incidents(
        &mut self,
        filter: &IncidentFilter,
        way: &Way,
        request: PageRequest,
    ) -> Result<Vec<IncidentRow>> {
        Ok(on!(self, c => {
            let mut q = QueryBuilder::new(COLUMNS);
            q.push(way.from(&INCIDENTS)).push(JOINED);
            for (column, codes) in [(" AND i.state IN (", &filter.states), (" AND i.severity IN (", &filter.severities)] {
                if !codes.is_empty() {
                    q.push(column);
                    let mut list = q.separated(", ");
                    for code in codes {
                        list.push_bind(code);
                    }
                    q.push(")");
                }
            }
            if let Some(class) = &filter.class {
                q.push(" AND i.class = ").push_bind(class);
            }
            if let Some(province) = &filter.province {
                q.push(" AND i.province = ").push_bind(province);
            }
            if let Some(level) = filter.level {
                q.push(" AND i.level = ").push_bind(level);
            }
            if let Some(moment) = filter.due_before {
                q.push(" AND i.next_due_at <= ").push_bind(moment.micros());
            }
            if let Some(moment) = filter.due_after {
                q.push(" AND i.next_due_at > ").push_bind(moment.micros());
            }
            if let Some(body) = filter.of_body {
                q.push(" AND i.seq IN (SELECT p.incident_seq FROM incident_party p WHERE p.until IS NULL AND p.body_id = ");
                q.push_bind(body.uuid());
                if !filter.below.is_empty() {
                    q.push(" OR p.until IS NULL AND p.role IN ('operator', 'system-owner') AND p.body_id IN (");
                    let mut list = q.separated(", ");
                    for body in &filter.below {
                        list.push_bind(body.uuid());
                    }
                    q.push(")");
                }
                q.push(")");
            }
            hide_incidents(&mut q, "i.id", &filter.reader);
            way.finish(&mut q, &INCIDENTS, request);
            q.build_query_as::<IncidentRow>().persistent(way.lasts()).fetch_all(c).await?
        }))
    }

    /// Incidents that are not recorded as closed, from a place in the list on, oldest first, each with its place.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn unclosed_incidents(&mut self, after: i64, limit: i64) -> Result<Vec<(i64, Incident)>> {
        let rows = on!(self, c => sqlx::query_as::<_, (i64, Json<Incident>, i64)>(UNCLOSED).bind(after).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(|(seq, detail, version)| (seq, versioned((detail, version)))).collect())
    }

    /// Incidents by state.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn count_incidents(&mut self) -> Result<Vec<(String, i64)>> {
        Ok(on!(self, c => sqlx::query_as::<_, (String, i64)>(COUNT_INCIDENTS).fetch_all(c).await?))
    }
}

impl Tx {
    /// Stores a new incident and indexes its text.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_incident(&mut self, i: &Incident, now: Moment) -> Result<()> {
        let detail: Value = serde_json::to_value(i).map_err(|e| Error::corrupt("incident", e))?;
        on!(self, c => {
            sqlx::query(INSERT)
                .bind(i.number.sequence()).bind(i.id.uuid()).bind(i.number.to_string()).bind(i.state.code())
                .bind(i.severity.code()).bind(&i.title).bind(i.system.map(SystemId::uuid)).bind(i.level).bind(&i.province)
                .bind(&i.sector).bind(first_class(i)).bind(i.detected_at.micros()).bind(i.confirmed_at.micros())
                .bind(i.ended_at.map(Moment::micros)).bind(i.closed_at.map(Moment::micros)).bind(now.micros())
                .bind(Json(&detail)).bind(i64::from(i.restricted())).execute(c).await?;
        });
        self.index_incident(i.number.sequence(), &folded(i), false).await
    }

    /// Changes an incident under its version.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was changed meanwhile.
    #[boxed]
    pub async fn update_incident(&mut self, i: &Incident, now: Moment) -> Result<()> {
        let changed = on!(self, c => sqlx::query(UPDATE)
            .bind(i.id.uuid()).bind(i.state.code()).bind(i.severity.code()).bind(&i.title).bind(i.system.map(SystemId::uuid))
            .bind(i.level).bind(&i.province).bind(&i.sector).bind(first_class(i)).bind(i.detected_at.micros())
            .bind(i.ended_at.map(Moment::micros)).bind(i.closed_at.map(Moment::micros)).bind(now.micros()).bind(Json(i))
            .bind(i.version).bind(i64::from(i.restricted())).execute(c).await?.rows_affected());
        if changed == 0 {
            return Err(Error::Conflict);
        }
        self.index_incident(i.number.sequence(), &folded(i), true).await
    }

    /// Keeps everybody else from changing what belongs to an incident until this transaction ends; `true` when others
    /// may have changed it before. On SQLite there is one writer anyway.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn hold_incident(&mut self, number: &str) -> Result<bool> {
        let crate::conn::Inner::Postgres(t, _) = &mut self.inner else { return Ok(false) };
        sqlx::query(dialect::postgres::HOLD_INCIDENT).bind(number).execute(&mut **t).await?;
        Ok(true)
    }

    /// Notes the nearest last moment, for lists.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn set_next_due(&mut self, id: IncidentId, due: Option<(Moment, String)>) -> Result<()> {
        let (at, clock) = due.map_or((None, None), |(at, clock)| (Some(at.micros()), Some(clock)));
        on!(self, c => { sqlx::query(SET_NEXT_DUE).bind(id.uuid()).bind(at).bind(&clock).execute(c).await?; });
        Ok(())
    }

    /// Adds a party.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn add_party(&mut self, incident: &Incident, p: &Party) -> Result<()> {
        on!(self, c => {
            sqlx::query(ADD_PARTY)
                .bind(incident.id.uuid()).bind(incident.number.sequence()).bind(p.body.uuid()).bind(p.role.code())
                .bind(p.sees.code()).bind(p.since.micros()).execute(c).await?;
        });
        Ok(())
    }

    /// Releases a party.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it is no party now.
    #[boxed]
    pub async fn release_party(&mut self, incident: IncidentId, p: &Party, now: Moment) -> Result<()> {
        let changed = on!(self, c => sqlx::query(RELEASE_PARTY)
            .bind(incident.uuid()).bind(p.body.uuid()).bind(p.role.code()).bind(now.micros()).execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }
}
