//! The reports of an incident, and the kinds that could be begun.

use super::show::DeliveryShown;
use crate::api::asked::Caller;
use crate::api::words::codes::{ReportKind, ReportState};
use crate::api::words::{Time, Uid};
use crate::{Outcome, Web};
use app::reports::{IncidentReports, KindOffer, ReportLine};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::ToSchema;

/// The reports of an incident.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReportsShown {
    /// Those the caller may see, newest first.
    items: Vec<ReportLineShown>,
    /// The six kinds, for a caller who may report.
    offers: Vec<OfferShown>,
}

/// A report in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReportLineShown {
    /// Id.
    id: Uid,
    /// Number, once it was submitted.
    number: Option<String>,
    /// Which of the six.
    kind: ReportKind,
    /// How it stands.
    state: ReportState,
    /// Submitted editions.
    edition: i64,
    /// Id of the writing body.
    body: Uid,
    /// Its name.
    body_name: String,
    /// When begun.
    created_at: Time,
    /// When last submitted.
    submitted_at: Option<Time>,
    /// SHA-256 of the PDF submitted last.
    document_sha256: Option<String>,
    /// Deliveries of the current edition.
    deliveries: Vec<DeliveryShown>,
    /// The caller may go on writing it.
    may_edit: bool,
    /// The caller's body has to accept or return it.
    may_judge: bool,
}

/// A kind of report that could be begun.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OfferShown {
    /// The kind.
    kind: ReportKind,
    /// Id of the ruleset whose form would be used; empty when none has one.
    ruleset: String,
    /// Article of that form.
    cite: String,
    /// Last moment of the earliest clock it would answer.
    due_at: Option<Time>,
    /// Id of the report of that kind which the caller's body is still writing; beginning leads to it.
    open: Option<Uid>,
    /// Code of the refusal, when it cannot be begun now.
    refused: Option<&'static str>,
}

/// List the reports of an incident.
#[utoipa::path(
    get, path = "/api/v1/incidents/{number}/reports", tag = "reports",
    responses((status = 200, description = "Reports, and what could be begun.", body = ReportsShown)),
    security(("bearer" = ["incidents:read"]))
)]
pub(super) async fn list(State(web): State<Web>, caller: Caller, Path(number): Path<String>) -> Outcome {
    let reports = app::reports::list_of(&web.app, caller.op(), &number).await?;
    Ok(Json(ReportsShown::from(reports)).into_response())
}

impl From<IncidentReports> for ReportsShown {
    fn from(reports: IncidentReports) -> Self {
        Self {
            items: reports.reports.into_iter().map(ReportLineShown::from).collect(),
            offers: reports.offers.into_iter().map(OfferShown::from).collect(),
        }
    }
}

impl From<ReportLine> for ReportLineShown {
    fn from(line: ReportLine) -> Self {
        Self {
            id: line.id.into(),
            number: line.number.map(|number| number.to_string()),
            kind: line.kind.into(),
            state: line.state.into(),
            edition: line.edition,
            body: line.body.into(),
            body_name: line.body_name,
            created_at: line.created_at.into(),
            submitted_at: line.submitted_at.map(Time::from),
            document_sha256: line.document_sha256,
            deliveries: line.deliveries.into_iter().map(DeliveryShown::from).collect(),
            may_edit: line.may_edit,
            may_judge: line.may_judge,
        }
    }
}

impl From<KindOffer> for OfferShown {
    fn from(offer: KindOffer) -> Self {
        Self {
            kind: offer.kind.into(),
            ruleset: offer.ruleset,
            cite: offer.cite,
            due_at: offer.clock.and_then(|clock| clock.due_at).map(Time::from),
            open: offer.open.map(Uid::from),
            refused: offer.refused.map(|refusal| refusal.code),
        }
    }
}
