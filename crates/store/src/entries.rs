//! The record of an incident on disk: entries of the timeline, proposals and decisions on severity.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed, row};
use domain::incidents::{Entry, SeverityRecord};
use domain::{BodyId, EntryId, IncidentId, Moment};
use sqlx::types::Json;
use uuid::Uuid;

statements! {
    INSERT = "INSERT INTO incident_entry (id, incident_id, kind, code, body, document, internal, author, author_body_id, to_body_id, at) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    OF_INCIDENT = "SELECT id, kind, code, body, document, internal, author, author_body_id, to_body_id, at FROM incident_entry \
                   WHERE incident_id = $1 ORDER BY at DESC, id DESC LIMIT 2000";
    INSERT_SEVERITY = "INSERT INTO severity_record (id, incident_id, at, detail) VALUES ($1, $2, $3, $4)";
    SEVERITY_OF = "SELECT detail FROM severity_record WHERE incident_id = $1 ORDER BY at, id LIMIT 200";
}

row! {
    struct Stored {
        id: Uuid,
        kind: String,
        code: String,
        body: String,
        document: String,
        internal: bool,
        author: String,
        author_body_id: Option<Uuid>,
        to_body_id: Option<Uuid>,
        at: i64,
    }
}

impl Conn {
    /// The entries of an incident, oldest first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn entries(&mut self, incident: IncidentId) -> Result<Vec<Entry>> {
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(OF_INCIDENT).bind(incident.uuid()).fetch_all(c).await?);
        rows.into_iter()
            .rev()
            .map(|s| {
                Ok(Entry {
                    id: EntryId(s.id),
                    kind: s.kind.parse().map_err(|e| Error::corrupt("entry", e))?,
                    code: s.code,
                    text: s.body,
                    document: s.document,
                    internal: s.internal,
                    by: s.author,
                    body: s.author_body_id.map(BodyId),
                    to: s.to_body_id.map(BodyId),
                    at: Moment::from_micros(s.at),
                })
            })
            .collect()
    }

    /// Proposals and decisions on severity, oldest first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn severity_records(&mut self, incident: IncidentId) -> Result<Vec<SeverityRecord>> {
        let rows = on!(self, c => sqlx::query_scalar::<_, Json<SeverityRecord>>(SEVERITY_OF).bind(incident.uuid()).fetch_all(c).await?);
        Ok(rows.into_iter().map(|r| r.0).collect())
    }
}

impl Tx {
    /// Adds an entry.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_entry(&mut self, incident: IncidentId, e: &Entry) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT)
                .bind(e.id.uuid()).bind(incident.uuid()).bind(e.kind.code()).bind(&e.code).bind(&e.text).bind(&e.document)
                .bind(e.internal).bind(&e.by).bind(e.body.map(BodyId::uuid)).bind(e.to.map(BodyId::uuid)).bind(e.at.micros())
                .execute(c).await?;
        });
        Ok(())
    }

    /// Adds a proposal or decision on severity.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_severity(&mut self, incident: IncidentId, r: &SeverityRecord) -> Result<()> {
        on!(self, c => { sqlx::query(INSERT_SEVERITY).bind(r.id.uuid()).bind(incident.uuid()).bind(r.at.micros()).bind(Json(r)).execute(c).await?; });
        Ok(())
    }
}
