//! Consents to access an affected system, and each access under them, on disk.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed};
use domain::teams::access::{AccessUse, Consent};
use domain::{ConsentId, IncidentId};
use sqlx::types::Json;

statements! {
    INSERT = "INSERT INTO access_consent (id, incident_id, from_at, detail, version) VALUES ($1, $2, $3, $4, 1)";
    UPDATE = "UPDATE access_consent SET detail = $2, version = version + 1 WHERE id = $1 AND version = $3";
    BY_ID = "SELECT detail, version FROM access_consent WHERE id = $1";
    OF_INCIDENT = "SELECT detail, version FROM access_consent WHERE incident_id = $1 ORDER BY from_at, id LIMIT 500";
    INSERT_USE = "INSERT INTO access_use (id, consent_id, at, detail) VALUES ($1, $2, $3, $4)";
    USES = "SELECT u.detail FROM access_use u JOIN access_consent c ON c.id = u.consent_id WHERE c.incident_id = $1 \
            ORDER BY u.at, u.id LIMIT 5000";
}

type Row = (Json<Consent>, i64);

fn consent((detail, version): Row) -> Consent {
    Consent { version, ..detail.0 }
}

impl Conn {
    /// A consent by id.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn consent(&mut self, id: ConsentId) -> Result<Option<Consent>> {
        let row = on!(self, c => sqlx::query_as::<_, Row>(BY_ID).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.map(consent))
    }

    /// The consents of an incident in the order they begin.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn consents(&mut self, incident: IncidentId) -> Result<Vec<Consent>> {
        let rows =
            on!(self, c => sqlx::query_as::<_, Row>(OF_INCIDENT).bind(incident.uuid()).fetch_all(c).await?);
        Ok(rows.into_iter().map(consent).collect())
    }

    /// Every access of an incident, in order.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn access_uses(&mut self, incident: IncidentId) -> Result<Vec<AccessUse>> {
        let rows = on!(self, c => sqlx::query_as::<_, (Json<AccessUse>,)>(USES).bind(incident.uuid()).fetch_all(c).await?);
        Ok(rows.into_iter().map(|(detail,)| detail.0).collect())
    }
}

impl Tx {
    /// Enters a consent.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_consent(&mut self, one: &Consent) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT).bind(one.id.uuid()).bind(one.incident.uuid()).bind(one.from.micros()).bind(Json(one))
                .execute(c).await?;
        });
        Ok(())
    }

    /// Changes a consent under its version.
    ///
    /// # Errors
    /// [`Error::Conflict`].
    #[boxed]
    pub async fn update_consent(&mut self, one: &Consent) -> Result<()> {
        let changed = on!(self, c => sqlx::query(UPDATE)
            .bind(one.id.uuid()).bind(Json(one)).bind(one.version).execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }

    /// Notes an access.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_access_use(&mut self, one: &AccessUse) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_USE).bind(one.id.uuid()).bind(one.consent.uuid()).bind(one.at.micros()).bind(Json(one))
                .execute(c).await?;
        });
        Ok(())
    }
}
