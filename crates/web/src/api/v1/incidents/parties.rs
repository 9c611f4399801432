//! Parties of an incident and what each may see.

use crate::api::answer::{self, Listing};
use crate::api::asked::Caller;
use crate::api::body::Body;
use crate::api::words::codes::{PartyRole, Sees};
use crate::api::words::{Time, Uid};
use crate::{Outcome, Web};
use app::incidents::{AddParty, PartyView, ReleaseParty};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A party.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PartyShown {
    /// Id of the body.
    body: Uid,
    /// Its name.
    name: String,
    /// Its part.
    role: PartyRole,
    /// What it sees.
    sees: Sees,
    /// Since when.
    since: Time,
    /// Until when, once released.
    until: Option<Time>,
}

/// A party to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"body": "01939c5e-0000-7000-8000-000000000000", "role": "supporter"}))]
pub(super) struct NewParty {
    /// Id of the body.
    body: Uid,
    /// Its part.
    role: PartyRole,
    /// What it sees; absent takes what its part sees.
    sees: Option<Sees>,
}

/// A party to release.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"body": "01939c5e-0000-7000-8000-000000000000", "role": "supporter"}))]
pub(super) struct LeavingParty {
    /// Id of the body.
    body: Uid,
    /// The part it leaves.
    role: PartyRole,
}

/// List the parties of an incident.
#[utoipa::path(
    get, path = "/api/v1/incidents/{number}/parties", tag = "incidents",
    responses((status = 200, description = "The parties, released ones included.", body = Listing<PartyShown>)),
    security(("bearer" = ["incidents:read"]))
)]
pub(super) async fn parties(State(web): State<Web>, caller: Caller, Path(number): Path<String>) -> Outcome {
    let view = app::incidents::view(&web.app, caller.op(), &number).await?;
    Ok(Json(Listing::whole(view.parties.into_iter().map(PartyShown::from).collect())).into_response())
}

/// Add a party.
///
/// Clocks that waited for somebody in its part now have an addressee. Refusal: `party.already_there`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/parties", tag = "incidents", request_body = NewParty,
    responses((status = 204, description = "Added.")), security(("bearer" = ["parties:manage"]))
)]
pub(super) async fn add(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<NewParty>,
) -> Outcome {
    let command = AddParty {
        number,
        body: body.body.read("body")?,
        role: body.role.0,
        sees: body.sees.map(|sees| sees.0),
    };
    app::incidents::add_party(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

/// Release a party.
///
/// Refusal: `party.last_operator`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/parties/release", tag = "incidents", request_body = LeavingParty,
    responses((status = 204, description = "Released.")), security(("bearer" = ["parties:manage"]))
)]
pub(super) async fn release(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<LeavingParty>,
) -> Outcome {
    let command = ReleaseParty { number, body: body.body.read("body")?, role: body.role.0 };
    app::incidents::release_party(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

impl From<PartyView> for PartyShown {
    fn from(view: PartyView) -> Self {
        let party = view.party;
        Self {
            body: party.body.into(),
            name: view.name,
            role: party.role.into(),
            sees: party.sees.into(),
            since: party.since.into(),
            until: party.until.map(Time::from),
        }
    }
}
