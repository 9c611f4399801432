//! Writing, submitting and judging reports.

use super::show::{DeliveryShown, told};
use crate::api::answer;
use crate::api::asked::{Caller, Seen, id};
use crate::api::body::Body;
use crate::api::problem::FieldError;
use crate::api::words::Uid;
use crate::api::words::codes::{ReportKind, ReportState};
use crate::{Outcome, Web};
use app::domain::ReportId;
use app::reports::{Begin, Judge, Save, Submit};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A report to begin.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "situation"}))]
pub(super) struct NewReport {
    /// Which of the six.
    kind: ReportKind,
    /// Id of the ruleset whose form is wanted; absent takes that of the incident's process, else that of the deployment.
    ruleset: Option<String>,
}

/// A report that was begun.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BegunReport {
    /// Id.
    id: Uid,
}

/// Values to keep.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"values": {}}))]
pub(super) struct NewValues {
    /// All values by field key; they replace those before. Their JSON Schema is at `/api/v1/reports/{id}/schema`.
    #[schema(value_type = Object)]
    values: law::Values,
}

/// What was kept.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SavedValues {
    /// The version to save under next.
    version: i64,
    /// What is wrong with the values; they are kept all the same.
    problems: Vec<FieldError>,
}

/// A submitted edition and its way.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SubmittedReport {
    /// Number of the report.
    number: String,
    /// The edition, from 1.
    edition: i64,
    /// SHA-256 of the PDF.
    document_sha256: String,
    /// Deliveries of this edition.
    deliveries: Vec<DeliveryShown>,
}

/// A judgement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"edition": 1, "accept": false, "reason": "Thiếu biện pháp đã triển khai."}))]
pub(super) struct NewJudgement {
    /// The edition that was read; another one in its place is a conflict (409). Left out: the current one, whichever it is.
    #[serde(default)]
    edition: Option<i64>,
    /// Accepted; else returned for revision.
    accept: bool,
    /// Why; must be given for a return.
    #[serde(default)]
    reason: String,
}

/// How a report stands after a judgement.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct JudgedReport {
    /// How it stands.
    state: ReportState,
}

/// Whether receipt was noted.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReceivedReport {
    /// Noted now; false when the caller's body is no addressee or has received it before.
    noted: bool,
}

/// Begin a report.
///
/// The form of its kind, filled with what the record knows; a report of that kind which the caller's body is still writing
/// is gone on with. Refusals: `law.no_form`, `incident.already_closed`, `report.initial_report_missing`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/reports", tag = "reports", request_body = NewReport,
    responses((status = 201, description = "The report.", body = BegunReport,
        headers(("Location" = String, description = "The report.")))),
    security(("bearer" = ["reports:write"]))
)]
pub(super) async fn begin(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<NewReport>,
) -> Outcome {
    let command = Begin { incident: number, kind: body.kind.0, ruleset: body.ruleset };
    let report = app::reports::begin(&web.app, caller.op(), command).await?;
    Ok(answer::created(&BegunReport { id: report.into() }, &format!("/api/v1/reports/{report}")))
}

/// Keep the values of a report.
///
/// What is wrong with them is told and they are kept all the same; a stale version is a conflict (409). Refusals:
/// `report.submitted_already`, `attachment.unknown`, `incident.already_closed`.
#[utoipa::path(
    put, path = "/api/v1/reports/{id}/values", tag = "reports", request_body = NewValues,
    params(("If-Match" = String, Header, description = "The version seen, as in `ETag`.")),
    responses((status = 200, description = "Kept.", body = SavedValues,
        headers(("ETag" = String, description = "The version to save under next.")))),
    security(("bearer" = ["reports:write"]))
)]
pub(super) async fn values(
    State(web): State<Web>,
    caller: Caller,
    Path(report): Path<String>,
    Seen(version): Seen,
    Body(body): Body<NewValues>,
) -> Outcome {
    let command = Save { report: id(&report)?, version, values: body.values };
    let saved = app::reports::save(&web.app, caller.op(), command).await?;
    let shown = SavedValues { version: saved.version, problems: told(&web, &caller.0, saved.problems) };
    Ok(answer::versioned(&shown, shown.version))
}

/// Submit a report.
///
/// Checked whole, numbered, printed, delivered to every addressee with proof; what was submitted never changes. Refusals:
/// `report.submitted_already`, `report.no_addressee`, `incident.already_closed`, `incident.not_ended`.
#[utoipa::path(
    post, path = "/api/v1/reports/{id}/submit", tag = "reports",
    params(("If-Match" = String, Header, description = "The version seen, as in `ETag`.")),
    responses((status = 200, description = "Submitted.", body = SubmittedReport),
        (status = 422, description = "Fields to mend; `errors` names each.", body = crate::api::problem::Problem, content_type = "application/problem+json")),
    security(("bearer" = ["reports:write"]))
)]
pub(super) async fn submit(
    State(web): State<Web>,
    caller: Caller,
    Path(report): Path<String>,
    Seen(version): Seen,
) -> Outcome {
    let submitted =
        app::reports::submit(&web.app, caller.op(), Submit { report: id(&report)?, version }).await?;
    let shown = SubmittedReport {
        number: submitted.number.to_string(),
        edition: submitted.edition,
        document_sha256: submitted.document_sha256,
        deliveries: submitted.deliveries.into_iter().map(DeliveryShown::from).collect(),
    };
    Ok(Json(shown).into_response())
}

/// Acknowledge receipt of a report.
///
/// Notes that somebody of the addressee has it. Nothing happens when the caller's body is no addressee.
#[utoipa::path(
    post, path = "/api/v1/reports/{id}/receive", tag = "reports",
    responses((status = 200, description = "Whether it was noted now.", body = ReceivedReport)),
    security(("bearer" = ["incidents:read"]))
)]
pub(super) async fn receive(State(web): State<Web>, caller: Caller, Path(report): Path<String>) -> Outcome {
    let noted = app::reports::receive(&web.app, caller.op(), id::<ReportId>(&report)?).await?;
    Ok(Json(ReceivedReport { noted }).into_response())
}

/// Accept a report, or return it for revision.
///
/// Refusals: `report.not_an_addressee`, `report.not_submitted`, `report.decided_already`, `report.reason_missing`,
/// `incident.already_closed`.
#[utoipa::path(
    post, path = "/api/v1/reports/{id}/judge", tag = "reports", request_body = NewJudgement,
    responses((status = 200, description = "How the report stands now.", body = JudgedReport)),
    security(("bearer" = ["reports:judge"]))
)]
pub(super) async fn judge(
    State(web): State<Web>,
    caller: Caller,
    Path(report): Path<String>,
    Body(body): Body<NewJudgement>,
) -> Outcome {
    let command =
        Judge { report: id(&report)?, edition: body.edition, accept: body.accept, reason: body.reason };
    let state = app::reports::judge(&web.app, caller.op(), command).await?;
    Ok(Json(JudgedReport { state: state.into() }).into_response())
}
