//! Acts in a team, for programs.

use super::shown::SigningGround;
use crate::api::answer;
use crate::api::asked::{self, Caller};
use crate::api::body::Body;
use crate::api::words::{Time, Uid};
use crate::{Fault, Outcome, Web};
use app::Error;
use app::domain::MemberId;
use app::domain::teams::meetings::Presence;
use app::teams::{
    Appoint, CallMeeting, Delegate, EndOffice, EstablishTeam, HoldMeeting, Revoke, SignDocument,
    WriteMinutes, appoint_member, call_meeting, delegate as give, end_office, establish_team, hold_meeting,
    revoke_delegation, sign_document, write_minutes,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A team to enter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"key": "doi-moi", "name": "Đội minh họa", "decision": "01/QĐ-UBND",
    "decided_on": "2026-01-05", "issuer": "UBND tỉnh", "body": "doi-24"}))]
pub(super) struct NewTeam {
    /// Stable short key.
    key: String,
    /// Name.
    name: String,
    /// Number of the decision.
    decision: String,
    /// Its day.
    #[schema(format = Date)]
    decided_on: String,
    /// Who issued it.
    issuer: String,
    /// Key of the body under which it works.
    body: String,
}

/// Somebody to appoint.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"post": "member", "name": "Nguyễn Văn Mẫu", "body": "doi-24"}))]
pub(super) struct NewMember {
    /// Key of the post.
    post: String,
    /// Sign-in name, for somebody with an account.
    login: Option<String>,
    /// Name; of the account without.
    #[serde(default)]
    name: String,
    /// Position at home.
    #[serde(default)]
    position: String,
    /// Key of the home body; of the account without.
    #[serde(default)]
    body: String,
    /// Also holds a leading position.
    #[serde(default)]
    leading: bool,
    /// Telephone.
    #[serde(default)]
    phone: String,
    /// Electronic mail.
    #[serde(default)]
    email: String,
    /// First moment in office; now without.
    from: Option<Time>,
    /// First moment out of it; open without.
    until: Option<Time>,
}

/// Why something ends.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Chuyển công tác"}))]
pub(super) struct Why {
    /// The reason.
    reason: String,
}

/// A delegation to give.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "01939c5e-0000-7000-8000-000000000000", "scope": ["summons"],
    "until": "2027-01-05T17:00:00+07:00", "reason": "Đi công tác"}))]
pub(super) struct NewDelegation {
    /// Id of the member who is delegated.
    to: Uid,
    /// Kinds of documents and acts.
    scope: Vec<String>,
    /// First moment; now without.
    from: Option<Time>,
    /// First moment it gives nothing any more.
    until: Time,
    /// Why.
    reason: String,
    /// Sign of the document behind it.
    #[serde(default)]
    document: String,
}

/// A document to sign.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "summons", "number": "12/TB", "title": "Triệu tập thành viên"}))]
pub(super) struct NewDocument {
    /// Key of its kind.
    kind: String,
    /// Number.
    number: String,
    /// Subject.
    title: String,
    /// Number of the incident.
    incident: Option<String>,
}

/// A meeting to call.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "regular", "planned_at": "2027-01-05T09:00:00+07:00", "place": "Phòng họp A"}))]
pub(super) struct NewMeeting {
    /// `regular` or `extraordinary`.
    kind: String,
    /// When.
    planned_at: Time,
    /// Where.
    place: String,
    /// What about.
    #[serde(default)]
    agenda: String,
}

/// Who came to a meeting.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"held_at": "2026-11-20T09:00:00+07:00", "present": []}))]
pub(super) struct Held {
    /// When it was held.
    held_at: Time,
    /// Ids of members who came.
    present: Vec<Uid>,
    /// Ids of members who said why they did not.
    #[serde(default)]
    excused: Vec<Uid>,
}

