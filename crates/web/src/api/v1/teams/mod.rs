//! Response teams for programs: who holds which post, delegations, documents signed, meetings.

mod acts;
mod shown;

use crate::api::answer::Listing;
use crate::api::asked::Caller;
use crate::{Listed, Outcome, Web};
use app::teams::{list_teams, show_team};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use shown::{TeamShown, TeamWhole};
use utoipa::OpenApi;

/// The operations of this folder.
#[derive(OpenApi)]
#[openapi(paths(
    teams,
    team,
    acts::establish,
    acts::appoint,
    acts::end_of_office,
    acts::delegate,
    acts::revoke,
    acts::sign,
    acts::call,
    acts::held,
    acts::minutes
))]
pub(super) struct Document;

pub(super) fn routes(listed: &mut Listed) {
    listed
        .get("/api/v1/teams", teams)
        .post("/api/v1/teams", acts::establish)
        .get("/api/v1/teams/{key}", team)
        .post("/api/v1/teams/{key}/members", acts::appoint)
        .post("/api/v1/teams/{key}/members/{id}/end", acts::end_of_office)
        .post("/api/v1/teams/{key}/delegations", acts::delegate)
        .post("/api/v1/teams/{key}/delegations/{id}/revoke", acts::revoke)
        .post("/api/v1/teams/{key}/documents", acts::sign)
        .post("/api/v1/teams/{key}/meetings", acts::call)
        .post("/api/v1/meetings/{id}/held", acts::held)
        .put("/api/v1/meetings/{id}/minutes", acts::minutes);
}

/// List the response teams.
#[utoipa::path(
    get, path = "/api/v1/teams", tag = "network",
    responses((status = 200, description = "The teams by name.", body = Listing<TeamShown>)),
    security(("bearer" = ["bodies:read"]))
)]
pub(super) async fn teams(State(web): State<Web>, caller: Caller) -> Outcome {
    let teams = list_teams(&web.app, caller.op()).await?;
    Ok(Json(Listing::whole(teams.into_iter().map(TeamShown::from).collect())).into_response())
}

/// Show a team.
///
/// Delegations, documents and meetings come only for bodies that have people in the team.
#[utoipa::path(
    get, path = "/api/v1/teams/{key}", tag = "network",
    responses((status = 200, description = "The team.", body = TeamWhole)), security(("bearer" = ["bodies:read"]))
)]
pub(super) async fn team(State(web): State<Web>, caller: Caller, Path(key): Path<String>) -> Outcome {
    let view = show_team(&web.app, caller.op(), &key).await?;
    Ok(Json(TeamWhole::from(view)).into_response())
}
