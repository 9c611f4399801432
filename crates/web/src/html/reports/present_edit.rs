//! The editor as its page shows it.

use crate::html::desk::{Words, attachment, clock_run, shown_at};
use crate::html::paper_address;
use crate::{Visitor, Web};
use app::reports::{AddresseeView, Cited, ReportView};
use domain::attachments::Attachment;
use domain::reports::{DeliveryState, ReportState};
use domain::{BodyId, FieldProblem, Refusal};
use phrases::contexts::elements::Link;
use phrases::contexts::form::{FieldKind, FormFault, FormView, StoredFile};
use phrases::contexts::reports::{self, ReportEdit};

/// The page; `checked` when completeness was just asked for.
pub(super) fn page(
    web: &Web,
    visitor: &Visitor,
    view: &ReportView,
    problems: &[FieldProblem],
    checked: bool,
) -> ReportEdit {
    let words = &Words::of(web, visitor);
    let report = &view.report;
    let returned = view
        .deliveries
        .iter()
        .find(|d| d.delivery.edition == report.edition && d.delivery.state == DeliveryState::Returned);
    let returned = returned.filter(|_| report.state == ReportState::Returned);
    let fault = |p: &FieldProblem| {
        FormFault::new(shown_at(&view.form, &p.field), crate::dress::words(web, visitor, p))
    };
    ReportEdit {
        id: report.id.to_string(),
        number: report.number.as_ref().map(ToString::to_string),
        kind: report.kind.code().to_owned(),
        state: report.state.code().to_owned(),
        version: report.version,
        edition: report.edition,
        incident: incident(view),
        incident_title: view.incident_title.clone(),
        form: form(words, view).with_errors(problems.iter().map(fault).collect()),
        checked,
        saved: false,
        returned_by: returned.map(|d| d.body_name.clone()).unwrap_or_default(),
        return_reason: returned.map(|d| d.delivery.reason.clone()).unwrap_or_default(),
        cites: view.cites.as_ref().map(|cited| citation(words, cited)),
        addressees: view.addressees.iter().map(|a| addressee(words, a)).collect(),
        clock: view
            .clocks
            .first()
            .map(|clock| clock_run(words, clock, visitor.op.now, |body| name(view, body))),
        submit_refused: view.submit_refused.as_ref().map(|refusal| words.refusal(refusal)),
        paper_address: paper_address(&web.app.settings),
    }
}

/// The page after a file was not taken: told where files are chosen.
pub(super) fn without_file(web: &Web, visitor: &Visitor, view: &ReportView, refusal: &Refusal) -> ReportEdit {
    let mut page = page(web, visitor, view, &[], false);
    let chosen = view.form.inputs().find(|field| field.kind == law::FieldKind::Attachments);
    let key = chosen.map_or_else(|| "report-form".to_owned(), |field| field.key.clone());
    let fault = FormFault::new(key, Words::of(web, visitor).refusal(refusal));
    page.form = page.form.with_errors(vec![fault]);
    page
}

/// The form with its values; files by their names, so that each can be taken off.
fn form(words: &Words<'_>, view: &ReportView) -> FormView {
    let Some(ruleset) = words.library().ruleset(&view.report.ruleset) else { return empty(words, view) };
    let mut form = FormView::of(ruleset, &view.form, &view.values, &[], words.lang());
    let fields = form.sections.iter_mut().flat_map(|s| s.fields.iter_mut());
    for field in fields.filter(|f| f.kind == FieldKind::Attachments) {
        let stored = |file: &Attachment| StoredFile { id: file.id.to_string(), file: attachment(file).file };
        let (files, others) = (view.attachments.iter().map(stored), std::mem::take(&mut field.values));
        field.files = files.filter(|file| others.contains(&file.id)).collect();
        field.values = others.into_iter().filter(|id| field.files.iter().all(|f| f.id != *id)).collect();
    }
    form
}

/// A report whose text of law is no longer loaded cannot be edited; nothing is shown of its form.
fn empty(words: &Words<'_>, view: &ReportView) -> FormView {
    FormView {
        id: view.form.id.to_string(),
        number: words.place(&view.form.number.shown),
        title: String::new(),
        cite: words.place(&view.form.cite),
        notes: Vec::new(),
        sections: Vec::new(),
        errors: Vec::new(),
    }
}

/// The incident, on its tab of reports.
pub(super) fn incident(view: &ReportView) -> Link {
    Link::new(view.incident_number.to_string(), format!("/incidents/{}?tab=reports", view.incident_number))
}

/// The initial report that is cited, by number and day.
pub(super) fn citation(words: &Words<'_>, cited: &Cited) -> Link {
    let number = cited.number.as_ref().map(ToString::to_string).unwrap_or_default();
    let text = match cited.submitted_at {
        Some(at) => {
            let day = phrases::measures::date(at.micros());
            words.with("report-cited", &[("number", number.into()), ("day", day.into())])
        }
        None => number,
    };
    Link::new(text, format!("/reports/{}", cited.report))
}

fn addressee(words: &Words<'_>, to: &AddresseeView) -> reports::AddresseeView {
    reports::AddresseeView {
        role: words.role(&to.foreseen.ruleset, &to.foreseen.role),
        body: to.body_name.clone().filter(|name| !name.is_empty()),
        cite: words.cite(&to.foreseen.ruleset, &to.foreseen.cite),
    }
}

/// Name of a body among the addressees; empty for others, which are then named by their role.
fn name(view: &ReportView, body: BodyId) -> String {
    let known = view.addressees.iter().find(|a| a.foreseen.body == Some(body));
    known.and_then(|a| a.body_name.clone()).unwrap_or_default()
}
