//! Steps of the process on disk, each round a row.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed};
use domain::incidents::StepRun;
use domain::{BodyId, IncidentId, Moment};
use sqlx::types::Json;

statements! {
    INSERT = "INSERT INTO incident_step (id, incident_id, step, round, state, lead_id, started_at, settled_at, detail, version) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)";
    UPDATE = "UPDATE incident_step SET state = $2, lead_id = $3, started_at = $4, settled_at = $5, detail = $6, version = version + 1 \
              WHERE id = $1 AND version = $7";
    OF_INCIDENT = "SELECT detail, version FROM incident_step WHERE incident_id = $1 ORDER BY round, id LIMIT 1000";
}

impl Conn {
    /// All rounds of all steps of an incident.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn steps(&mut self, incident: IncidentId) -> Result<Vec<StepRun>> {
        let rows = on!(self, c => sqlx::query_as::<_, (Json<StepRun>, i64)>(OF_INCIDENT).bind(incident.uuid()).fetch_all(c).await?);
        Ok(rows.into_iter().map(|(detail, version)| StepRun { version, ..detail.0 }).collect())
    }
}

impl Tx {
    /// Stores a new step or a new round.
    ///
    /// # Errors
    /// [`Error::Duplicate`] when that round exists.
    #[boxed]
    pub async fn insert_step(&mut self, incident: IncidentId, s: &StepRun) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT)
                .bind(s.id.uuid()).bind(incident.uuid()).bind(&s.step).bind(s.round).bind(s.state.code())
                .bind(s.lead.map(BodyId::uuid)).bind(s.started_at.map(Moment::micros)).bind(s.settled_at.map(Moment::micros))
                .bind(Json(s)).execute(c).await?;
        });
        Ok(())
    }

    /// Changes a step under its version.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was changed meanwhile.
    #[boxed]
    pub async fn update_step(&mut self, s: &StepRun) -> Result<()> {
        let changed = on!(self, c => sqlx::query(UPDATE)
            .bind(s.id.uuid()).bind(s.state.code()).bind(s.lead.map(BodyId::uuid)).bind(s.started_at.map(Moment::micros))
            .bind(s.settled_at.map(Moment::micros)).bind(Json(s)).bind(s.version).execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }
}
