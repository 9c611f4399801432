//! Steps of the legal process in an incident.

use crate::api::answer::{self, Listing};
use crate::api::asked::Caller;
use crate::api::body::Body;
use crate::api::words::codes::StepState;
use crate::api::words::{Time, Uid, Words};
use crate::{Outcome, Web};
use app::domain::incidents::StepRun;
use app::incidents::{StepAct, StepCommand, StepView};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A step as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StepShown {
    /// Id of the step in the ruleset.
    step: String,
    /// Number as printed.
    number: String,
    /// Title as printed.
    title: Words,
    /// Title of its phase.
    phase: Words,
    /// Article.
    cite: String,
    /// The text says "if needed".
    optional: bool,
    /// Evidence it needs before it can be finished.
    requires: Vec<String>,
    /// Kind of report it produces.
    report: Option<String>,
    /// All steps before it are settled.
    ready: bool,
    /// The latest round.
    run: StepRound,
    /// Earlier rounds, oldest first.
    earlier: Vec<StepRound>,
}

/// One round of a step.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StepRound {
    /// From 1.
    round: i64,
    /// How it stands.
    state: StepState,
    /// Id of the body that leads.
    lead: Option<Uid>,
    /// Ids of the bodies that support.
    support: Vec<Uid>,
    /// When started.
    started_at: Option<Time>,
    /// When finished or skipped.
    settled_at: Option<Time>,
    /// Who did so.
    by: String,
    /// Result, or reason of skipping or reopening.
    note: String,
    /// Evidence by key.
    evidence: BTreeMap<String, String>,
}

/// How a step was finished.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"note": "Đã cô lập máy chủ.", "evidence": {}}))]
pub(super) struct StepResult {
    /// Result in words.
    #[serde(default)]
    note: String,
    /// Evidence by the keys the step requires.
    #[serde(default)]
    evidence: BTreeMap<String, String>,
}

/// Why a step is left out or opened again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Không cần: hệ thống không lưu dữ liệu."}))]
pub(super) struct StepReason {
    /// Reason.
    reason: String,
}

/// List the steps of an incident.
///
/// In the order of the process that is followed.
#[utoipa::path(
    get, path = "/api/v1/incidents/{number}/steps", tag = "incidents",
    responses((status = 200, description = "The steps.", body = Listing<StepShown>)),
    security(("bearer" = ["incidents:read"]))
)]
pub(super) async fn steps(State(web): State<Web>, caller: Caller, Path(number): Path<String>) -> Outcome {
    let view = app::incidents::view(&web.app, caller.op(), &number).await?;
    Ok(Json(Listing::whole(view.steps.into_iter().map(StepShown::from).collect())).into_response())
}

/// Start a step.
///
/// Refusals: `step.not_ready`, `step.finished_already`, `incident.already_closed`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/steps/{step}/start", tag = "incidents",
    responses((status = 204, description = "Started.")), security(("bearer" = ["process:run"]))
)]
pub(super) async fn start(
    State(web): State<Web>,
    caller: Caller,
    Path(place): Path<(String, String)>,
) -> Outcome {
    act(&web, &caller, place, StepAct::Start).await
}

/// Finish a step.
///
/// Refusals: `step.not_running`, `step.evidence_missing`, `incident.already_closed`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/steps/{step}/finish", tag = "incidents", request_body = StepResult,
    responses((status = 204, description = "Finished.")), security(("bearer" = ["process:run"]))
)]
pub(super) async fn finish(
    State(web): State<Web>,
    caller: Caller,
    Path(place): Path<(String, String)>,
    Body(body): Body<StepResult>,
) -> Outcome {
    act(
        &web,
        &caller,
        place,
        StepAct::Finish { note: body.note, evidence: body.evidence.into_iter().collect() },
    )
    .await
}

/// Leave a step out.
///
/// With a reason, for the process is adapted to real conditions (draft circular, article 13). Refusals:
/// `step.finished_already`, `step.reason_missing`, `incident.already_closed`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/steps/{step}/skip", tag = "incidents", request_body = StepReason,
    responses((status = 204, description = "Left out.")), security(("bearer" = ["process:run"]))
)]
pub(super) async fn skip(
    State(web): State<Web>,
    caller: Caller,
    Path(place): Path<(String, String)>,
    Body(body): Body<StepReason>,
) -> Outcome {
    act(&web, &caller, place, StepAct::Skip { reason: body.reason }).await
}

/// Open a step again.
///
/// In a new round; the old one is kept. Refusals: `step.not_running`, `step.reason_missing`, `incident.already_closed`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/steps/{step}/reopen", tag = "incidents", request_body = StepReason,
    responses((status = 204, description = "Open again.")), security(("bearer" = ["process:run"]))
)]
pub(super) async fn reopen(
    State(web): State<Web>,
    caller: Caller,
    Path(place): Path<(String, String)>,
    Body(body): Body<StepReason>,
) -> Outcome {
    act(&web, &caller, place, StepAct::Reopen { reason: body.reason }).await
}

async fn act(web: &Web, caller: &Caller, (number, step): (String, String), act: StepAct) -> Outcome {
    app::incidents::act_on_step(&web.app, caller.op(), StepCommand { number, step, act }).await?;
    Ok(answer::done())
}

impl From<StepView> for StepShown {
    fn from(view: StepView) -> Self {
        let definition = view.definition;
        Self {
            step: view.run.step.clone(),
            number: definition.number,
            title: definition.title.into(),
            phase: view.phase.into(),
            cite: definition.cite,
            optional: definition.optional,
            requires: definition.requires,
            report: definition.report,
            ready: view.ready,
            run: view.run.into(),
            earlier: view.earlier.into_iter().map(StepRound::from).collect(),
        }
    }
}

impl From<StepRun> for StepRound {
    fn from(run: StepRun) -> Self {
        Self {
            round: run.round,
            state: run.state.into(),
            lead: run.lead.map(Uid::from),
            support: run.support.into_iter().map(Uid::from).collect(),
            started_at: run.started_at.map(Time::from),
            settled_at: run.settled_at.map(Time::from),
            by: run.by,
            note: run.note,
            evidence: run.evidence.into_iter().collect(),
        }
    }
}
