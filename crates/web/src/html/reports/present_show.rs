//! The reading page of a report.

use super::present_edit::{citation, incident};
use crate::html::desk::{Words, attachment, read_form};
use app::reports::ReportView;
use domain::reports::{DeliveryState, Edition, ReportState};
use domain::{Op, Refusal, Right};
use law::Values;
use phrases::contexts::access::WhyView;
use phrases::contexts::desk::{Act, Typed};
use phrases::contexts::elements::Link;
use phrases::contexts::form::FormView;
use phrases::contexts::reports::{DeliveryView, EditionView, ReadSection, ReportShow};

/// The page of an edition; `None` is the one submitted last.
pub(super) fn page(
    words: &Words<'_>,
    op: &Op,
    view: &ReportView,
    edition: Option<i64>,
    typed: Option<Typed>,
) -> ReportShow {
    let report = &view.report;
    let shown = view.editions.iter().find(|e| Some(e.edition) == edition).or_else(|| view.editions.last());
    let proves = view.clocks.iter().map(|c| {
        Link::new(
            words.text(&c.title),
            format!("/incidents/{}?tab=clocks#clock-{}", view.incident_number, c.id),
        )
    });
    ReportShow {
        id: report.id.to_string(),
        number: report.number.as_ref().map_or_else(|| words.say("report-draft-mark"), ToString::to_string),
        kind: report.kind.code().to_owned(),
        state: report.state.code().to_owned(),
        version: report.version,
        edition: shown.map_or(report.edition, |e| e.edition),
        incident: incident(view),
        incident_title: view.incident_title.clone(),
        body: view.body_name.clone(),
        submitted_by: shown.map(|e| e.submitted_by.clone()).unwrap_or_default(),
        submitted_at: shown.map_or(report.created_at, |e| e.submitted_at).micros(),
        form: format!(
            "{} – {}, {}",
            words.place(&view.form.number.shown),
            words.text(&view.form.title),
            words.cite(&report.ruleset, &view.form.cite)
        ),
        sections: sections(words, view, shown.map_or(&view.values, |e| &e.values)),
        attachments: view.attachments.iter().map(attachment).collect(),
        editions: view.editions.iter().rev().map(|e| one_edition(report.id, e, shown)).collect(),
        deliveries: deliveries(words, view),
        proves: proves.collect(),
        cites: view.cites.as_ref().map(|cited| citation(words, cited)),
        judge: judge(words, op, view),
        revise: (view.may_edit && report.state == ReportState::Returned)
            .then(|| format!("/reports/{}", report.id)),
        why: WhyView::default(),
        typed,
    }
}

/// The act of an addressee; with its reason once the body has judged.
fn judge(words: &Words<'_>, op: &Op, view: &ReportView) -> Option<Act> {
    if view.may_judge {
        return Some(Act::possible());
    }
    let mine = view
        .deliveries
        .iter()
        .find(|d| d.delivery.edition == view.report.edition && Some(d.delivery.body) == op.body)?;
    let judged = matches!(mine.delivery.state, DeliveryState::Accepted | DeliveryState::Returned);
    (judged && op.may(Right::JudgeReports)).then(|| words.act(Err(Refusal::new("report.decided_already"))))
}

fn sections(words: &Words<'_>, view: &ReportView, values: &Values) -> Vec<ReadSection> {
    let Some(ruleset) = words.library().ruleset(&view.report.ruleset) else { return Vec::new() };
    let form = FormView::of(ruleset, &view.form, values, &[], words.lang());
    let names: Vec<(String, String)> =
        view.attachments.iter().map(|a| (a.id.to_string(), a.name.clone())).collect();
    read_form(form, &names)
}

fn one_edition(id: domain::ReportId, edition: &Edition, shown: Option<&Edition>) -> EditionView {
    EditionView {
        edition: edition.edition,
        by: edition.submitted_by.clone(),
        at: edition.submitted_at.micros(),
        values_hash: edition.values_sha256.clone(),
        document_hash: edition.document_sha256.clone(),
        pdf: format!("/reports/{id}/document?edition={}", edition.edition),
        shown: shown.is_some_and(|s| s.edition == edition.edition),
        href: format!("/reports/{id}?edition={}", edition.edition),
    }
}

fn deliveries(words: &Words<'_>, view: &ReportView) -> Vec<DeliveryView> {
    let mut rows: Vec<DeliveryView> = view
        .deliveries
        .iter()
        .map(|d| DeliveryView {
            body: d.body_name.clone(),
            role: words.role(&view.report.ruleset, &d.delivery.role),
            edition: d.delivery.edition,
            state: d.delivery.state.code().to_owned(),
            delivered_at: d.delivery.delivered_at.micros(),
            received_at: d.delivery.received_at.map(|at| at.micros()),
            judged_at: d.delivery.judged_at.map(|at| at.micros()),
            judged_by: d.delivery.judged_by.clone(),
            reason: d.delivery.reason.clone(),
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.edition));
    rows
}
