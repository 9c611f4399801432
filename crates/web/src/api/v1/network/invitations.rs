//! Invitations, for programs. The secret of the link goes to whoever is invited, by mail, and to nobody else.

use crate::api::answer::{self, Listing};
use crate::api::asked::{Caller, id};
use crate::api::body::Body;
use crate::api::words::codes::Role;
use crate::api::words::{Time, Uid};
use crate::{Fault, Outcome, Web};
use app::Error;
use app::domain::{InvitationId, Moment, people};
use app::people::invitations::{InvitationLine, NewInvitation, invite, list_invitations, withdraw_invitation};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An invitation.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct InvitationShown {
    /// Id.
    id: Uid,
    /// Sign-in name the person will have.
    login: String,
    /// Name.
    name: String,
    /// Position.
    position: String,
    /// Where the invitation went.
    email: String,
    /// Id of the body the person will act for.
    body: Uid,
    /// Name of the body.
    body_name: String,
    /// Roles the person will have.
    roles: Vec<Role>,
    /// `open`, `accepted`, `withdrawn` or `expired`.
    state: &'static str,
    /// Who invited.
    invited_by: String,
    /// When.
    created_at: Time,
    /// From then on it opens nothing.
    expires_at: Time,
}

/// Somebody to invite.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"login": "minhanh", "name": "Nguyễn Thị Minh Anh", "email": "minh.anh@donvi.example", "body": "dieu-phoi", "roles": ["reporter"]}))]
pub(super) struct PersonToInvite {
    /// Sign-in name they will have.
    login: String,
    /// Name as written on documents.
    name: String,
    /// Position as written on documents.
    #[serde(default)]
    position: String,
    /// Where the invitation goes.
    email: String,
    /// Telephone.
    #[serde(default)]
    phone: String,
    /// Key of the body they will act for.
    body: String,
    /// Roles, one at least.
    #[schema(value_type = Vec<Role>)]
    roles: Vec<String>,
    /// Language of the mail, `vi` or `en`; `vi` when left out.
    lang: Option<String>,
    /// Days it can be accepted; as the deployment says when left out.
    days: Option<u32>,
}

/// An invitation that was sent.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct InvitationSent {
    /// Id.
    id: Uid,
}

/// List invitations.
#[utoipa::path(
    get, path = "/api/v1/invitations", tag = "network",
    responses((status = 200, description = "Newest first, at most 200.", body = Listing<InvitationShown>)),
    security(("bearer" = ["network:manage"]))
)]
pub(super) async fn list(State(web): State<Web>, caller: Caller) -> Outcome {
    let now = caller.op().now;
    let rows = list_invitations(&web.app, caller.op()).await?;
    let rows = rows.into_iter().map(|line| InvitationShown::of(line, now)).collect();
    Ok(Json(Listing::whole(rows)).into_response())
}

/// Invite somebody.
///
/// The invitation is mailed; the answer does not hold its secret, and nothing gives it again. Codes of fields: `taken`.
#[utoipa::path(
    post, path = "/api/v1/invitations", tag = "network", request_body = PersonToInvite,
    responses((status = 201, description = "Sent.", body = InvitationSent,
        headers(("Location" = String, description = "The invitations.")))),
    security(("bearer" = ["network:manage"]))
)]
pub(super) async fn send(
    State(web): State<Web>,
    caller: Caller,
    Body(it): Body<PersonToInvite>,
) -> Outcome {
    let unknown = |field: &str| Fault(Error::field(field, "unknown_option"));
    let roles = it.roles.iter().map(|code| code.parse::<people::Role>()).collect::<Result<_, _>>();
    let lang = it.lang.as_deref().map_or(Ok(law::Lang::Vi), str::parse);
    let command = NewInvitation {
        login: it.login,
        name: it.name,
        position: it.position,
        email: it.email,
        phone: it.phone,
        roles: roles.map_err(|_| unknown("roles"))?,
        body_key: it.body,
        lang: lang.map_err(|_| unknown("lang"))?,
        days: it.days,
    };
    let id = invite(&web.app, caller.op(), command).await?;
    Ok(answer::created(&InvitationSent { id: id.into() }, "/api/v1/invitations"))
}

/// Withdraw an invitation.
///
/// Its link opens nothing any more. Refusals: `invitation.used`, `invitation.withdrawn`, `invitation.expired`.
#[utoipa::path(
    delete, path = "/api/v1/invitations/{id}", tag = "network",
    responses((status = 204, description = "Withdrawn.")), security(("bearer" = ["network:manage"]))
)]
pub(super) async fn withdraw(
    State(web): State<Web>,
    caller: Caller,
    Path(invitation): Path<String>,
) -> Outcome {
    withdraw_invitation(&web.app, caller.op(), id::<InvitationId>(&invitation)?).await?;
    Ok(answer::done())
}

impl InvitationShown {
    fn of(line: InvitationLine, now: Moment) -> Self {
        let it = line.invitation;
        Self {
            state: it.state(now).code(),
            id: it.id.into(),
            login: it.login,
            name: it.name,
            position: it.position,
            email: it.email,
            body: it.body.into(),
            body_name: line.body_name,
            roles: it.roles.into_iter().map(Role::from).collect(),
            invited_by: it.invited_by,
            created_at: it.created_at.into(),
            expires_at: it.expires_at.into(),
        }
    }
}
