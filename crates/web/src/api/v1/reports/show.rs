//! One report: as data, as JSON Schema of its values, as PDF.

use crate::api::answer;
use crate::api::asked::{Asked, Caller, id};
use crate::api::problem::FieldError;
use crate::api::v1::attachments::disposition;
use crate::api::v1::incidents::ClockShown;
use crate::api::v1::messages::FileLine;
use crate::api::words::codes::{DeliveryState, ReportKind, ReportState};
use crate::api::words::{Time, Uid};
use crate::{Outcome, Visitor, Web};
use app::domain::reports::{Delivery, Edition};
use app::reports::{AddresseeView, DeliveryView, ReportView, SchemaOf};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A report.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReportShown {
    /// Id.
    id: Uid,
    /// Number, given at the first submission.
    number: Option<String>,
    /// Number of the incident.
    incident: String,
    /// Which of the six.
    kind: ReportKind,
    /// How it stands.
    state: ReportState,
    /// Id of the ruleset of its form.
    ruleset: String,
    /// Id of its form.
    form: String,
    /// Id of the writing body.
    body: Uid,
    /// Its name.
    body_name: String,
    /// Values by field key; to other bodies than the writing one those submitted last.
    #[schema(value_type = Object)]
    values: law::Values,
    /// What stands against submitting, while the caller may write.
    problems: Vec<FieldError>,
    /// Submitted editions, oldest first.
    editions: Vec<EditionShown>,
    /// Deliveries of all editions.
    deliveries: Vec<DeliveryShown>,
    /// To whom it goes, or would go now.
    addressees: Vec<AddresseeShown>,
    /// The clocks it answers.
    clocks: Vec<ClockShown>,
    /// Files.
    attachments: Vec<FileLine>,
    /// The initial report it cites.
    cites: Option<CitedShown>,
    /// When begun.
    created_at: Time,
    /// The caller may change the values.
    may_edit: bool,
    /// The caller may submit it, once nothing is left in `problems`.
    may_submit: bool,
    /// Code of the refusal, when a writer cannot submit it now.
    submit_refused: Option<&'static str>,
    /// The caller may accept or return it.
    may_judge: bool,
    /// Counted up by each change.
    version: i64,
}

/// A submitted edition; it never changes.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EditionShown {
    /// From 1.
    edition: i64,
    /// SHA-256 over the canonical values (RFC 8785).
    values_sha256: String,
    /// SHA-256 of the PDF.
    document_sha256: String,
    /// Who submitted it.
    submitted_by: String,
    /// When.
    submitted_at: Time,
}

/// A report on its way to one addressee.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DeliveryShown {
    /// The edition.
    edition: i64,
    /// Id of the addressee.
    body: Uid,
    /// Its name.
    body_name: Option<String>,
    /// Role by which it is addressed.
    role: String,
    /// How it stands.
    state: DeliveryState,
    /// When it lay in the addressee's inbox.
    delivered_at: Time,
    /// When a person of the addressee opened it.
    received_at: Option<Time>,
    /// When it was judged.
    judged_at: Option<Time>,
    /// By whom.
    judged_by: String,
    /// Reason of a return.
    reason: String,
}

/// Somebody to whom a report goes.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AddresseeShown {
    /// Role in the text.
    role: String,
    /// Id of the body that plays it; `null` while nobody is known to.
    body: Option<Uid>,
    /// Its name.
    body_name: Option<String>,
    /// Id of the ruleset that names it; empty where no clock does.
    ruleset: String,
    /// Article that names it.
    cite: String,
}

/// A report that another cites.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CitedShown {
    /// Id.
    report: Uid,
    /// Number.
    number: Option<String>,
    /// When it was submitted.
    submitted_at: Option<Time>,
}

/// Which edition.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct WhichEdition {
    /// The edition; absent is the draft for its writers, else the edition submitted last.
    edition: Option<i64>,
}

/// Show a report.
///
/// Reading it is no proof of receipt; see `POST /api/v1/reports/{id}/receive`.
#[utoipa::path(
    get, path = "/api/v1/reports/{id}", tag = "reports",
    responses((status = 200, description = "The report.", body = ReportShown,
        headers(("ETag" = String, description = "Its version, for `If-Match`.")))),
    security(("bearer" = ["incidents:read"]))
)]
pub(super) async fn show(State(web): State<Web>, caller: Caller, Path(report): Path<String>) -> Outcome {
    let view = app::reports::view(&web.app, caller.op(), id(&report)?).await?;
    let shown = shown(&web, &caller.0, view);
    Ok(answer::versioned(&shown, shown.version))
}

