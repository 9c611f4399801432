//! The legal clocks of an incident.

use crate::api::answer::Listing;
use crate::api::asked::Caller;
use crate::api::words::codes::{ClockState, DueKind};
use crate::api::words::{Time, Uid, Words};
use crate::{Outcome, Web};
use app::domain::clocks::{Addressee, ClockRun};
use app::incidents::ClockView;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::ToSchema;

/// A clock: one duty of one ruleset.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ClockShown {
    /// Id.
    id: Uid,
    /// Id of the ruleset.
    ruleset: String,
    /// Id of the clock within it.
    clock: String,
    /// What is owed.
    title: Words,
    /// Article as printed.
    cite: String,
    /// Who owes, as a role.
    owes: String,
    /// Id of the body that owes.
    owing_body: Option<Uid>,
    /// What meets it.
    #[schema(example = "report.closing.delivered")]
    met_by: String,
    /// The moment it runs from.
    started_at: Time,
    /// Last moment.
    due_at: Option<Time>,
    /// Last moment in words.
    due_text: Option<Words>,
    /// Law, policy or open.
    due_kind: DueKind,
    /// The chain that led to the last moment.
    reasoning: Vec<ReasonOf>,
    /// How it stands.
    state: ClockState,
    /// The last moment has passed without proof; `null` where it is not told.
    overdue: Option<bool>,
    /// When it was met or replaced.
    settled_at: Option<Time>,
    /// Proof towards each addressee.
    addressees: Vec<AddresseeProof>,
    /// Id of the clock it replaced.
    replaces: Option<Uid>,
}

/// One link of the chain.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ReasonOf {
    /// The step in words.
    text: Words,
    /// What it rests on; empty for plain arithmetic.
    cite: String,
}

/// Proof towards one addressee.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AddresseeProof {
    /// Role in the text.
    role: String,
    /// Id of the body that plays it.
    body: Option<Uid>,
    /// When the duty was met towards it.
    met_at: Option<Time>,
    /// Id of the report that met it.
    report: Option<Uid>,
}

/// List the clocks of an incident.
///
/// Each duty of each ruleset that binds, never merged; the earliest last moment first. Replaced clocks are kept.
#[utoipa::path(
    get, path = "/api/v1/incidents/{number}/clocks", tag = "incidents",
    responses((status = 200, description = "The clocks.", body = Listing<ClockShown>)),
    security(("bearer" = ["incidents:read"]))
)]
pub(super) async fn clocks(State(web): State<Web>, caller: Caller, Path(number): Path<String>) -> Outcome {
    let view = app::incidents::view(&web.app, caller.op(), &number).await?;
    Ok(Json(Listing::whole(view.clocks.into_iter().map(ClockShown::from).collect())).into_response())
}

impl From<ClockView> for ClockShown {
    fn from(view: ClockView) -> Self {
        Self { overdue: Some(view.overdue), ..view.clock.into() }
    }
}

impl From<ClockRun> for ClockShown {
    fn from(clock: ClockRun) -> Self {
        let reason = |r: law::Reason| ReasonOf { text: r.text.into(), cite: r.cite };
        let proof = |a: Addressee| AddresseeProof {
            role: a.role,
            body: a.body.map(Uid::from),
            met_at: a.met_at.map(Time::from),
            report: a.report.map(Uid::from),
        };
        Self {
            id: clock.id.into(),
            ruleset: clock.ruleset,
            clock: clock.clock,
            title: clock.title.into(),
            cite: clock.cite,
            owes: clock.owes,
            owing_body: clock.owing_body.map(Uid::from),
            met_by: clock.met_by,
            started_at: clock.started_at.into(),
            due_at: clock.due_at.map(Time::from),
            due_text: clock.due_text.map(Words::from),
            due_kind: clock.due_kind.into(),
            reasoning: clock.reasoning.into_iter().map(reason).collect(),
            state: clock.state.into(),
            overdue: None,
            settled_at: clock.settled_at.map(Time::from),
            addressees: clock.addressees.into_iter().map(proof).collect(),
            replaces: clock.replaces.map(Uid::from),
        }
    }
}
