//! Duty for programs: who is on duty now, the shifts of a month, gaps, and acts on shifts.

mod acts;

use crate::api::answer::Listing;
use crate::api::asked::{Asked, Caller};
use crate::api::words::{Time, Uid};
use crate::{Fault, Listed, Outcome, Web};
use app::Error;
use app::domain::Right;
use app::domain::duty::Shift;
use app::duty::{duty_gaps, duty_month, on_duty_now};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

/// The operations of this folder.
#[derive(OpenApi)]
#[openapi(paths(
    now,
    month,
    gaps,
    acts::add,
    acts::remove,
    acts::substitute,
    acts::hand_over,
    acts::acknowledge,
    acts::publish
))]
pub(super) struct Document;

pub(super) fn routes(listed: &mut Listed) {
    listed
        .get("/api/v1/duty/now", now)
        .get("/api/v1/duty/{key}", month)
        .get("/api/v1/duty/{key}/gaps", gaps)
        .post("/api/v1/duty/{key}/shifts", acts::add)
        .post("/api/v1/duty/{key}/publish", acts::publish)
        .delete("/api/v1/shifts/{id}", acts::remove)
        .post("/api/v1/shifts/{id}/substitute", acts::substitute)
        .post("/api/v1/shifts/{id}/hand-over", acts::hand_over)
        .post("/api/v1/shifts/{id}/acknowledge", acts::acknowledge);
}

/// A line of a body at this moment.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OnDuty {
    /// Key of the body.
    body: String,
    /// Its name.
    body_name: String,
    /// `normal`, or `severe` for severe incidents.
    #[schema(example = "normal")]
    line: String,
    /// Who answers; `null` when nobody does.
    officer: Option<String>,
    /// Telephone of the line.
    phone: String,
    /// Until when.
    until: Option<Time>,
}

/// A shift.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ShiftShown {
    /// Id.
    id: Uid,
    /// Version, for `If-Match`.
    version: i64,
    /// `normal` or `severe`.
    line: String,
    /// First moment.
    from: Time,
    /// First moment no longer.
    until: Time,
    /// Who was planned.
    planned: String,
    /// Who answers.
    officer: String,
    /// Telephone on duty.
    phone: String,
    /// The note to the next shift.
    handover: Option<String>,
    /// Who read it.
    read_by: Option<String>,
}

/// A span in which nobody answers.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct GapShown {
    /// `normal` or `severe`.
    line: String,
    /// First moment.
    from: Time,
    /// First moment somebody answers again.
    until: Time,
}

/// Which month.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct OfMonth {
    /// The month; the present one without.
    #[param(example = "2026-11")]
    month: Option<String>,
}

/// How far ahead.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Ahead {
    /// Days from now, at most 200; 30 without.
    days: Option<i64>,
}

/// Say who is on duty now.
///
/// At the national coordinator and at the caller's own body.
#[utoipa::path(
    get, path = "/api/v1/duty/now", tag = "network",
    responses((status = 200, description = "Line by line.", body = Listing<OnDuty>)),
    security(("bearer" = ["bodies:read"]))
)]
pub(super) async fn now(State(web): State<Web>, caller: Caller) -> Outcome {
    if !caller.op().may(Right::SeeBodies) {
        return Err(Fault(Error::Forbidden));
    }
    let found = on_duty_now(&web.app, caller.op().body, caller.op().now).await?;
    let lines = found.iter().flat_map(|body| {
        body.lines.iter().map(|one| OnDuty {
            body: body.key.clone(),
            body_name: body.body_name.clone(),
            line: one.line.to_string(),
            officer: one.officer.as_ref().map(|officer| officer.name.clone()),
            phone: one.contact.phone.clone(),
            until: one.until.map(Time::from),
        })
    });
    Ok(Json(Listing::whole(lines.collect())).into_response())
}

/// List the shifts of a month.
#[utoipa::path(
    get, path = "/api/v1/duty/{key}", tag = "network", params(OfMonth),
    responses((status = 200, description = "In order.", body = Listing<ShiftShown>)),
    security(("bearer" = ["bodies:read"]))
)]
pub(super) async fn month(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<String>,
    Asked(asked): Asked<OfMonth>,
) -> Outcome {
    let view = duty_month(&web.app, caller.op(), &key, asked.month.as_deref()).await?;
    Ok(Json(Listing::whole(view.shifts.into_iter().map(ShiftShown::from).collect())).into_response())
}

/// List the gaps of the next days.
#[utoipa::path(
    get, path = "/api/v1/duty/{key}/gaps", tag = "network", params(Ahead),
    responses((status = 200, description = "Line by line.", body = Listing<GapShown>)),
    security(("bearer" = ["bodies:read"]))
)]
pub(super) async fn gaps(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<String>,
    Asked(asked): Asked<Ahead>,
) -> Outcome {
    let found = duty_gaps(&web.app, caller.op(), &key, asked.days.unwrap_or(30)).await?;
    let shown = found.into_iter().map(|(line, gap)| GapShown {
        line: line.to_string(),
        from: gap.from.into(),
        until: gap.until.into(),
    });
    Ok(Json(Listing::whole(shown.collect())).into_response())
}

impl From<Shift> for ShiftShown {
    fn from(one: Shift) -> Self {
        let (officer, phone) = (one.on_duty().name.clone(), one.on_duty().phone.clone());
        let read_by = one.handover.as_ref().and_then(|note| note.read.as_ref()).map(|(by, _)| by.clone());
        Self {
            id: one.id.into(),
            version: one.version,
            line: one.line.to_string(),
            from: one.from.into(),
            until: one.until.into(),
            planned: one.officer.name,
            officer,
            phone,
            handover: one.handover.map(|note| note.text),
            read_by,
        }
    }
}
