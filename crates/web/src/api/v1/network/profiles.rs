//! Profiles of members, for programs: what is in force and was, an edit, and its judgement.

use super::applications::FormFilled;
use crate::api::answer::{self, Listing};
use crate::api::asked::{Caller, Seen, id};
use crate::api::body::Body;
use crate::api::words::{Time, Uid};
use crate::{Fault, Outcome, Web};
use app::Error;
use app::domain::ProfileChangeId;
use app::domain::members::{ChangeState, Difference, Profile};
use app::members::{
    DeclareProfile, Declared, JudgeProfile, PendingView, body_of_profile_change, declare_profile,
    judge_profile, pending_profiles, show_member,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The profile of a member.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProfileOfMember {
    /// Version of the membership, for `If-Match` of an edit.
    version: i64,
    /// The edition in force; `null` before any.
    in_force: Option<ProfileEdition>,
    /// The edit that waits for an officer; for the member and whoever keeps the register.
    waiting: Option<WaitingEdit>,
}

/// An edition of a profile.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProfileEdition {
    /// Number, from 1.
    edition: i64,
    /// Since when it is in force.
    at: Time,
    /// Who declared it.
    by: String,
    /// The profile.
    profile: FormFilled,
    /// Its annex with the staff, for those who may see it.
    staff: Option<FormFilled>,
}

/// An edit that waits.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WaitingEdit {
    /// Id.
    id: Uid,
    /// Version, for `If-Match`.
    version: i64,
    /// Who wrote it.
    by: String,
    /// When.
    at: Time,
    /// When it runs out.
    expires_at: Time,
    /// The edition it starts from; 0 when there was none.
    base: i64,
    /// What it changes in the profile.
    differences: Vec<FieldDifference>,
    /// What it changes in the annex.
    staff_differences: Vec<FieldDifference>,
}

/// A field that an edit changes.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FieldDifference {
    /// Key of the field in the form.
    field: String,
    /// What stands there; `null` for nothing.
    #[schema(value_type = Option<Object>)]
    before: Option<serde_json::Value>,
    /// What is to stand there; `null` for nothing.
    #[schema(value_type = Option<Object>)]
    after: Option<serde_json::Value>,
}

/// An edit in the list of those that wait.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WaitingEditLine {
    /// Id.
    id: Uid,
    /// Version, for `If-Match`.
    version: i64,
    /// Key of the member.
    body: String,
    /// Name of the member.
    body_name: String,
    /// Who wrote it.
    by: String,
    /// When.
    at: Time,
    /// When it runs out.
    expires_at: Time,
}

/// A profile to declare.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"profile": {"organisation.name": "Công ty Minh Họa"}}))]
pub(super) struct ProfileTyped {
    /// All values of the profile by field key; they replace those before.
    #[schema(value_type = Object)]
    profile: law::Values,
    /// All values of the annex with the staff; left out leaves it as it is.
    #[schema(value_type = Option<Object>)]
    staff: Option<law::Values>,
    /// When contact points changed in fact; now when left out.
    changed_at: Option<Time>,
}

/// What became of a declaration.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProfileDeclared {
    /// `in-force`, or `waits` for an officer.
    state: &'static str,
}

/// How an edit is judged.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"state": "refused", "reason": "Tên đơn vị chưa khớp với quyết định thành lập."}))]
pub(super) struct EditJudgement {
    /// `applied` brings it into force, `refused` needs a reason, `taken-back` is the member's own.
    state: String,
    /// The reason; the member reads it.
    #[serde(default)]
    reason: String,
}

/// Show the profile of a member.
///
/// The edition in force, and the edit that waits with what it changes. 404 for a body that is no member.
#[utoipa::path(
    get, path = "/api/v1/bodies/{key}/profile", tag = "network",
    responses((status = 200, description = "The profile.", body = ProfileOfMember)),
    security(("bearer" = ["bodies:read"]))
)]
pub(super) async fn show(State(web): State<Web>, caller: Caller, Path(key): Path<String>) -> Outcome {
    let view = show_member(&web.app, caller.op(), &key).await?;
    let member = view.membership.ok_or(Fault(Error::NotFound))?;
    let shown = ProfileOfMember {
        version: member.version,
        in_force: view.profile.map(ProfileEdition::from),
        waiting: view.pending.map(WaitingEdit::from),
    };
    Ok(answer::versioned(&shown, member.version))
}

/// List the editions of a profile.
///
/// The newest twenty.
#[utoipa::path(
    get, path = "/api/v1/bodies/{key}/profile/editions", tag = "network",
    responses((status = 200, description = "Newest first.", body = Listing<ProfileEdition>)),
    security(("bearer" = ["bodies:read"]))
)]
pub(super) async fn editions(State(web): State<Web>, caller: Caller, Path(key): Path<String>) -> Outcome {
    let view = show_member(&web.app, caller.op(), &key).await?;
    let rows = view.editions.into_iter().map(ProfileEdition::from).collect();
    Ok(Json(Listing::whole(rows)).into_response())
}

