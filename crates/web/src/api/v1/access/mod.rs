//! Why one sees a record, and who sees a restricted one, for programs.

mod shown;
mod write;

use crate::Listed;
use crate::api::asked::{Caller, id};
use crate::{Outcome, Web};
use app::restriction::{RecordKind, show_access};
use app::why::{why_incident, why_notice, why_report};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use shown::{AccessShown, WhyShown};
use utoipa::OpenApi;

/// The operations of this folder.
#[derive(OpenApi)]
#[openapi(paths(
    incident_why,
    notice_why,
    report_why,
    incident_access,
    notice_access,
    write::name_on_incident,
    write::withdraw_from_incident,
    write::except,
    write::name_on_notice,
    write::withdraw_from_notice,
    write::restrict
))]
pub(super) struct Document;

pub(super) fn routes(listed: &mut Listed) {
    listed
        .get("/api/v1/incidents/{number}/why", incident_why)
        .get("/api/v1/notices/{number}/why", notice_why)
        .get("/api/v1/reports/{id}/why", report_why)
        .get("/api/v1/incidents/{number}/access", incident_access)
        .post("/api/v1/incidents/{number}/access/name", write::name_on_incident)
        .post("/api/v1/incidents/{number}/access/withdraw", write::withdraw_from_incident)
        .post("/api/v1/incidents/{number}/access/except", write::except)
        .get("/api/v1/notices/{number}/access", notice_access)
        .post("/api/v1/notices/{number}/access/name", write::name_on_notice)
        .post("/api/v1/notices/{number}/access/withdraw", write::withdraw_from_notice)
        .post("/api/v1/notices/{number}/access/restrict", write::restrict);
}

/// Say why one sees an incident.
#[utoipa::path(
    get, path = "/api/v1/incidents/{number}/why", tag = "incidents",
    responses((status = 200, description = "The grounds.", body = WhyShown)),
    security(("bearer" = ["incidents:read"]))
)]
async fn incident_why(State(web): State<Web>, caller: Caller, Path(number): Path<String>) -> Outcome {
    Ok(Json(WhyShown::from(why_incident(&web.app, caller.op(), &number).await?)).into_response())
}

/// Say why one sees a notice.
#[utoipa::path(
    get, path = "/api/v1/notices/{number}/why", tag = "notices",
    responses((status = 200, description = "The grounds.", body = WhyShown)),
    security(("bearer" = ["notices:read"]))
)]
async fn notice_why(State(web): State<Web>, caller: Caller, Path(number): Path<String>) -> Outcome {
    Ok(Json(WhyShown::from(why_notice(&web.app, caller.op(), &number).await?)).into_response())
}

/// Say why one sees a report.
#[utoipa::path(
    get, path = "/api/v1/reports/{id}/why", tag = "reports",
    responses((status = 200, description = "The grounds.", body = WhyShown)),
    security(("bearer" = ["incidents:read"]))
)]
async fn report_why(State(web): State<Web>, caller: Caller, Path(report): Path<String>) -> Outcome {
    Ok(Json(WhyShown::from(why_report(&web.app, caller.op(), id(&report)?).await?)).into_response())
}

/// Show who sees an incident.
///
/// Persons named while it is restricted; for those who name persons also who could be named, and who read it.
#[utoipa::path(
    get, path = "/api/v1/incidents/{number}/access", tag = "incidents",
    responses((status = 200, description = "Who sees it.", body = AccessShown)),
    security(("bearer" = ["incidents:read"]))
)]
async fn incident_access(State(web): State<Web>, caller: Caller, Path(number): Path<String>) -> Outcome {
    let view = show_access(&web.app, caller.op(), RecordKind::Incident, &number).await?;
    Ok(Json(AccessShown::from(view)).into_response())
}

/// Show who sees a notice.
///
/// Persons named while it is restricted; for those who name persons also who could be named, and who read it.
#[utoipa::path(
    get, path = "/api/v1/notices/{number}/access", tag = "notices",
    responses((status = 200, description = "Who sees it.", body = AccessShown)),
    security(("bearer" = ["notices:read"]))
)]
async fn notice_access(State(web): State<Web>, caller: Caller, Path(number): Path<String>) -> Outcome {
    let view = show_access(&web.app, caller.op(), RecordKind::Notice, &number).await?;
    Ok(Json(AccessShown::from(view)).into_response())
}
