//! Reports on disk: draft, editions, deliveries.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed, row};
use domain::reports::{Delivery, Edition, Report};
use domain::{BodyId, IncidentId, Moment, ReportId};
use sqlx::types::Json;
use uuid::Uuid;

statements! {
    IN_WRITING = "SELECT ruleset, form, COUNT(*) FROM report WHERE state IN ('draft', 'returned', 'submitted') GROUP BY ruleset, form LIMIT 10000";
    INSERT = "INSERT INTO report (id, number, incident_id, kind, ruleset, form, state, body_id, field_values, edition, initial_report_id, \
              created_at, submitted_at, document_sha256, values_sha256, version, seq) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL, NULL, NULL, 1, $13)";
    UPDATE = "UPDATE report SET number = $2, state = $3, field_values = $4, edition = $5, initial_report_id = $6, submitted_at = $7, \
              document_sha256 = $8, values_sha256 = $9, version = version + 1 WHERE id = $1 AND version = $10";
    BY_ID = "SELECT id, number, incident_id, kind, ruleset, form, state, body_id, field_values, edition, initial_report_id, created_at, \
             submitted_at, document_sha256, values_sha256, version FROM report WHERE id = $1";
    OF_INCIDENT = "SELECT id, number, incident_id, kind, ruleset, form, state, body_id, field_values, edition, initial_report_id, created_at, \
                   submitted_at, document_sha256, values_sha256, version FROM report WHERE incident_id = $1 ORDER BY created_at, id LIMIT 500";
    INSERT_EDITION = "INSERT INTO report_edition (report_id, edition, field_values, values_sha256, document_sha256, submitted_by, submitted_at) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7)";
    EDITIONS = "SELECT report_id, edition, field_values, values_sha256, document_sha256, submitted_by, submitted_at FROM report_edition \
                WHERE report_id = $1 ORDER BY edition LIMIT 200";
    ALL_EDITIONS = "SELECT e.report_id, e.edition, e.field_values, e.values_sha256, e.document_sha256, e.submitted_by, e.submitted_at \
                    FROM report_edition e ORDER BY e.submitted_at, e.report_id, e.edition LIMIT $1 OFFSET $2";
    INSERT_DELIVERY = "INSERT INTO report_delivery (report_id, edition, body_id, role, state, delivered_at, received_at, judged_at, \
                       judged_by, reason) VALUES ($1, $2, $3, $4, $5, $6, NULL, NULL, '', '')";
    UPDATE_DELIVERY = "UPDATE report_delivery SET state = $4, received_at = $5, judged_at = $6, judged_by = $7, reason = $8 \
                       WHERE report_id = $1 AND edition = $2 AND body_id = $3 AND judged_at IS NULL";
    DELIVERIES = "SELECT report_id, edition, body_id, role, state, delivered_at, received_at, judged_at, judged_by, reason \
                  FROM report_delivery WHERE report_id = $1 ORDER BY edition, role LIMIT 500";
    DELIVERIES_OF_INCIDENT = "SELECT d.report_id, d.edition, d.body_id, d.role, d.state, d.delivered_at, d.received_at, d.judged_at, \
                              d.judged_by, d.reason FROM report_delivery d JOIN report r ON r.id = d.report_id \
                              WHERE r.incident_id = $1 ORDER BY d.delivered_at, d.role LIMIT 2000";
}

row! {
    struct Stored {
        id: Uuid,
        number: Option<String>,
        incident_id: Uuid,
        kind: String,
        ruleset: String,
        form: String,
        state: String,
        body_id: Uuid,
        field_values: Json<law::Values>,
        edition: i64,
        initial_report_id: Option<Uuid>,
        created_at: i64,
        submitted_at: Option<i64>,
        document_sha256: Option<String>,
        values_sha256: Option<String>,
        version: i64,
    }
}

impl TryFrom<Stored> for Report {
    type Error = Error;
    fn try_from(s: Stored) -> Result<Self> {
        let bad = |e: &dyn std::fmt::Display| Error::corrupt("report", e);
        Ok(Self {
            id: ReportId(s.id),
            number: s.number.map(|n| n.parse()).transpose().map_err(|e| bad(&e))?,
            incident: IncidentId(s.incident_id),
            kind: s.kind.parse().map_err(|e| bad(&e))?,
            ruleset: s.ruleset,
            form: s.form,
            state: s.state.parse().map_err(|e| bad(&e))?,
            body: BodyId(s.body_id),
            values: s.field_values.0,
            edition: s.edition,
            initial_report: s.initial_report_id.map(ReportId),
            created_at: Moment::from_micros(s.created_at),
            submitted_at: s.submitted_at.map(Moment::from_micros),
            document_sha256: s.document_sha256,
            values_sha256: s.values_sha256,
            version: s.version,
        })
    }
}

row! {
    struct StoredEdition {
        report_id: Uuid,
        edition: i64,
        field_values: Json<law::Values>,
        values_sha256: String,
        document_sha256: String,
        submitted_by: String,
        submitted_at: i64,
    }
}

impl From<StoredEdition> for Edition {
    fn from(s: StoredEdition) -> Self {
        Self {
            report: ReportId(s.report_id),
            edition: s.edition,
            values: s.field_values.0,
            values_sha256: s.values_sha256,
            document_sha256: s.document_sha256,
            submitted_by: s.submitted_by,
            submitted_at: Moment::from_micros(s.submitted_at),
        }
    }
}

row! {
    struct StoredDelivery {
        report_id: Uuid,
        edition: i64,
        body_id: Uuid,
        role: String,
        state: String,
        delivered_at: i64,
        received_at: Option<i64>,
        judged_at: Option<i64>,
        judged_by: String,
        reason: String,
    }
}

