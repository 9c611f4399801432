//! The inbox as its page shows it.

use crate::html::desk::{List, Words};
use app::reports::FoundReport;
use domain::page::Page;
use domain::reports::{DeliveryState, ReportKind, ReportState};
use phrases::contexts::desk::FilterGroup;
use phrases::contexts::elements::Link;
use phrases::contexts::incidents::{DeliveryRow, ReportRow};
use phrases::contexts::reports::{ReportIndex, ReportListRow};

/// The page. `body` is the reader's, to which reports were delivered.
pub(super) fn page(words: &Words<'_>, asked: &List, reports: Page<FoundReport>, body: &str) -> ReportIndex {
    let turn = |value: &str, key: &str| asked.chip("waiting", value, words.say(key));
    let state =
        |s: &ReportState| asked.chip_of_many("state", s.code(), words.coded("state-report", s.code()));
    let kind = |k: &ReportKind| asked.chip("kind", k.code(), words.coded("report", k.code()));
    let groups = vec![
        FilterGroup::new(
            "waiting",
            vec![turn("judge", "today-reports-to-judge"), turn("draft", "today-drafts")],
        ),
        FilterGroup::new("state", ReportState::ALL.iter().map(state).collect()),
        FilterGroup::new("kind", ReportKind::ALL.iter().map(kind).collect()),
    ];
    let pager = asked.pager(reports.rows.len(), reports.next);
    let rows = reports.rows.into_iter().map(|line| row(line, body)).collect();
    ReportIndex { search: asked.search(groups), rows, pager }
}

fn row(line: FoundReport, body: &str) -> ReportListRow {
    let waits = [DeliveryState::Delivered.code(), DeliveryState::Received.code()];
    let to_judge = line.delivery_state.as_deref().is_some_and(|state| waits.contains(&state));
    let delivery = line.delivery_state.zip(line.delivered_at);
    ReportListRow {
        report: ReportRow {
            kind: line.kind,
            href: format!("/reports/{}", line.id),
            state: line.state,
            edition: line.edition,
            body: line.from_name,
            submitted_at: line.submitted_at,
            pdf: line.document_sha256.map(|_| format!("/reports/{}/document", line.id)),
            number: line.number,
            deliveries: delivery
                .map(|(state, at)| DeliveryRow { body: body.to_owned(), state, at })
                .into_iter()
                .collect(),
            clock: None,
        },
        incident: Link::new(
            &line.incident_number,
            format!("/incidents/{}?tab=reports", line.incident_number),
        ),
        incident_title: line.title,
        to_judge,
    }
}
