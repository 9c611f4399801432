//! Applications to join the network, for programs: the officer's list and judgement, and what the applicant may ask.

use crate::api::answer::{self, Listing};
use crate::api::asked::{Asked, Caller, Seen};
use crate::api::body::Body;
use crate::api::words::{Time, Uid};
use crate::{Outcome, Web};
use app::domain::members::Application;
use app::domain::notices::submission::FilledForm;
use app::domain::page::PageRequest;
use app::members::{Approve, approve, follow_application, list_applications, refuse, show_application};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A filled form of a text.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FormFilled {
    /// Id of the ruleset.
    ruleset: String,
    /// Id of the form; its JSON Schema is at `/api/v1/law/forms/{ruleset}/{form}/schema`.
    form: String,
    /// Values by field key.
    #[schema(value_type = Object)]
    values: law::Values,
}

/// An application in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct JoiningLine {
    /// Number.
    #[schema(example = "DK-2026-000012")]
    number: String,
    /// `submitted`, `approved`, `refused` or `taken-back`.
    state: &'static str,
    /// Name of the organisation.
    name: String,
    /// When it reached us.
    submitted_at: Time,
}

/// An application.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct JoiningShown {
    /// Number.
    number: String,
    /// Version, for `If-Match`.
    version: i64,
    /// `submitted`, `approved`, `refused` or `taken-back`.
    state: &'static str,
    /// Name of the organisation.
    name: String,
    /// Where the answer goes.
    email: String,
    /// The application form.
    application: FormFilled,
    /// The profile.
    profile: FormFilled,
    /// Its annex with the staff.
    staff: Option<FormFilled>,
    /// When it reached us.
    submitted_at: Time,
    /// Who judged it.
    judged_by: Option<String>,
    /// When it was judged.
    judged_at: Option<Time>,
    /// Reason of the judgement; may be empty.
    reason: String,
    /// Id of the member it led to.
    body: Option<Uid>,
}

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct JoiningWanted {
    /// `next_cursor` of the page before.
    cursor: Option<i64>,
    /// Rows wanted, 1 to 200; 50 when absent.
    limit: Option<i64>,
}

/// How an application is approved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"key": "minh-hoa", "province": "24", "cluster": "Cụm 1"}))]
pub(super) struct JoiningApproval {
    /// Key of a body that is on the register already and becomes the member; left out enters a new one.
    existing: Option<String>,
    /// Key of the new body.
    #[serde(default)]
    key: String,
    /// Code of its province.
    province: Option<String>,
    /// Its sector.
    sector: Option<String>,
    /// The cluster it works in.
    #[serde(default)]
    cluster: String,
    /// The decision.
    #[serde(default)]
    reason: String,
}

/// Why an application is refused.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Thiếu đầu mối trực 24/7"}))]
pub(super) struct JoiningRefusal {
    /// The reason; the applicant reads it.
    reason: String,
}

/// The member an application led to.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct JoinedBody {
    /// Id of the body.
    body: Uid,
}

/// An application to follow.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"number": "DK-2026-000012", "secret": "01234-56789-ABCDE-FGHJK"}))]
pub(super) struct JoiningToFollow {
    /// Number of the application.
    number: String,
    /// Secret from its receipt.
    secret: String,
}

/// An application as its applicant sees it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct JoiningFollowed {
    /// Number.
    number: String,
    /// Name of the organisation.
    name: String,
    /// `submitted`, `approved`, `refused` or `taken-back`.
    state: &'static str,
    /// When it reached us.
    submitted_at: Time,
    /// When it was judged.
    judged_at: Option<Time>,
    /// Reason of the judgement; may be empty.
    reason: String,
}

/// List applications to join.
#[utoipa::path(
    get, path = "/api/v1/applications", tag = "network", params(JoiningWanted),
    responses((status = 200, description = "Newest first.", body = Listing<JoiningLine>)),
    security(("bearer" = ["members:keep"]))
)]
pub(super) async fn list(
    State(web): State<Web>,
    caller: Caller,
    Asked(wanted): Asked<JoiningWanted>,
) -> Outcome {
    let page = PageRequest::new(wanted.cursor, wanted.limit);
    let found = list_applications(&web.app, caller.op(), page).await?;
    Ok(answer::page(&caller.0, found.map(|(_, it)| JoiningLine::from(it))))
}

