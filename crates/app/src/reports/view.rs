//! One report with everything its page needs: form, values, editions, deliveries, and what the reader may do.

use super::addressees::{self, Foreseen};
use super::case::Case;
use super::check;
use crate::access::Ask;
use crate::{App, Result, boxed, names};
use ::law::{Form, Values};
use domain::attachments::Attachment;
use domain::clocks::ClockRun;
use domain::incidents::IncidentState;
use domain::reports::{Delivery, DeliveryState, Edition, Report, ReportKind, ReportState};
use domain::{BodyId, FieldProblem, IncidentNumber, Moment, Op, Refusal, ReportId, ReportNumber, Right};
use serde::Serialize;

/// A delivery with the name of the addressee.
#[derive(Debug, Clone, Serialize)]
pub struct DeliveryView {
    /// The delivery.
    #[serde(flatten)]
    pub delivery: Delivery,
    /// Name of the addressee, in the reader's language.
    pub body_name: String,
}

/// Somebody to whom the report will go.
#[derive(Debug, Clone, Serialize)]
pub struct AddresseeView {
    /// By which text, in which role.
    #[serde(flatten)]
    pub foreseen: Foreseen,
    /// Name of the body that plays the role; `None` while nobody is known to.
    pub body_name: Option<String>,
}

/// The initial report that a closing report cites.
#[derive(Debug, Clone, Serialize)]
pub struct Cited {
    /// The report.
    pub report: ReportId,
    /// Its number.
    pub number: Option<ReportNumber>,
    /// When it was submitted.
    pub submitted_at: Option<Moment>,
}

/// A report as a reader sees it.
#[derive(Debug, Clone, Serialize)]
pub struct ReportView {
    /// The report. To other bodies than the writing one its values are those submitted last.
    pub report: Report,
    /// Its form.
    pub form: Form,
    /// The values shown: the same as in `report`.
    pub values: Values,
    /// What stands against submitting, while the reader may write.
    pub problems: Vec<FieldProblem>,
    /// Submitted editions, oldest first.
    pub editions: Vec<Edition>,
    /// Deliveries of all editions.
    pub deliveries: Vec<DeliveryView>,
    /// Files of the report.
    pub attachments: Vec<Attachment>,
    /// Number of the incident.
    pub incident_number: IncidentNumber,
    /// Title of the incident.
    pub incident_title: String,
    /// Name of the writing body, in the reader's language.
    pub body_name: String,
    /// The initial report it cites.
    pub cites: Option<Cited>,
    /// To whom it goes, or would go now.
    pub addressees: Vec<AddresseeView>,
    /// The clocks it answers, the earliest first.
    pub clocks: Vec<ClockRun>,
    /// The reader may change the values.
    pub may_edit: bool,
    /// The reader may submit it, once nothing is left in `problems`.
    pub may_submit: bool,
    /// Why a writer cannot submit it now, besides what is left in `problems`.
    pub submit_refused: Option<Refusal>,
    /// The reader may accept or return it.
    pub may_judge: bool,
}

/// Shows a report. Whether somebody opened it is noted by [`super::receive`].
///
/// # Errors
/// [`crate::Error::NotFound`] when it is not there or may not be seen.
#[boxed]
pub async fn view(app: &App, op: &Op, id: ReportId) -> Result<ReportView> {
    let mut read = app.store.read().await?;
    let case = Case::load(&mut read, id).await?;
    case.require_sight(op)?;
    let form = case.form(&app.library())?.clone();
    let editions = read.editions(id).await?;
    let clocks = read.clocks(case.incident.id).await?;
    let writer = case.require_writer(op).is_ok();
    let may_edit = writer && case.report.editable().is_ok() && case.incident.state != IncidentState::Closed;
    let problems = if may_edit { check::complete(&form, &case.report.values, op.now).1 } else { Vec::new() };
    let foreseen = addressees::foresee(case.report.kind, case.report.body, &clocks, &case.parties);
    let submit_refused = if writer { refusal(&case, &foreseen) } else { None };
    let mentioned = foreseen.iter().filter_map(|f| f.body).chain(case.deliveries.iter().map(|d| d.body));
    let names = names::body_names(&mut read, mentioned.chain([case.report.body])).await?;
    let name = |body: BodyId| names::in_lang(&names, body, op.lang).to_owned();
    let addressees =
        foreseen.into_iter().map(|f| AddresseeView { body_name: f.body.map(name), foreseen: f }).collect();
    let may_judge = may_judge(op, &case);
    let deliveries =
        case.deliveries.iter().map(|d| DeliveryView { body_name: name(d.body), delivery: d.clone() });
    let deliveries = deliveries.collect();
    let cites = match case.report.initial_report {
        Some(initial) => read.report(initial).await?.map(|r| Cited {
            report: r.id,
            number: r.number,
            submitted_at: r.submitted_at,
        }),
        None => None,
    };
    let mut report = case.report.clone();
    if !case.own(op)
        && let Some(last) = editions.last()
    {
        report.values.clone_from(&last.values);
    }
    let shown = ReportView {
        values: report.values.clone(),
        attachments: read.attachments_of("report", id.uuid()).await?,
        body_name: name(report.body),
        clocks: addressees::answered(report.kind, &clocks).cloned().collect(),
        incident_number: case.incident.number.clone(),
        incident_title: case.incident.title.clone(),
        may_submit: may_edit && submit_refused.is_none(),
        form,
        problems,
        editions,
        deliveries,
        cites,
        addressees,
        may_edit,
        submit_refused,
        may_judge,
        report,
    };
    drop(read);
    case.note_read(app, op).await?;
    Ok(shown)
}

/// Why a writer cannot submit, whatever the values say.
fn refusal(case: &Case, foreseen: &[Foreseen]) -> Option<Refusal> {
    if let Err(refusal) = case.report.editable() {
        return Some(refusal);
    }
    match (case.incident.state, case.report.kind) {
        (IncidentState::Closed, _) => Some(Refusal::new("incident.already_closed")),
        (IncidentState::Open, ReportKind::Closing) => Some(Refusal::new("incident.not_ended")),
        _ if addressees::reached(foreseen).is_empty() => Some(Refusal::new("report.no_addressee")),
        _ => None,
    }
}

/// Whether the actor's body has the current edition and has not judged it.
pub(super) fn may_judge(op: &Op, case: &Case) -> bool {
    let waits = |state| matches!(state, DeliveryState::Delivered | DeliveryState::Received);
    op.require(Right::JudgeReports).is_ok()
        && case.incident.state != IncidentState::Closed
        && matches!(case.report.state, ReportState::Submitted | ReportState::Accepted)
        && case.delivery_to(op).is_some_and(|d| waits(d.state))
}