/// Describe the values of a report in JSON Schema.
///
/// JSON Schema 2020-12, titles in the language asked for by `Accept-Language`.
#[utoipa::path(
    get, path = "/api/v1/reports/{id}/schema", tag = "reports",
    responses((status = 200, description = "The schema.", body = Object, content_type = "application/schema+json")),
    security(("bearer" = ["incidents:read"]))
)]
pub(super) async fn schema(State(web): State<Web>, caller: Caller, Path(report): Path<String>) -> Outcome {
    let schema = app::reports::schema(&web.app, caller.op(), SchemaOf::Report(id(&report)?)).await?;
    let kind = (CONTENT_TYPE, HeaderValue::from_static("application/schema+json"));
    Ok(([kind], Json(schema)).into_response())
}

/// Print a report.
///
/// PDF/A-2b in the layout of decree 30/2020/NĐ-CP: the bytes kept of a submitted edition, or a draft with the mark of one.
#[utoipa::path(
    get, path = "/api/v1/reports/{id}/document", tag = "reports", params(WhichEdition),
    responses((status = 200, description = "The PDF.", body = Vec<u8>, content_type = "application/pdf",
        headers(("Content-Disposition" = String, description = "The name of the file (RFC 6266).")))),
    security(("bearer" = ["incidents:read"]))
)]
pub(super) async fn document(
    State(web): State<Web>,
    caller: Caller,
    Path(report): Path<String>,
    Asked(which): Asked<WhichEdition>,
) -> Outcome {
    let pdf = app::reports::document(&web.app, caller.op(), id(&report)?, which.edition).await?;
    let mut response = ([(CONTENT_TYPE, HeaderValue::from_static("application/pdf"))], pdf).into_response();
    if let Ok(name) = HeaderValue::from_str(&disposition(&format!("{report}.pdf"))) {
        response.headers_mut().insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// Problems of fields with their words.
pub(super) fn told(
    web: &Web,
    visitor: &Visitor,
    problems: Vec<app::domain::FieldProblem>,
) -> Vec<FieldError> {
    problems.into_iter().map(|problem| FieldError::of(web, visitor, problem)).collect()
}

fn shown(web: &Web, visitor: &Visitor, view: ReportView) -> ReportShown {
    let report = view.report;
    ReportShown {
        id: report.id.into(),
        number: report.number.map(|number| number.to_string()),
        incident: view.incident_number.to_string(),
        kind: report.kind.into(),
        state: report.state.into(),
        ruleset: report.ruleset,
        form: report.form,
        body: report.body.into(),
        body_name: view.body_name,
        values: view.values,
        problems: told(web, visitor, view.problems),
        editions: view.editions.into_iter().map(EditionShown::from).collect(),
        deliveries: view.deliveries.into_iter().map(DeliveryShown::from).collect(),
        addressees: view.addressees.into_iter().map(AddresseeShown::from).collect(),
        clocks: view.clocks.into_iter().map(ClockShown::from).collect(),
        attachments: view.attachments.into_iter().map(FileLine::from).collect(),
        cites: view.cites.map(|cited| CitedShown {
            report: cited.report.into(),
            number: cited.number.map(|number| number.to_string()),
            submitted_at: cited.submitted_at.map(Time::from),
        }),
        created_at: report.created_at.into(),
        may_edit: view.may_edit,
        may_submit: view.may_submit,
        submit_refused: view.submit_refused.map(|refusal| refusal.code),
        may_judge: view.may_judge,
        version: report.version,
    }
}

impl From<Edition> for EditionShown {
    fn from(edition: Edition) -> Self {
        Self {
            edition: edition.edition,
            values_sha256: edition.values_sha256,
            document_sha256: edition.document_sha256,
            submitted_by: edition.submitted_by,
            submitted_at: edition.submitted_at.into(),
        }
    }
}

impl From<DeliveryView> for DeliveryShown {
    fn from(view: DeliveryView) -> Self {
        Self { body_name: Some(view.body_name), ..view.delivery.into() }
    }
}

impl From<Delivery> for DeliveryShown {
    fn from(delivery: Delivery) -> Self {
        Self {
            edition: delivery.edition,
            body: delivery.body.into(),
            body_name: None,
            role: delivery.role,
            state: delivery.state.into(),
            delivered_at: delivery.delivered_at.into(),
            received_at: delivery.received_at.map(Time::from),
            judged_at: delivery.judged_at.map(Time::from),
            judged_by: delivery.judged_by,
            reason: delivery.reason,
        }
    }
}

impl From<AddresseeView> for AddresseeShown {
    fn from(view: AddresseeView) -> Self {
        let foreseen = view.foreseen;
        Self {
            role: foreseen.role,
            body: foreseen.body.map(Uid::from),
            body_name: view.body_name,
            ruleset: foreseen.ruleset,
            cite: foreseen.cite,
        }
    }
}
