//! The list of reports as one body finds them: its own, those delivered to it, or all.

use crate::conn::on;
use crate::restriction::hide_incidents;
use crate::{Conn, Result, boxed, dialect, row};
use domain::BodyId;
use domain::access::Reader;
use domain::page::{Page, PageRequest};
use sqlx::QueryBuilder;
use uuid::Uuid;

const LIST: &str = "SELECT r.seq, r.id, r.number, r.kind, r.state, r.edition, r.created_at, r.submitted_at, r.document_sha256, \
                    i.number AS incident_number, i.title, b.name AS from_name, d.state AS delivery_state, d.delivered_at \
                    FROM report r JOIN incident i ON i.id = r.incident_id JOIN body b ON b.id = r.body_id \
                    LEFT JOIN report_delivery d ON d.report_id = r.id AND d.edition = r.edition AND d.body_id = ";

row! {
    /// A report in a list.
    #[derive(Debug, Clone)]
    pub struct FoundReport {
        /// Place in the list.
        pub seq: i64,
        /// The report.
        pub id: Uuid,
        /// Its number, once submitted.
        pub number: Option<String>,
        /// Kind code.
        pub kind: String,
        /// State code.
        pub state: String,
        /// Edition; 0 before it was submitted.
        pub edition: i64,
        /// When it was begun, in microseconds.
        pub created_at: i64,
        /// When it was last submitted, in microseconds.
        pub submitted_at: Option<i64>,
        /// SHA-256 of its PDF.
        pub document_sha256: Option<String>,
        /// Number of the incident.
        pub incident_number: String,
        /// Title of the incident.
        pub title: String,
        /// Reporting body.
        pub from_name: String,
        /// How the delivery of the current edition to the reading body stands; none when it is no addressee.
        pub delivery_state: Option<String>,
        /// When it was delivered there, in microseconds.
        pub delivered_at: Option<i64>,
    }
}

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportTurn {
    /// Delivered to the reading body and not judged by it yet.
    ToJudge,
    /// Drafts of the reading body, and what came back to it.
    ToWrite,
}

/// What a list of reports is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct ReportFilter {
    /// The reading body.
    pub reader: Option<BodyId>,
    /// Not only what the reading body wrote or got.
    pub everything: bool,
    /// Whose turn it is.
    pub turn: Option<ReportTurn>,
    /// State codes; empty for all.
    pub states: Vec<String>,
    /// Kind code.
    pub kind: Option<String>,
    /// A number of a report or an incident, as typed.
    pub number: String,
    /// Folded words of the incident.
    pub words: Vec<String>,
    /// Whose eyes the list is for; what belongs to a restricted incident is left out.
    pub eyes: Reader,
}

impl Conn {
    /// A page of reports, newest first. Drafts are shown to their writers alone.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn list_reports(
        &mut self,
        filter: &ReportFilter,
        request: PageRequest,
    ) -> Result<Page<FoundReport>> {
        let postgres = self.postgres();
        let words = dialect::query(&filter.words, postgres);
        let (has_words, has_words_end) = if postgres {
            (dialect::postgres::INCIDENT_HAS_WORDS, dialect::postgres::HAS_WORDS_END)
        } else {
            (dialect::sqlite::INCIDENT_HAS_WORDS, dialect::sqlite::HAS_WORDS_END)
        };
        let reader = filter.reader.map_or(Uuid::nil(), BodyId::uuid);
        let rows = on!(self, c => {
            let mut q = QueryBuilder::new(LIST);
            q.push_bind(reader).push(" WHERE (r.submitted_at IS NOT NULL OR r.body_id = ").push_bind(reader).push(")");
            if !filter.everything {
                q.push(" AND r.id IN (SELECT o.id FROM report o WHERE o.body_id = ").push_bind(reader);
                q.push(" UNION SELECT o.report_id FROM report_delivery o WHERE o.body_id = ").push_bind(reader).push(")");
            }
            match filter.turn {
                Some(ReportTurn::ToJudge) => { q.push(" AND d.state IN ('delivered', 'received')"); }
                Some(ReportTurn::ToWrite) => {
                    q.push(" AND r.state IN ('draft', 'returned') AND r.body_id = ").push_bind(reader);
                }
                None => {}
            }
            if !filter.states.is_empty() {
                q.push(" AND r.state IN (");
                let mut list = q.separated(", ");
                for state in &filter.states {
                    list.push_bind(state);
                }
                q.push(")");
            }
            if let Some(kind) = &filter.kind {
                q.push(" AND r.kind = ").push_bind(kind);
            }
            if let Some(words) = &words {
                q.push(" AND (r.number = ").push_bind(&filter.number).push(" OR i.number = ").push_bind(&filter.number);
                q.push(" OR ").push(has_words).push_bind(words).push(has_words_end).push(")");
            }
            hide_incidents(&mut q, "r.incident_id", &filter.eyes);
            if let Some(before) = request.before {
                q.push(" AND r.seq < ").push_bind(before);
            }
            q.push(" ORDER BY r.seq DESC LIMIT ").push_bind(request.rows + 1);
            q.build_query_as::<FoundReport>().fetch_all(c).await?
        });
        Ok(Page::cut(rows, request, |r| r.seq))
    }
}