impl TryFrom<StoredDelivery> for Delivery {
    type Error = Error;
    fn try_from(s: StoredDelivery) -> Result<Self> {
        Ok(Self {
            report: ReportId(s.report_id),
            edition: s.edition,
            body: BodyId(s.body_id),
            role: s.role,
            state: s.state.parse().map_err(|e| Error::corrupt("delivery", e))?,
            delivered_at: Moment::from_micros(s.delivered_at),
            received_at: s.received_at.map(Moment::from_micros),
            judged_at: s.judged_at.map(Moment::from_micros),
            judged_by: s.judged_by,
            reason: s.reason,
        })
    }
}

impl Conn {
    /// How many reports on each form are being written or may be sent back: ruleset, form and number.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn reports_in_writing(&mut self) -> Result<Vec<(String, String, i64)>> {
        Ok(on!(self, c => sqlx::query_as(IN_WRITING).fetch_all(c).await?))
    }

    /// A report by id.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn report(&mut self, id: ReportId) -> Result<Option<Report>> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(BY_ID).bind(id.uuid()).fetch_optional(c).await?);
        row.map(Report::try_from).transpose()
    }

    /// The reports of an incident, oldest first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn reports(&mut self, incident: IncidentId) -> Result<Vec<Report>> {
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(OF_INCIDENT).bind(incident.uuid()).fetch_all(c).await?);
        rows.into_iter().map(Report::try_from).collect()
    }

    /// Submitted editions of a report, oldest first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn editions(&mut self, id: ReportId) -> Result<Vec<Edition>> {
        let rows =
            on!(self, c => sqlx::query_as::<_, StoredEdition>(EDITIONS).bind(id.uuid()).fetch_all(c).await?);
        Ok(rows.into_iter().map(Edition::from).collect())
    }

    /// All submitted editions, batch by batch, for verification.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn all_editions(&mut self, limit: i64, offset: i64) -> Result<Vec<Edition>> {
        let rows = on!(self, c => sqlx::query_as::<_, StoredEdition>(ALL_EDITIONS).bind(limit).bind(offset).fetch_all(c).await?);
        Ok(rows.into_iter().map(Edition::from).collect())
    }

    /// Deliveries of a report, all editions.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn deliveries(&mut self, id: ReportId) -> Result<Vec<Delivery>> {
        let rows = on!(self, c => sqlx::query_as::<_, StoredDelivery>(DELIVERIES).bind(id.uuid()).fetch_all(c).await?);
        rows.into_iter().map(Delivery::try_from).collect()
    }

    /// Deliveries of all reports of an incident.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn deliveries_of_incident(&mut self, id: IncidentId) -> Result<Vec<Delivery>> {
        let rows = on!(self, c => sqlx::query_as::<_, StoredDelivery>(DELIVERIES_OF_INCIDENT).bind(id.uuid()).fetch_all(c).await?);
        rows.into_iter().map(Delivery::try_from).collect()
    }
}

impl Tx {
    /// Begins a report.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_report(&mut self, r: &Report) -> Result<()> {
        let place = self.take_numbers("report-begun", 1).await?;
        on!(self, c => {
            sqlx::query(INSERT)
                .bind(r.id.uuid()).bind(r.number.as_ref().map(ToString::to_string)).bind(r.incident.uuid()).bind(r.kind.code())
                .bind(&r.ruleset).bind(&r.form).bind(r.state.code()).bind(r.body.uuid()).bind(Json(&r.values)).bind(r.edition)
                .bind(r.initial_report.map(ReportId::uuid)).bind(r.created_at.micros()).bind(place).execute(c).await?;
        });
        Ok(())
    }

    /// Changes a report under its version.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was changed meanwhile.
    #[boxed]
    pub async fn update_report(&mut self, r: &Report) -> Result<()> {
        let changed = on!(self, c => sqlx::query(UPDATE)
            .bind(r.id.uuid()).bind(r.number.as_ref().map(ToString::to_string)).bind(r.state.code()).bind(Json(&r.values))
            .bind(r.edition).bind(r.initial_report.map(ReportId::uuid)).bind(r.submitted_at.map(Moment::micros))
            .bind(&r.document_sha256).bind(&r.values_sha256).bind(r.version).execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }

    /// Stores a submitted edition; it is never changed.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_edition(&mut self, e: &Edition) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_EDITION)
                .bind(e.report.uuid()).bind(e.edition).bind(Json(&e.values)).bind(&e.values_sha256).bind(&e.document_sha256)
                .bind(&e.submitted_by).bind(e.submitted_at.micros()).execute(c).await?;
        });
        Ok(())
    }

    /// Delivers to an addressee.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_delivery(&mut self, d: &Delivery) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_DELIVERY)
                .bind(d.report.uuid()).bind(d.edition).bind(d.body.uuid()).bind(&d.role).bind(d.state.code())
                .bind(d.delivered_at.micros()).execute(c).await?;
        });
        Ok(())
    }

    /// Notes receipt or judgement of a delivery.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was judged meanwhile.
    #[boxed]
    pub async fn update_delivery(&mut self, d: &Delivery) -> Result<()> {
        let changed = on!(self, c => sqlx::query(UPDATE_DELIVERY)
            .bind(d.report.uuid()).bind(d.edition).bind(d.body.uuid()).bind(d.state.code())
            .bind(d.received_at.map(Moment::micros)).bind(d.judged_at.map(Moment::micros)).bind(&d.judged_by).bind(&d.reason)
            .execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }
}