/// Show an application to join.
///
/// 404 for whoever does not keep the register.
#[utoipa::path(
    get, path = "/api/v1/applications/{number}", tag = "network",
    responses((status = 200, description = "The application.", body = JoiningShown)),
    security(("bearer" = ["members:keep"]))
)]
pub(super) async fn show(State(web): State<Web>, caller: Caller, Path(number): Path<String>) -> Outcome {
    let it = show_application(&web.app, caller.op(), &number).await?;
    let version = it.version;
    Ok(answer::versioned(&JoiningShown::from(it), version))
}

/// Approve an application to join.
///
/// Body, membership, profile and contact points come into being at once. Refusals: `application.already_judged`,
/// `member.already_member`.
#[utoipa::path(
    post, path = "/api/v1/applications/{number}/approve", tag = "network", request_body = JoiningApproval,
    params(("If-Match" = String, Header, description = "The version seen.")),
    responses((status = 200, description = "The member.", body = JoinedBody)),
    security(("bearer" = ["members:keep"]))
)]
pub(super) async fn approved(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Seen(version): Seen,
    Body(it): Body<JoiningApproval>,
) -> Outcome {
    let JoiningApproval { existing, key, province, sector, cluster, reason } = it;
    let command = Approve { number, version, existing, key, province, sector, cluster, reason };
    let body = approve(&web.app, caller.op(), command).await?;
    Ok(Json(JoinedBody { body: body.into() }).into_response())
}

/// Refuse an application to join.
///
/// Refusals: `application.already_judged`, `application.reason_missing`.
#[utoipa::path(
    post, path = "/api/v1/applications/{number}/refuse", tag = "network", request_body = JoiningRefusal,
    params(("If-Match" = String, Header, description = "The version seen.")),
    responses((status = 204, description = "Refused.")), security(("bearer" = ["members:keep"]))
)]
pub(super) async fn refused(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Seen(version): Seen,
    Body(it): Body<JoiningRefusal>,
) -> Outcome {
    refuse(&web.app, caller.op(), &number, version, &it.reason).await?;
    Ok(answer::done())
}

/// Follow an application to join.
///
/// For applicants, who have no account. An unknown number and a wrong secret are the same answer: 404.
#[utoipa::path(
    post, path = "/api/v1/applications/follow", tag = "network", request_body = JoiningToFollow,
    responses((status = 200, description = "The application as its applicant sees it.", body = JoiningFollowed)),
    security(())
)]
pub(super) async fn follow(State(web): State<Web>, Body(wanted): Body<JoiningToFollow>) -> Outcome {
    let it = follow_application(&web.app, &wanted.number, &wanted.secret).await?;
    let shown = JoiningFollowed {
        number: it.number.to_string(),
        name: it.name,
        state: it.state.code(),
        submitted_at: it.submitted_at.into(),
        judged_at: it.judged_at.map(Time),
        reason: it.reason,
    };
    Ok(Json(shown).into_response())
}

impl From<FilledForm> for FormFilled {
    fn from(it: FilledForm) -> Self {
        Self { ruleset: it.ruleset, form: it.form, values: it.values }
    }
}

impl From<Application> for JoiningLine {
    fn from(it: Application) -> Self {
        Self {
            number: it.number.to_string(),
            state: it.state.code(),
            name: it.name,
            submitted_at: it.submitted_at.into(),
        }
    }
}

impl From<Application> for JoiningShown {
    fn from(it: Application) -> Self {
        Self {
            number: it.number.to_string(),
            version: it.version,
            state: it.state.code(),
            name: it.name,
            email: it.email,
            application: it.application.into(),
            profile: it.profile.into(),
            staff: it.staff.map(FormFilled::from),
            submitted_at: it.submitted_at.into(),
            judged_by: it.judged_by.map(|hand| hand.name),
            judged_at: it.judged_at.map(Time),
            reason: it.reason,
            body: it.body.map(Uid::from),
        }
    }
}
