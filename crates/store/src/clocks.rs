//! Running clocks on disk.

use crate::conn::on;
use crate::restriction::hide_incidents;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed};
use domain::access::Reader;
use domain::clocks::ClockRun;
use domain::{BodyId, ClockRunId, IncidentId, Moment};
use sqlx::QueryBuilder;
use sqlx::types::Json;

statements! {
    INSERT = "INSERT INTO clock_run (id, incident_id, ruleset, clock, state, due_kind, due_at, started_at, owing_body_id, detail, version) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)";
    UPDATE = "UPDATE clock_run SET state = $2, due_kind = $3, due_at = $4, owing_body_id = $5, detail = $6, version = version + 1 \
              WHERE id = $1 AND version = $7";
    KINDS_RUNNING = "SELECT ruleset, clock, COUNT(*) FROM clock_run WHERE state = 'running' GROUP BY ruleset, clock LIMIT 10000";
    BY_ID = "SELECT detail, version FROM clock_run WHERE id = $1";
    OF_INCIDENT = "SELECT detail, version FROM clock_run WHERE incident_id = $1 ORDER BY due_at IS NULL, due_at, id LIMIT 500";
}

impl Conn {
    /// A clock by id.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn clock(&mut self, id: ClockRunId) -> Result<Option<ClockRun>> {
        let row = on!(self, c => sqlx::query_as::<_, (Json<ClockRun>, i64)>(BY_ID).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.map(|(detail, version)| ClockRun { version, ..detail.0 }))
    }

    /// How many clocks of that kind run, over all incidents.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn count_running_clocks(&mut self, ruleset: &str, clock: &str, reader: Reader) -> Result<i64> {
        Ok(on!(self, c => {
            let mut q = QueryBuilder::new("SELECT COUNT(*) FROM clock_run k WHERE k.state = 'running' AND k.ruleset = ");
            q.push_bind(ruleset).push(" AND k.clock = ").push_bind(clock);
            hide_incidents(&mut q, "k.incident_id", &reader);
            q.build_query_scalar::<i64>().fetch_one(c).await?
        }))
    }

    /// Incidents in which clocks of that kind run, with the last moment of each, the earliest first, as far as the reader
    /// may know of them.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn incidents_running(
        &mut self,
        ruleset: &str,
        clock: &str,
        reader: Reader,
        limit: i64,
    ) -> Result<Vec<(String, Option<Moment>)>> {
        const SELECT: &str = "SELECT i.number, k.due_at FROM clock_run k JOIN incident i ON i.id = k.incident_id \
                              WHERE k.state = 'running' AND k.ruleset = ";
        let rows = on!(self, c => {
            let mut q = QueryBuilder::new(SELECT);
            q.push_bind(ruleset).push(" AND k.clock = ").push_bind(clock);
            hide_incidents(&mut q, "k.incident_id", &reader);
            q.push(" ORDER BY k.due_at IS NULL, k.due_at, i.seq LIMIT ").push_bind(limit);
            q.build_query_as::<(String, Option<i64>)>().fetch_all(c).await?
        });
        Ok(rows.into_iter().map(|(number, due)| (number, due.map(Moment::from_micros))).collect())
    }

    /// How many clocks of each kind run, over all incidents: ruleset, clock and number.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn running_clocks(&mut self) -> Result<Vec<(String, String, i64)>> {
        Ok(on!(self, c => sqlx::query_as(KINDS_RUNNING).fetch_all(c).await?))
    }

    /// All clocks of an incident, the earliest last moment first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn clocks(&mut self, incident: IncidentId) -> Result<Vec<ClockRun>> {
        let rows = on!(self, c => sqlx::query_as::<_, (Json<ClockRun>, i64)>(OF_INCIDENT).bind(incident.uuid()).fetch_all(c).await?);
        Ok(rows.into_iter().map(|(detail, version)| ClockRun { version, ..detail.0 }).collect())
    }
}

impl Tx {
    /// Starts a clock.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_clock(&mut self, k: &ClockRun) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT)
                .bind(k.id.uuid()).bind(k.incident.uuid()).bind(&k.ruleset).bind(&k.clock).bind(k.state.code())
                .bind(k.due_kind.code()).bind(k.due_at.map(Moment::micros)).bind(k.started_at.micros())
                .bind(k.owing_body.map(BodyId::uuid)).bind(Json(k)).execute(c).await?;
        });
        Ok(())
    }

    /// Changes a clock under its version.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was changed meanwhile.
    #[boxed]
    pub async fn update_clock(&mut self, k: &ClockRun) -> Result<()> {
        let changed = on!(self, c => sqlx::query(UPDATE)
            .bind(k.id.uuid()).bind(k.state.code()).bind(k.due_kind.code()).bind(k.due_at.map(Moment::micros))
            .bind(k.owing_body.map(BodyId::uuid)).bind(Json(k)).bind(k.version).execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }
}
