//! Beginning a report: the form of its kind, filled with what the record knows.

use super::known;
use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use ::law::{Context, Form, Library, Ruleset};
use domain::audit::Event;
use domain::incidents::{Incident, Party, PartyRole, parties};
use domain::reports::{Report, ReportKind, ReportState};
use domain::{BodyId, Op, ReportId, Right};
use serde_json::json;

/// A report to begin.
#[derive(Debug, Clone)]
pub struct Begin {
    /// Number of the incident.
    pub incident: String,
    /// Which of the six.
    pub kind: ReportKind,
    /// Ruleset whose form is wanted; `None` takes that of the incident's process, else that of the deployment.
    pub ruleset: Option<String>,
}

/// Begins a report, or gives the one of that kind which the body is still writing.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; `incident.already_closed`; `law.no_form` when no ruleset has a form for
/// the kind; `report.initial_report_missing` for a closing report before an initial one was submitted.
#[boxed]
pub async fn begin(app: &App, op: &Op, cmd: Begin) -> Result<ReportId> {
    let mut tx = app.store.write().await?;
    let (incident, parties) = crate::incidents::load_to_change(&mut tx, &cmd.incident).await?;
    op.require_on_incident(Right::WriteReports, &parties)?;
    let writer = op.body.ok_or(Error::Forbidden)?;
    let reports = tx.reports(incident.id).await?;
    if let Some(open) =
        reports.iter().find(|r| r.body == writer && r.kind == cmd.kind && r.editable().is_ok())
    {
        return Ok(open.id);
    }
    incident.unclosed()?;
    let library = app.library();
    let (ruleset, form) = form_for(app, &library, &incident, cmd.kind, cmd.ruleset.as_deref())?;
    let initial = match cmd.kind {
        ReportKind::Closing => {
            let cited = latest_initial(&reports, writer, &parties);
            Some(cited.ok_or_else(|| Error::refused("report.initial_report_missing"))?)
        }
        _ => None,
    };
    let known = known::gather(&mut tx, op, &incident, &parties, writer, initial).await?;
    let (values, _) =
        ::law::validate(form, &::law::prefill(form, &known), &Context { now: op.now.timestamp() }, false);
    let report = Report {
        id: app.fresh.id(op.now),
        number: None,
        incident: incident.id,
        kind: cmd.kind,
        ruleset: ruleset.id.to_string(),
        form: form.id.to_string(),
        state: ReportState::Draft,
        body: writer,
        values,
        edition: 0,
        initial_report: initial.map(|r| r.id),
        created_at: op.now,
        submitted_at: None,
        document_sha256: None,
        values_sha256: None,
        version: 1,
    };
    tx.insert_report(&report).await?;
    tx.record(op, Event::new("report.begun", "report", report.id, json!({
        "incident": incident.number, "kind": report.kind, "ruleset": report.ruleset, "form": report.form,
    })));
    tx.commit(op.now).await?;
    Ok(report.id)
}

/// The form for a kind of report on an incident.
pub(super) fn form_for<'a>(
    app: &App,
    library: &'a Library,
    incident: &Incident,
    kind: ReportKind,
    wanted: Option<&str>,
) -> Result<(&'a Ruleset, &'a Form)> {
    let of = |id: &str| library.ruleset(id).and_then(|r| r.form_for(kind.code()).map(|form| (r, form)));
    let found = match wanted.filter(|id| !id.is_empty()) {
        Some(id) => of(id),
        None => of(&incident.process).or_else(|| of(&app.settings.default_ruleset)),
    };
    found.ok_or_else(|| Error::refused("law.no_form"))
}

/// The initial report that a closing report of a body cites: of those submitted and not sent back its own, else the
/// operator's, else any; the last one.
pub(super) fn latest_initial<'r>(
    reports: &'r [Report],
    writer: BodyId,
    parties: &[Party],
) -> Option<&'r Report> {
    let operator = parties::playing(parties, PartyRole::Operator.code());
    reports
        .iter()
        .filter(|r| r.kind == ReportKind::Initial)
        .filter(|r| matches!(r.state, ReportState::Submitted | ReportState::Accepted))
        .max_by_key(|r| (r.body == writer, Some(r.body) == operator, r.submitted_at))
}
