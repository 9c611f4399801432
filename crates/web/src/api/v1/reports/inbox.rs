//! The reports that the caller's body wrote or got.

use crate::api::answer::{self, Listing};
use crate::api::asked::{Asked, Caller, codes};
use crate::api::words::codes::{ReportKind, ReportState};
use crate::api::words::{Time, Uid};
use crate::{Fault, Outcome, Web};
use app::Error;
use app::domain::page::PageRequest;
use app::domain::{Moment, reports};
use app::reports::{ListReports, ReportTurn};
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// `judge`: delivered to the caller's body and not judged by it; `draft`: what it is still writing.
    waiting: Option<String>,
    /// States; none for all.
    #[serde(default)]
    #[param(value_type = Vec<ReportState>)]
    state: Vec<String>,
    /// One of the six kinds.
    #[param(value_type = Option<ReportKind>)]
    kind: Option<String>,
    /// Number of a report or incident, or words of the incident, with or without tone marks.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    q: String,
    /// From `next_cursor` of the page before.
    cursor: Option<i64>,
    /// Rows of a page, 1 to 200; 50 when left out.
    limit: Option<i64>,
}

/// A report in the list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct InboxLine {
    /// Id.
    id: Uid,
    /// Number, once it was submitted.
    number: Option<String>,
    /// Code of its kind.
    kind: String,
    /// Code of its state.
    state: String,
    /// Submitted editions.
    edition: i64,
    /// Number of the incident.
    incident: String,
    /// Title of the incident.
    incident_title: String,
    /// Name of the writing body.
    from: String,
    /// When begun.
    created_at: Time,
    /// When last submitted.
    submitted_at: Option<Time>,
    /// SHA-256 of the PDF submitted last.
    document_sha256: Option<String>,
    /// How the delivery to the caller's body stands; `null` when it is no addressee.
    delivery: Option<String>,
}

/// List reports.
///
/// Those the caller's body wrote or got, newest first; for callers who see everything, all that were submitted.
#[utoipa::path(
    get, path = "/api/v1/reports", tag = "reports", params(Wanted),
    responses((status = 200, description = "A page of reports.", body = Listing<InboxLine>,
        headers(("Link" = String, description = "Address of the next page, `rel=next` (RFC 8288).")))),
    security(("bearer" = ["incidents:read"]))
)]
pub(super) async fn inbox(State(web): State<Web>, caller: Caller, Asked(wanted): Asked<Wanted>) -> Outcome {
    let turn = match wanted.waiting.as_deref() {
        None => None,
        Some("judge") => Some(ReportTurn::ToJudge),
        Some("draft") => Some(ReportTurn::ToWrite),
        Some(_) => return Err(Fault(Error::field("waiting", "unknown_option"))),
    };
    let command = ListReports {
        turn,
        states: codes::<reports::ReportState>("state", wanted.state)?,
        kind: codes::<reports::ReportKind>("kind", wanted.kind.into_iter().collect())?.pop(),
        query: wanted.q,
        page: PageRequest::new(wanted.cursor, wanted.limit),
    };
    let page = app::reports::inbox(&web.app, caller.op(), command).await?;
    let page = page.map(|row| InboxLine {
        id: row.id.into(),
        number: row.number,
        kind: row.kind,
        state: row.state,
        edition: row.edition,
        incident: row.incident_number,
        incident_title: row.title,
        from: row.from_name,
        created_at: Moment::from_micros(row.created_at).into(),
        submitted_at: row.submitted_at.map(|micros| Moment::from_micros(micros).into()),
        document_sha256: row.document_sha256,
        delivery: row.delivery_state,
    });
    Ok(answer::page(&caller.0, page))
}