/// Minutes of a meeting.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "Cả đội nhất trí."}))]
pub(super) struct NewMinutes {
    /// The words.
    text: String,
    /// Ids of files stored before.
    #[serde(default)]
    files: Vec<Uid>,
}

/// The number of a delegation.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SignedNumber {
    /// Number within the team.
    number: i64,
}

/// The id of a new record.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Made {
    /// Its id.
    id: Uid,
}

/// Enter a team.
///
/// Refusal: `team.no_rules` when no text in force rules a team of that province.
#[utoipa::path(
    post, path = "/api/v1/teams", tag = "network", request_body = NewTeam,
    responses((status = 201, description = "Entered.", body = Made)), security(("bearer" = ["teams:manage"]))
)]
pub(super) async fn establish(State(web): State<Web>, caller: Caller, Body(body): Body<NewTeam>) -> Outcome {
    let decided_on = body.decided_on.parse().map_err(|_| Fault(Error::field("decided_on", "not_a_date")))?;
    let place = format!("/api/v1/teams/{}", body.key);
    let command = EstablishTeam {
        key: body.key,
        name: body.name,
        decision: body.decision,
        decided_on,
        issuer: body.issuer,
        body_key: body.body,
    };
    let id = establish_team(&web.app, caller.op(), command).await?;
    Ok(answer::created(&Made { id: id.into() }, &place))
}

/// Appoint somebody to a post.
///
/// Refusals: `team.post_unknown`, `team.post_taken`, `team.member_already`, `team.end_before_begin`.
#[utoipa::path(
    post, path = "/api/v1/teams/{key}/members", tag = "network", request_body = NewMember,
    responses((status = 201, description = "Appointed.", body = Made)), security(("bearer" = ["teams:manage"]))
)]
pub(super) async fn appoint(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<String>,
    Body(body): Body<NewMember>,
) -> Outcome {
    let place = format!("/api/v1/teams/{key}");
    let command = Appoint {
        team: key,
        post: body.post,
        login: body.login,
        name: body.name,
        position: body.position,
        body_key: body.body,
        leading: body.leading,
        phone: body.phone,
        email: body.email,
        from: body.from.map(|at| at.0),
        until: body.until.map(|at| at.0),
    };
    let id = appoint_member(&web.app, caller.op(), command).await?;
    Ok(answer::created(&Made { id: id.into() }, &place))
}

/// End an office.
///
/// What was delegated by or to it gives nothing from then on.
#[utoipa::path(
    post, path = "/api/v1/teams/{key}/members/{id}/end", tag = "network", request_body = Why,
    responses((status = 204, description = "Ended.")), security(("bearer" = ["teams:manage"]))
)]
pub(super) async fn end_of_office(
    State(web): State<Web>,
    caller: Caller,
    Path((key, id)): Path<(String, String)>,
    Body(body): Body<Why>,
) -> Outcome {
    let command = EndOffice { team: key, member: asked::id(&id)?, at: None, reason: body.reason };
    end_office(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

/// Delegate what is one's own.
///
/// Refusals: `delegation.longer_than_office`, `delegation.no_rule`, `delegation.no_leading_post`,
/// `delegation.one_at_a_time`, `delegation.not_theirs` and others of `delegation`.
#[utoipa::path(
    post, path = "/api/v1/teams/{key}/delegations", tag = "network", request_body = NewDelegation,
    responses((status = 201, description = "Delegated.", body = SignedNumber)), security(("bearer" = ["teams:act"]))
)]
pub(super) async fn delegate(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<String>,
    Body(body): Body<NewDelegation>,
) -> Outcome {
    let place = format!("/api/v1/teams/{key}");
    let command = Delegate {
        team: key,
        to: body.to.read("to")?,
        scope: body.scope,
        from: body.from.map(|at| at.0),
        until: body.until.0,
        reason: body.reason,
        document: body.document,
    };
    let number = give(&web.app, caller.op(), command).await?;
    Ok(answer::created(&SignedNumber { number }, &place))
}

