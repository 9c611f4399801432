//! The two ends of an incident, and opening it again.

use crate::api::answer;
use crate::api::asked::Caller;
use crate::api::body::Body;
use crate::api::words::Time;
use crate::{Outcome, Web};
use app::incidents::EndResponse;
use axum::extract::{Path, State};
use serde::Deserialize;
use utoipa::ToSchema;

/// The two moments without which nothing ends.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"fixed_at": "2026-11-23T15:00:00+07:00", "normal_at": "2026-11-23T16:00:00+07:00"}))]
pub(super) struct End {
    /// When it was fixed.
    fixed_at: Option<Time>,
    /// When the system was back to normal work.
    normal_at: Option<Time>,
}

/// Why an incident is opened again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Mã độc xuất hiện trở lại."}))]
pub(super) struct Reopening {
    /// Reason.
    reason: String,
}

/// Declare the response ended.
///
/// Fixed and back to normal (decision 1088/QĐ-UBND, article 12.3); the closing clock starts. Refusals:
/// `incident.not_open`, `incident.not_fixed_and_normal`, `incident.recovery_not_confirmed`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/end", tag = "incidents", request_body = End,
    responses((status = 204, description = "Ended.")), security(("bearer" = ["incidents:end"]))
)]
pub(super) async fn end(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<End>,
) -> Outcome {
    let command = EndResponse {
        number,
        fixed_at: body.fixed_at.map(|time| time.0),
        normal_at: body.normal_at.map(|time| time.0),
    };
    app::incidents::end_response(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

/// Record an incident as closed.
///
/// Only after the closing report is accepted (draft circular, article 11.1.c). Refusals: `incident.already_closed`,
/// `incident.not_ended`, `incident.closing_report_missing`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/close", tag = "incidents",
    responses((status = 204, description = "Recorded.")), security(("bearer" = ["incidents:close"]))
)]
pub(super) async fn close(State(web): State<Web>, caller: Caller, Path(number): Path<String>) -> Outcome {
    app::incidents::record_closed(&web.app, caller.op(), &number).await?;
    Ok(answer::done())
}

/// Open an incident again.
///
/// Its history stays. Refusals: `incident.not_closed`, `incident.reason_missing`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/reopen", tag = "incidents", request_body = Reopening,
    responses((status = 204, description = "Open again.")), security(("bearer" = ["incidents:close"]))
)]
pub(super) async fn reopen(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<Reopening>,
) -> Outcome {
    app::incidents::reopen(&web.app, caller.op(), &number, &body.reason).await?;
    Ok(answer::done())
}
