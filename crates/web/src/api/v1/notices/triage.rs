//! What officers do with a notice.

use crate::api::answer;
use crate::api::asked::Caller;
use crate::api::body::Body;
use crate::api::v1::messages::{NewMessage, WrittenMessage};
use crate::api::words::codes::{Environment, Verdict};
use crate::api::words::{Time, Uid};
use crate::{Outcome, Web};
use app::notices::{Confirm, VerifySender};
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A question to the sender.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"question": "Đề nghị gửi nhật ký truy cập của máy chủ."}))]
pub(super) struct Question {
    /// The question.
    question: String,
}

/// A check of the sender.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"method": "call-back", "verdict": "verified", "note": "Gọi lại số trong danh bạ."}))]
pub(super) struct SenderCheck {
    /// How, a code of list `verification-methods`.
    #[schema(example = "call-back")]
    method: String,
    /// What it showed.
    verdict: Verdict,
    /// In words.
    #[serde(default)]
    note: String,
}

/// Why a notice is rejected.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Thư quảng cáo."}))]
pub(super) struct Rejection {
    /// Reason; the sender reads it.
    reason: String,
}

/// The notice that speaks for this one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"into": "TB-2026-000122"}))]
pub(super) struct MergeInto {
    /// Number of the other notice.
    #[schema(example = "TB-2026-000120")]
    into: String,
}

/// What the officer sets when confirming.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Trang chủ bị thay đổi nội dung", "environment": "internet", "level": 3}))]
pub(super) struct Confirmation {
    /// Title of the incident; empty takes the notice's subject.
    #[serde(default)]
    title: String,
    /// When it was detected; absent takes the notice's word, else its arrival.
    detected_at: Option<Time>,
    /// Id of the affected system, when it is in the register.
    system: Option<Uid>,
    /// Name of the system, when it is not in the register.
    #[serde(default)]
    system_name: String,
    /// Id of the operator, when there is no system in the register.
    operator: Option<Uid>,
    /// Id of the owner, when there is no system in the register.
    owner: Option<Uid>,
    /// Level of the system, 1 to 5, when there is none in the register.
    #[schema(minimum = 1, maximum = 5)]
    level: Option<i64>,
    /// Where it happened.
    environment: Environment,
}

/// The incident a notice became.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConfirmedIncident {
    /// Number of the incident.
    #[schema(example = "VN-2026-000123")]
    incident: String,
}

/// The incident a notice tells of.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"incident": "VN-2026-000045"}))]
pub(super) struct JoinIncident {
    /// Number of the incident.
    incident: String,
}

/// Take a notice.
///
/// The caller answers for it from now on. Refusal: `notice.already_decided`.
#[utoipa::path(
    post, path = "/api/v1/notices/{number}/take", tag = "notices",
    responses((status = 204, description = "Taken.")), security(("bearer" = ["notices:triage"]))
)]
pub(super) async fn take(State(web): State<Web>, caller: Caller, Path(number): Path<String>) -> Outcome {
    app::notices::take(&web.app, caller.op(), &number).await?;
    Ok(answer::done())
}

/// Ask the sender back.
///
/// The question is mailed; the notice waits in state `asked`. Refusals: `notice.not_taken`, `notice.already_decided`.
#[utoipa::path(
    post, path = "/api/v1/notices/{number}/ask", tag = "notices", request_body = Question,
    responses((status = 204, description = "Asked.")), security(("bearer" = ["notices:triage"]))
)]
pub(super) async fn ask(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<Question>,
) -> Outcome {
    app::notices::ask_back(&web.app, caller.op(), &number, &body.question).await?;
    Ok(answer::done())
}

