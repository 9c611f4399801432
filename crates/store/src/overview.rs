//! What stands on the first page after sign-in: counts and short lists, each bounded.

use crate::conn::on;
use crate::restriction::{hide_incidents, hide_notices};
use crate::{Conn, Result, boxed, row};
use domain::access::Reader;
use domain::{BodyId, Moment};
use sqlx::QueryBuilder;
use uuid::Uuid;

const INBOX: &str = "SELECT r.id, r.number, r.kind, i.number AS incident_number, i.title, d.delivered_at, b.name AS from_name \
                     FROM report_delivery d JOIN report r ON r.id = d.report_id AND r.edition = d.edition \
                     JOIN incident i ON i.id = r.incident_id JOIN body b ON b.id = r.body_id \
                     WHERE d.state IN ('delivered', 'received') AND d.body_id = ";
const DRAFTS: &str = "SELECT r.id, r.number, r.kind, i.number AS incident_number, i.title, r.created_at AS delivered_at, b.name AS from_name \
                      FROM report r JOIN incident i ON i.id = r.incident_id JOIN body b ON b.id = r.body_id \
                      WHERE r.state IN ('draft', 'returned') AND r.body_id = ";
const STATES: &str = "SELECT n.state, COUNT(*) FROM notice n WHERE n.state IN ('received', 'taken', 'asked')";

const DUE: &str = "SELECT i.number, i.title, i.severity, k.id, k.due_at, k.due_kind, k.detail->>'cite' AS cite, k.detail->>'title' AS title_json, \
                   k.ruleset FROM clock_run k JOIN incident i ON i.id = k.incident_id";
const RUNNING: &str = " WHERE k.state = 'running' AND k.due_kind <> 'open' AND k.due_at > ";
const UNTIL: &str = " AND k.due_at <= ";
const OF_BODY: &str = " AND k.incident_id IN (SELECT p.incident_id FROM incident_party p WHERE p.until IS NULL AND p.body_id = ";

row! {
    /// A clock that is due or overdue.
    #[derive(Debug, Clone)]
    pub struct DueClock {
        /// Number of the incident.
        pub number: String,
        /// Its title.
        pub title: String,
        /// Its severity code.
        pub severity: String,
        /// The clock.
        pub id: Uuid,
        /// Last moment, in microseconds.
        pub due_at: i64,
        /// `law` or `policy`.
        pub due_kind: String,
        /// Citation.
        pub cite: Option<String>,
        /// Title of the clock, both languages, as JSON.
        pub title_json: Option<String>,
        /// Ruleset.
        pub ruleset: String,
    }
}

row! {
    /// A report waiting for judgement, or a draft waiting for its writer.
    #[derive(Debug, Clone)]
    pub struct InboxReport {
        /// The report.
        pub id: Uuid,
        /// Its number, once submitted.
        pub number: Option<String>,
        /// Kind code.
        pub kind: String,
        /// Number of the incident.
        pub incident_number: String,
        /// Title of the incident.
        pub title: String,
        /// Delivered, or begun for a draft; in microseconds.
        pub delivered_at: i64,
        /// Reporting body.
        pub from_name: String,
    }
}

impl Conn {
    /// Running clocks whose last moment lies after `after` and not after `until`, the earliest first; bounded to a body's
    /// incidents. With them, how many there are in all.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn due_clocks(
        &mut self,
        after: Moment,
        until: Moment,
        of_body: Option<BodyId>,
        reader: Reader,
        limit: i64,
    ) -> Result<(Vec<DueClock>, i64)> {
        let clocks = on!(self, c => {
            let mut q = QueryBuilder::new(DUE);
            q.push(RUNNING).push_bind(after.micros()).push(UNTIL).push_bind(until.micros());
            if let Some(body) = of_body {
                q.push(OF_BODY).push_bind(body.uuid()).push(")");
            }
            hide_incidents(&mut q, "k.incident_id", &reader);
            q.push(" ORDER BY k.due_at LIMIT ").push_bind(limit);
            q.build_query_as::<DueClock>().fetch_all(c).await?
        });
        let count = on!(self, c => {
            let mut q = QueryBuilder::new("SELECT COUNT(*) FROM clock_run k");
            q.push(RUNNING).push_bind(after.micros()).push(UNTIL).push_bind(until.micros());
            if let Some(body) = of_body {
                q.push(OF_BODY).push_bind(body.uuid()).push(")");
            }
            hide_incidents(&mut q, "k.incident_id", &reader);
            q.build_query_scalar::<i64>().fetch_one(c).await?
        });
        Ok((clocks, count))
    }

    /// Reports delivered to a body and not judged yet.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn reports_to_judge(
        &mut self,
        body: BodyId,
        reader: Reader,
        limit: i64,
    ) -> Result<Vec<InboxReport>> {
        self.reports_waiting(INBOX, " ORDER BY d.delivered_at LIMIT ", body, reader, limit).await
    }

    /// Drafts and returned reports of a body.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn report_drafts(
        &mut self,
        body: BodyId,
        reader: Reader,
        limit: i64,
    ) -> Result<Vec<InboxReport>> {
        self.reports_waiting(DRAFTS, " ORDER BY r.created_at LIMIT ", body, reader, limit).await
    }

    async fn reports_waiting(
        &mut self,
        select: &'static str,
        order: &'static str,
        body: BodyId,
        reader: Reader,
        limit: i64,
    ) -> Result<Vec<InboxReport>> {
        Ok(on!(self, c => {
            let mut q = QueryBuilder::new(select);
            q.push_bind(body.uuid());
            hide_incidents(&mut q, "r.incident_id", &reader);
            q.push(order).push_bind(limit);
            q.build_query_as::<InboxReport>().fetch_all(c).await?
        }))
    }

    /// Undecided notices by state, of all or of one body.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn open_notice_counts(
        &mut self,
        of_body: Option<BodyId>,
        reader: Reader,
    ) -> Result<Vec<(String, i64)>> {
        Ok(on!(self, c => {
            let mut q = QueryBuilder::new(STATES);
            if let Some(body) = of_body {
                q.push(" AND (n.handled_by_id = ").push_bind(body.uuid());
                q.push(" OR n.sender_body_id = ").push_bind(body.uuid()).push(")");
            }
            hide_notices(&mut q, "n.id", &reader);
            q.push(" GROUP BY n.state");
            q.build_query_as::<(String, i64)>().fetch_all(c).await?
        }))
    }
}
