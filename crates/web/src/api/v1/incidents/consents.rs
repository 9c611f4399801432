//! Consents to access the affected system, and each access under them.

use crate::api::answer::{self, Listing};
use crate::api::asked::{self, Caller};
use crate::api::body::Body;
use crate::api::words::{Time, Uid};
use crate::{Fault, Outcome, Web};
use app::consents::{
    ConsentView, EndConsent, NoteUse, RecordConsent, consents_of, end_consent, note_use, record_consent,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A consent with its log.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConsentShown {
    /// Id.
    id: Uid,
    /// The system.
    system: String,
    /// Who agreed.
    agreed_by: String,
    /// Their position.
    agreed_position: String,
    /// Id of their body.
    body: Uid,
    /// When they agreed.
    agreed_at: Time,
    /// How.
    agreed_way: String,
    /// What may be opened, by key.
    targets: Vec<String>,
    /// What exactly.
    scope: String,
    /// Who watches.
    supervisor: String,
    /// First moment.
    from: Time,
    /// First moment no longer.
    until: Time,
    /// Ids of the members who may.
    members: Vec<Uid>,
    /// It can be used now.
    open: bool,
    /// When it was ended before its time.
    ended_at: Option<Time>,
    /// What was opened.
    uses: Vec<UseShown>,
}

/// One access.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct UseShown {
    /// Id of the member.
    member: Uid,
    /// Their name.
    name: String,
    /// What was opened.
    target: String,
    /// What was done.
    what: String,
    /// Who watched.
    supervisor: String,
    /// When.
    at: Time,
}

/// A consent to record.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"agreed_by": "Phạm Thu Hà", "agreed_position": "Giám đốc", "agreed_at": "2026-11-20T09:00:00+07:00",
    "agreed_way": "Công văn 15", "targets": ["logs"], "supervisor": "Trần Văn Bình", "from": "2026-11-20T10:00:00+07:00",
    "until": "2026-11-21T10:00:00+07:00", "members": ["01939c5e-0000-7000-8000-000000000000"]}))]
pub(super) struct NewConsent {
    /// Who agreed.
    agreed_by: String,
    /// Their position.
    agreed_position: String,
    /// When.
    agreed_at: Time,
    /// How: sign of the document, or the way it was said.
    agreed_way: String,
    /// What may be opened, by key.
    targets: Vec<String>,
    /// What exactly.
    #[serde(default)]
    scope: String,
    /// Who watches for the owner.
    supervisor: String,
    /// Their telephone.
    #[serde(default)]
    supervisor_phone: String,
    /// First moment.
    from: Time,
    /// First moment no longer.
    until: Time,
    /// Ids of the members who may.
    members: Vec<Uid>,
}

/// An access to note.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"target": "logs", "what": "Sao chép nhật ký"}))]
pub(super) struct NewUse {
    /// Id of the member; the caller's own office without.
    member: Option<Uid>,
    /// What was opened, by key.
    target: String,
    /// What was done.
    what: String,
    /// Who watched; the supervisor of the consent without.
    #[serde(default)]
    supervisor: String,
    /// When; now without.
    at: Option<Time>,
}

/// Why a consent ends.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Đã lấy đủ dữ liệu"}))]
pub(super) struct ConsentEnd {
    /// The reason.
    reason: String,
}

/// The id of a consent.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConsentMade {
    /// Its id.
    id: Uid,
}

/// List the consents to access the affected system.
///
/// With everything that was opened under them.
#[utoipa::path(
    get, path = "/api/v1/incidents/{number}/consents", tag = "incidents",
    responses((status = 200, description = "The consents in the order they begin.", body = Listing<ConsentShown>)),
    security(("bearer" = ["incidents:read"]))
)]
pub(super) async fn list(State(web): State<Web>, caller: Caller, Path(number): Path<String>) -> Outcome {
    let known = consents_of(&web.app, caller.op(), &number).await?;
    Ok(Json(Listing::whole(known.consents.into_iter().map(ConsentShown::from).collect())).into_response())
}

/// Record that the owner’s leader agreed to access.
///
/// Refusals: `access.no_rules`, `access.not_the_owner`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/consents", tag = "incidents", request_body = NewConsent,
    responses((status = 201, description = "Recorded.", body = ConsentMade)), security(("bearer" = ["consents:write"]))
)]
pub(super) async fn record(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<NewConsent>,
) -> Outcome {
    let members = body.members.iter().map(|one| one.read("members")).collect::<Result<Vec<_>, Fault>>()?;
    let place = format!("/api/v1/incidents/{number}/consents");
    let command = RecordConsent {
        number,
        agreed_by: body.agreed_by,
        agreed_position: body.agreed_position,
        agreed_at: body.agreed_at.0,
        agreed_way: body.agreed_way,
        body: None,
        targets: body.targets,
        scope: body.scope,
        supervisor: body.supervisor,
        supervisor_phone: body.supervisor_phone,
        from: body.from.0,
        until: body.until.0,
        members,
    };
    let made = record_consent(&web.app, caller.op(), command).await?;
    Ok(answer::created(&ConsentMade { id: made.into() }, &place))
}

/// Note an access under a consent.
///
/// What was not agreed is refused and stays in the audit chain: `access.ended`, `access.not_begun`, `access.over`,
/// `access.not_named`, `access.office_over`, `access.outside_scope`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/consents/{id}/uses", tag = "incidents", request_body = NewUse,
    responses((status = 204, description = "Noted.")), security(("bearer" = ["teams:act"]))
)]
pub(super) async fn note(
    State(web): State<Web>,
    caller: Caller,
    Path((number, id)): Path<(String, String)>,
    Body(body): Body<NewUse>,
) -> Outcome {
    let command = NoteUse {
        number,
        consent: asked::id(&id)?,
        member: body.member.map(|one| one.read("member")).transpose()?,
        target: body.target,
        what: body.what,
        supervisor: body.supervisor,
        at: body.at.map(|at| at.0),
    };
    note_use(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

/// End a consent before its time.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/consents/{id}/end", tag = "incidents", request_body = ConsentEnd,
    responses((status = 204, description = "Ended.")), security(("bearer" = ["consents:write"]))
)]
pub(super) async fn end(
    State(web): State<Web>,
    caller: Caller,
    Path((number, id)): Path<(String, String)>,
    Body(body): Body<ConsentEnd>,
) -> Outcome {
    let command = EndConsent { number, consent: asked::id(&id)?, reason: body.reason };
    end_consent(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

impl From<ConsentView> for ConsentShown {
    fn from(view: ConsentView) -> Self {
        let one = view.consent;
        let uses = view.uses.into_iter().map(|noted| UseShown {
            member: noted.member.into(),
            name: noted.name,
            target: noted.target,
            what: noted.what,
            supervisor: noted.supervisor,
            at: noted.at.into(),
        });
        Self {
            id: one.id.into(),
            system: one.system,
            agreed_by: one.agreed.name,
            agreed_position: one.agreed.position,
            body: one.agreed.body.into(),
            agreed_at: one.agreed.at.into(),
            agreed_way: one.agreed.way,
            targets: one.targets,
            scope: one.scope,
            supervisor: one.supervisor,
            from: one.from.into(),
            until: one.until.into(),
            members: one.members.into_iter().map(|allowed| allowed.member.into()).collect(),
            open: view.open,
            ended_at: one.ended.map(|ended| ended.at.into()),
            uses: uses.collect(),
        }
    }
}
