//! Acts on shifts, for programs.

use super::GapShown;
use crate::api::answer::{self, Listing};
use crate::api::asked::{self, Caller, Seen};
use crate::api::body::Body;
use crate::api::words::{Time, Uid};
use crate::{Fault, Outcome, Web};
use app::Error;
use app::domain::duty::DutyLine;
use app::duty::{
    AddShift, Publish, Substitute, Who, acknowledge as read, add_shift, hand_over as write, publish_month,
    remove_shift, substitute as change,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A shift to plan.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"line": "normal", "from": "2027-01-05T07:00:00+07:00", "until": "2027-01-05T19:00:00+07:00",
    "name": "Nguyễn Văn Mẫu", "phone": "0000 000 009"}))]
pub(super) struct NewShift {
    /// `normal` or `severe`.
    line: String,
    /// First moment.
    from: Time,
    /// First moment no longer.
    until: Time,
    /// Sign-in name of somebody of the body.
    login: Option<String>,
    /// Name, for somebody without an account.
    #[serde(default)]
    name: String,
    /// Telephone on duty.
    #[serde(default)]
    phone: String,
}

/// Somebody who comes instead.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Nguyễn Văn Mẫu", "reason": "Ốm"}))]
pub(super) struct NewSubstitute {
    /// Sign-in name of somebody of the body.
    login: Option<String>,
    /// Name, for somebody without an account.
    #[serde(default)]
    name: String,
    /// Telephone on duty.
    #[serde(default)]
    phone: String,
    /// Why.
    reason: String,
}

/// A note to the next shift.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "Đang chờ nhà mạng trả lời."}))]
pub(super) struct Note {
    /// The words.
    text: String,
}

/// A month to publish.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"line": "normal", "month": "2027-01", "reason": ""}))]
pub(super) struct NewMonth {
    /// `normal` or `severe`.
    line: String,
    /// The month.
    #[schema(example = "2026-11")]
    month: String,
    /// Why it may stand with gaps.
    #[serde(default)]
    reason: String,
}

/// The id of a shift.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ShiftMade {
    /// Its id.
    id: Uid,
}

/// Plan a shift.
///
/// Refusals: `duty.overlap`, `duty.empty_shift`, `duty.too_long`.
#[utoipa::path(
    post, path = "/api/v1/duty/{key}/shifts", tag = "network", request_body = NewShift,
    responses((status = 201, description = "Planned.", body = ShiftMade)), security(("bearer" = ["duty:plan"]))
)]
pub(super) async fn add(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<String>,
    Body(body): Body<NewShift>,
) -> Outcome {
    let place = format!("/api/v1/duty/{key}");
    let command = AddShift {
        body_key: key,
        line: line(&body.line)?,
        from: body.from.0,
        until: body.until.0,
        who: Who { login: body.login, name: body.name, phone: body.phone },
    };
    let made = add_shift(&web.app, caller.op(), command).await?;
    Ok(answer::created(&ShiftMade { id: made.into() }, &place))
}

/// Take a shift out that has not begun.
#[utoipa::path(
    delete, path = "/api/v1/shifts/{id}", tag = "network",
    params(("If-Match" = String, Header, description = "The version seen.")),
    responses((status = 204, description = "Taken out.")), security(("bearer" = ["duty:plan"]))
)]
pub(super) async fn remove(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    Seen(version): Seen,
) -> Outcome {
    remove_shift(&web.app, caller.op(), asked::id(&id)?, version).await?;
    Ok(answer::done())
}

/// Say who comes instead.
#[utoipa::path(
    post, path = "/api/v1/shifts/{id}/substitute", tag = "network", request_body = NewSubstitute,
    params(("If-Match" = String, Header, description = "The version seen.")),
    responses((status = 204, description = "Changed.")), security(("bearer" = ["duty:serve"]))
)]
pub(super) async fn substitute(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    Seen(version): Seen,
    Body(body): Body<NewSubstitute>,
) -> Outcome {
    let who = Who { login: body.login, name: body.name, phone: body.phone };
    let command = Substitute { shift: asked::id(&id)?, version, who, reason: body.reason };
    change(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

/// Hand a shift over.
///
/// Refusals: `duty.not_on_duty`, `duty.not_begun`, `duty.handover_read`.
#[utoipa::path(
    post, path = "/api/v1/shifts/{id}/hand-over", tag = "network", request_body = Note,
    responses((status = 204, description = "Written.")), security(("bearer" = ["duty:serve"]))
)]
pub(super) async fn hand_over(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    Body(body): Body<Note>,
) -> Outcome {
    write(&web.app, caller.op(), asked::id(&id)?, &body.text).await?;
    Ok(answer::done())
}

/// Say that the note of a shift was read.
///
/// Refusals: `duty.not_next_officer`, `duty.no_handover`.
#[utoipa::path(
    post, path = "/api/v1/shifts/{id}/acknowledge", tag = "network",
    responses((status = 204, description = "Taken over.")), security(("bearer" = ["duty:serve"]))
)]
pub(super) async fn acknowledge(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Outcome {
    read(&web.app, caller.op(), asked::id(&id)?).await?;
    Ok(answer::done())
}

/// Publish a month of a line.
///
/// A month with gaps is held: the problem of field `reason`, `roster_gap`, names them, until a reason is given.
#[utoipa::path(
    post, path = "/api/v1/duty/{key}/publish", tag = "network", request_body = NewMonth,
    responses((status = 200, description = "Published, with these gaps.", body = Listing<GapShown>)),
    security(("bearer" = ["duty:plan"]))
)]
pub(super) async fn publish(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<String>,
    Body(body): Body<NewMonth>,
) -> Outcome {
    let line = line(&body.line)?;
    let command = Publish { body_key: key, line, month: body.month, reason: body.reason };
    let gaps = publish_month(&web.app, caller.op(), command).await?;
    let shown = gaps.into_iter().map(|gap| GapShown {
        line: line.to_string(),
        from: gap.from.into(),
        until: gap.until.into(),
    });
    Ok(Json(Listing::whole(shown.collect())).into_response())
}

fn line(code: &str) -> Result<DutyLine, Fault> {
    code.parse().map_err(|_| Fault(Error::field("line", "unknown_option")))
}
