//! The reports of an incident that a reader may see, and the kinds that could be begun.

use super::addressees;
use super::begin::{form_for, latest_initial};
use super::case::{Case, sees};
use super::view::{DeliveryView, may_judge};
use crate::access::Ask;
use crate::{App, Error, Result, boxed, names};
use domain::clocks::{ClockRun, ClockState};
use domain::incidents::{Circle, Incident, IncidentState};
use domain::reports::{Report, ReportKind, ReportState};
use domain::{BodyId, Moment, Op, Refusal, ReportId, ReportNumber, Right};
use serde::Serialize;

/// A report in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ReportLine {
    /// Identity.
    pub id: ReportId,
    /// Its number, once it has one.
    pub number: Option<ReportNumber>,
    /// Which of the six.
    pub kind: ReportKind,
    /// How it stands.
    pub state: ReportState,
    /// Submitted editions.
    pub edition: i64,
    /// The writing body.
    pub body: BodyId,
    /// Its name, in the reader's language.
    pub body_name: String,
    /// When begun.
    pub created_at: Moment,
    /// When last submitted.
    pub submitted_at: Option<Moment>,
    /// SHA-256 of the PDF submitted last.
    pub document_sha256: Option<String>,
    /// Deliveries of the current edition.
    pub deliveries: Vec<DeliveryView>,
    /// The clocks it answers, the earliest first.
    pub clocks: Vec<ClockRun>,
    /// The reader may go on writing it.
    pub may_edit: bool,
    /// The reader's body has to accept or return it.
    pub may_judge: bool,
}

/// A kind of report that could be begun.
#[derive(Debug, Clone, Serialize)]
pub struct KindOffer {
    /// The kind.
    pub kind: ReportKind,
    /// Ruleset whose form would be used; empty when none has one.
    pub ruleset: String,
    /// Article of that form.
    pub cite: String,
    /// The running clock it would answer, the earliest.
    pub clock: Option<ClockRun>,
    /// The report of that kind which the reader's body is still writing; beginning leads to it.
    pub open: Option<ReportId>,
    /// Why it cannot be begun now.
    pub refused: Option<Refusal>,
}

/// The reports of an incident.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentReports {
    /// Those the reader may see, newest first.
    pub reports: Vec<ReportLine>,
    /// The six kinds; empty for a reader who may not report.
    pub offers: Vec<KindOffer>,
}

/// Lists the reports of an incident.
///
/// # Errors
/// [`Error::NotFound`] when the incident may not be seen.
#[boxed]
pub async fn list_of(app: &App, op: &Op, incident: &str) -> Result<IncidentReports> {
    let mut read = app.store.read().await?;
    let (incident, parties) = crate::incidents::load(&mut read, incident).await?;
    op.require_on_incident(Right::SeeIncidents, &parties)?;
    let all = read.reports(incident.id).await?;
    let clocks = read.clocks(incident.id).await?;
    let delivered = read.deliveries_of_incident(incident.id).await?;
    let writes = op.body.is_some() && op.require_on_incident(Right::WriteReports, &parties).is_ok();
    let mentioned = all.iter().map(|r| r.body).chain(delivered.iter().map(|d| d.body));
    let names = names::body_names(&mut read, mentioned).await?;
    drop(read);
    let name = |body: BodyId| names::in_lang(&names, body, op.lang).to_owned();
    let line = |report: &Report| {
        let case = Case {
            report: report.clone(),
            incident: incident.clone(),
            parties: parties.clone(),
            deliveries: delivered.iter().filter(|d| d.report == report.id).cloned().collect(),
        };
        let current = case.deliveries.iter().filter(|d| d.edition == report.edition);
        ReportLine {
            id: report.id,
            number: report.number.clone(),
            kind: report.kind,
            state: report.state,
            edition: report.edition,
            body: report.body,
            body_name: name(report.body),
            created_at: report.created_at,
            submitted_at: report.submitted_at,
            document_sha256: report.document_sha256.clone(),
            deliveries: current
                .map(|d| DeliveryView { body_name: name(d.body), delivery: d.clone() })
                .collect(),
            clocks: addressees::answered(report.kind, &clocks).cloned().collect(),
            may_edit: writes
                && case.own(op)
                && report.editable().is_ok()
                && incident.state != IncidentState::Closed,
            may_judge: may_judge(op, &case),
        }
    };
    let reports = all.iter().rev().filter(|r| sees(op, r, &parties, &delivered)).map(line).collect();
    let kinds = if writes { ReportKind::ALL } else { &[] };
    let offers = kinds.iter().map(|kind| offer(app, op, &incident, &parties, *kind, &all, &clocks)).collect();
    Ok(IncidentReports { reports, offers })
}

fn offer(
    app: &App,
    op: &Op,
    incident: &Incident,
    parties: &Circle,
    kind: ReportKind,
    all: &[Report],
    clocks: &[ClockRun],
) -> KindOffer {
    let open = all.iter().find(|r| r.kind == kind && Some(r.body) == op.body && r.editable().is_ok());
    let library = app.library();
    let form = form_for(app, &library, incident, kind, None);
    let cites = op.body.and_then(|writer| latest_initial(all, writer, parties)).is_some();
    KindOffer {
        kind,
        ruleset: form.as_ref().map(|(ruleset, _)| ruleset.id.to_string()).unwrap_or_default(),
        cite: form.as_ref().map(|(_, form)| form.cite.clone()).unwrap_or_default(),
        clock: addressees::answered(kind, clocks).find(|c| c.state == ClockState::Running).cloned(),
        open: open.map(|r| r.id),
        refused: if open.is_some() { None } else { refusal(kind, incident.state, cites, form.err()) },
    }
}

/// Why a kind cannot be begun; the same rules as in [`super::begin`].
fn refusal(kind: ReportKind, state: IncidentState, cites: bool, no_form: Option<Error>) -> Option<Refusal> {
    match no_form {
        _ if state == IncidentState::Closed => Some(Refusal::new("incident.already_closed")),
        Some(Error::Refused(refusal)) => Some(refusal),
        _ if kind == ReportKind::Closing && !cites => Some(Refusal::new("report.initial_report_missing")),
        _ => None,
    }
}