/// Record a check of the sender.
///
/// Who checked, how, when and with which verdict stays on record (draft circular, article 5.2).
#[utoipa::path(
    post, path = "/api/v1/notices/{number}/verify", tag = "notices", request_body = SenderCheck,
    responses((status = 204, description = "Recorded.")), security(("bearer" = ["notices:triage"]))
)]
pub(super) async fn verify(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<SenderCheck>,
) -> Outcome {
    let check = VerifySender { number, method: body.method, verdict: body.verdict.0, note: body.note };
    app::notices::verify_sender(&web.app, caller.op(), check).await?;
    Ok(answer::done())
}

/// Reject a notice.
///
/// Refusals: `notice.not_taken`, `notice.already_decided`, `notice.reason_missing`.
#[utoipa::path(
    post, path = "/api/v1/notices/{number}/reject", tag = "notices", request_body = Rejection,
    responses((status = 204, description = "Rejected.")), security(("bearer" = ["notices:triage"]))
)]
pub(super) async fn reject(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<Rejection>,
) -> Outcome {
    app::notices::reject(&web.app, caller.op(), &number, &body.reason).await?;
    Ok(answer::done())
}

/// Merge a notice into another.
///
/// Its number goes on working. Refusals: `notice.not_taken`, `notice.already_decided`, `notice.merge_with_itself`,
/// `notice.merge_target_merged`.
#[utoipa::path(
    post, path = "/api/v1/notices/{number}/merge", tag = "notices", request_body = MergeInto,
    responses((status = 204, description = "Merged.")), security(("bearer" = ["notices:triage"]))
)]
pub(super) async fn merge(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<MergeInto>,
) -> Outcome {
    app::notices::merge(&web.app, caller.op(), &number, &body.into).await?;
    Ok(answer::done())
}

/// Confirm a notice as a new incident.
///
/// Parties, steps of the process and clocks start with it. Refusals: `notice.not_taken`, `notice.already_decided`.
#[utoipa::path(
    post, path = "/api/v1/notices/{number}/confirm", tag = "notices", request_body = Confirmation,
    responses((status = 201, description = "The incident.", body = ConfirmedIncident,
        headers(("Location" = String, description = "The incident.")))),
    security(("bearer" = ["notices:triage"]))
)]
pub(super) async fn confirm(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<Confirmation>,
) -> Outcome {
    let command = Confirm {
        number,
        title: body.title,
        detected_at: body.detected_at.map(|time| time.0),
        system: body.system.map(|id| id.read("system")).transpose()?,
        system_name: body.system_name,
        operator: body.operator.map(|id| id.read("operator")).transpose()?,
        owner: body.owner.map(|id| id.read("owner")).transpose()?,
        level: body.level,
        environment: body.environment.0,
    };
    let incident = app::notices::confirm(&web.app, caller.op(), command).await?.incident.to_string();
    let location = format!("/api/v1/incidents/{incident}");
    Ok(answer::created(&ConfirmedIncident { incident }, &location))
}

/// Confirm a notice as telling of a known incident.
///
/// Refusals: `notice.not_taken`, `notice.already_decided`.
#[utoipa::path(
    post, path = "/api/v1/notices/{number}/join", tag = "notices", request_body = JoinIncident,
    responses((status = 204, description = "Joined.")), security(("bearer" = ["notices:triage"]))
)]
pub(super) async fn join(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<JoinIncident>,
) -> Outcome {
    app::notices::join_incident(&web.app, caller.op(), &number, &body.incident).await?;
    Ok(answer::done())
}

/// Write a message on a notice.
///
/// Shared messages of officers are mailed to the sender; internal notes need the right `notices:triage`.
#[utoipa::path(
    post, path = "/api/v1/notices/{number}/messages", tag = "notices", request_body = NewMessage,
    responses((status = 201, description = "Written.", body = WrittenMessage,
        headers(("Location" = String, description = "The notice.")))),
    security(("bearer" = ["notices:read"]))
)]
pub(super) async fn message(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<NewMessage>,
) -> Outcome {
    let location = format!("/api/v1/notices/{number}");
    let id = app::notices::write_message(&web.app, caller.op(), body.on(number)?).await?;
    Ok(answer::created(&WrittenMessage { id: id.into() }, &location))
}