/// Declare a profile.
///
/// A member's own edit of a field that the deployment keeps for review waits for an officer; an edit of the same member
/// that waited is replaced. Refusals: `member.not_active`, `contact.key_for_another_address`, `law.no_form`.
#[utoipa::path(
    put, path = "/api/v1/bodies/{key}/profile", tag = "network", request_body = ProfileTyped,
    params(("If-Match" = String, Header, description = "The version of the membership seen.")),
    responses((status = 200, description = "What became of it.", body = ProfileDeclared)),
    security(("bearer" = ["bodies:read", "body:declare"]))
)]
pub(super) async fn declare(
    State(web): State<Web>,
    caller: Caller,
    Path(body): Path<String>,
    Seen(version): Seen,
    Body(it): Body<ProfileTyped>,
) -> Outcome {
    let changed_at = it.changed_at.map(|at| at.0);
    let command = DeclareProfile { body, version, profile: it.profile, staff: it.staff, changed_at };
    let state = match declare_profile(&web.app, caller.op(), command).await? {
        Declared::InForce => "in-force",
        Declared::Waits => "waits",
    };
    Ok(Json(ProfileDeclared { state }).into_response())
}

/// List edits of profiles that wait.
#[utoipa::path(
    get, path = "/api/v1/profile-changes", tag = "network",
    responses((status = 200, description = "The oldest first.", body = Listing<WaitingEditLine>)),
    security(("bearer" = ["members:keep"]))
)]
pub(super) async fn waiting(State(web): State<Web>, caller: Caller) -> Outcome {
    let rows = pending_profiles(&web.app, caller.op()).await?.into_iter().map(|row| WaitingEditLine {
        id: row.change.id.into(),
        version: row.change.version,
        body: row.body_key,
        body_name: row.body_name,
        by: row.change.by.name,
        at: row.change.at.into(),
        expires_at: row.change.expires_at.into(),
    });
    Ok(Json(Listing::whole(rows.collect())).into_response())
}

/// Show an edit that waits with what it changes.
#[utoipa::path(
    get, path = "/api/v1/profile-changes/{id}", tag = "network",
    responses((status = 200, description = "The edit.", body = WaitingEdit)),
    security(("bearer" = ["bodies:read"]))
)]
pub(super) async fn change(State(web): State<Web>, caller: Caller, Path(change): Path<String>) -> Outcome {
    let change: ProfileChangeId = id(&change)?;
    let key = body_of_profile_change(&web.app, caller.op(), change).await?;
    let pending = show_member(&web.app, caller.op(), &key).await?.pending;
    let found = pending.filter(|it| it.change.id == change).ok_or(Fault(Error::NotFound))?;
    let version = found.change.version;
    Ok(answer::versioned(&WaitingEdit::from(found), version))
}

/// Judge an edit that waits.
///
/// Whoever keeps the register brings it into force or refuses it; the member takes it back. Refusals:
/// `profile_change.not_waiting`, `profile_change.overtaken`, `profile_change.reason_missing`.
#[utoipa::path(
    post, path = "/api/v1/profile-changes/{id}/judge", tag = "network", request_body = EditJudgement,
    params(("If-Match" = String, Header, description = "The version seen.")),
    responses((status = 204, description = "Judged.")),
    security(("bearer" = ["bodies:read", "members:keep"]))
)]
pub(super) async fn judge(
    State(web): State<Web>,
    caller: Caller,
    Path(change): Path<String>,
    Seen(version): Seen,
    Body(it): Body<EditJudgement>,
) -> Outcome {
    let state = match it.state.as_str() {
        "applied" => ChangeState::Applied,
        "refused" => ChangeState::Refused,
        "taken-back" => ChangeState::TakenBack,
        _ => return Err(Fault(Error::field("state", "unknown_option"))),
    };
    let change: ProfileChangeId = id(&change)?;
    body_of_profile_change(&web.app, caller.op(), change).await?;
    judge_profile(&web.app, caller.op(), JudgeProfile { change, version, state, reason: it.reason }).await?;
    Ok(answer::done())
}

impl From<Profile> for ProfileEdition {
    fn from(it: Profile) -> Self {
        Self {
            edition: it.edition,
            at: it.at.into(),
            by: it.by.name,
            profile: it.profile.into(),
            staff: it.staff.map(FormFilled::from),
        }
    }
}

impl From<PendingView> for WaitingEdit {
    fn from(it: PendingView) -> Self {
        Self {
            id: it.change.id.into(),
            version: it.change.version,
            by: it.change.by.name,
            at: it.change.at.into(),
            expires_at: it.change.expires_at.into(),
            base: it.change.base,
            differences: it.profile.into_iter().map(FieldDifference::from).collect(),
            staff_differences: it.staff.into_iter().map(FieldDifference::from).collect(),
        }
    }
}

impl From<Difference> for FieldDifference {
    fn from(it: Difference) -> Self {
        Self { field: it.field, before: it.before, after: it.after }
    }
}