/// Take a delegation back.
#[utoipa::path(
    post, path = "/api/v1/teams/{key}/delegations/{id}/revoke", tag = "network", request_body = Why,
    responses((status = 204, description = "It gives nothing from now on.")), security(("bearer" = ["teams:act"]))
)]
pub(super) async fn revoke(
    State(web): State<Web>,
    caller: Caller,
    Path((key, id)): Path<(String, String)>,
    Body(body): Body<Why>,
) -> Outcome {
    let command = Revoke { team: key, delegation: asked::id(&id)?, reason: body.reason };
    revoke_delegation(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

/// Sign a document in the name of the team.
///
/// Whoever may not is refused with `team.not_yours_to_sign`, `team.no_office` or the reason why a delegation gives nothing
/// (`delegation.over`, `delegation.revoked`, …); the refusal stays in the audit chain.
#[utoipa::path(
    post, path = "/api/v1/teams/{key}/documents", tag = "network", request_body = NewDocument,
    responses((status = 201, description = "Signed, on this ground.", body = SigningGround)), security(("bearer" = ["teams:act"]))
)]
pub(super) async fn sign(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<String>,
    Body(body): Body<NewDocument>,
) -> Outcome {
    let command = SignDocument {
        team: key,
        kind: body.kind,
        number: body.number,
        title: body.title,
        incident: body.incident,
    };
    let ground = sign_document(&web.app, caller.op(), command).await?;
    Ok((StatusCode::CREATED, Json(SigningGround::from(ground))).into_response())
}

/// Call a meeting.
///
/// Refused like signing for whoever may not.
#[utoipa::path(
    post, path = "/api/v1/teams/{key}/meetings", tag = "network", request_body = NewMeeting,
    responses((status = 201, description = "Called.", body = Made)), security(("bearer" = ["teams:act"]))
)]
pub(super) async fn call(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<String>,
    Body(body): Body<NewMeeting>,
) -> Outcome {
    let kind = body.kind.parse().map_err(|_| Fault(Error::field("kind", "unknown_option")))?;
    let place = format!("/api/v1/teams/{key}");
    let (planned_at, agenda) = (body.planned_at.0, body.agenda);
    let command = CallMeeting { team: key, kind, planned_at, place: body.place, agenda };
    let id = call_meeting(&web.app, caller.op(), command).await?;
    Ok(answer::created(&Made { id: id.into() }, &place))
}

/// Record that a meeting was held and who came.
///
/// Its minutes are owed from then on.
#[utoipa::path(
    post, path = "/api/v1/meetings/{id}/held", tag = "network", request_body = Held,
    responses((status = 204, description = "Recorded.")), security(("bearer" = ["teams:act"]))
)]
pub(super) async fn held(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    Body(body): Body<Held>,
) -> Outcome {
    let read = |field: &str, ids: &[Uid], presence: Presence| {
        ids.iter().map(|id| Ok((id.read(field)?, presence))).collect::<Result<Vec<(MemberId, _)>, Fault>>()
    };
    let mut attendance = read("present", &body.present, Presence::Present)?;
    attendance.extend(read("excused", &body.excused, Presence::Excused)?);
    let command = HoldMeeting { meeting: asked::id(&id)?, held_at: body.held_at.0, attendance };
    hold_meeting(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

/// Write the minutes of a meeting.
#[utoipa::path(
    put, path = "/api/v1/meetings/{id}/minutes", tag = "network", request_body = NewMinutes,
    responses((status = 204, description = "Stored.")), security(("bearer" = ["teams:act"]))
)]
pub(super) async fn minutes(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    Body(body): Body<NewMinutes>,
) -> Outcome {
    let files = body.files.iter().map(|file| file.read("files")).collect::<Result<Vec<_>, Fault>>()?;
    let command = WriteMinutes { meeting: asked::id(&id)?, text: body.text, files };
    write_minutes(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}
