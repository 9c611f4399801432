//! The inbox as its page shows it.

use crate::html::desk::{List, Words};
use app::today::Today;
use domain::reports::{DeliveryState, ReportKind, ReportState};
use domain::text::fold;
use phrases::contexts::desk::FilterGroup;
use phrases::contexts::elements::{Chip, Link};
use phrases::contexts::incidents::{DeliveryRow, ReportRow};
use phrases::contexts::reports::{ReportIndex, ReportListRow};

/// The page. `body` is the reader's, to which reports were delivered.
pub(super) fn page(words: &Words<'_>, asked: &List, today: Today, body: &str) -> ReportIndex {
    let (to_judge, drafts) = (today.to_judge.len(), today.drafts.len());
    let groups =
        vec![FilterGroup::new("waiting", waiting(words, asked, to_judge, drafts)), kinds(words, asked)];
    let delivered = today.to_judge.into_iter().map(|report| (true, report));
    let rows =
        delivered.chain(today.drafts.into_iter().map(|report| (false, report))).map(|(to_judge, report)| {
            ReportListRow {
                report: ReportRow {
                    state: state(to_judge, report.number.is_some()).code().to_owned(),
                    kind: report.kind,
                    href: format!("/reports/{}", report.id),
                    edition: 0,
                    body: report.from_name,
                    submitted_at: to_judge.then_some(report.delivered_at),
                    pdf: report
                        .number
                        .as_ref()
                        .filter(|_| to_judge)
                        .map(|_| format!("/reports/{}/document", report.id)),
                    number: report.number,
                    deliveries: if to_judge {
                        vec![delivered_to(body, report.delivered_at)]
                    } else {
                        Vec::new()
                    },
                    clock: None,
                },
                incident: Link::new(
                    &report.incident_number,
                    format!("/incidents/{}?tab=reports", report.incident_number),
                ),
                incident_title: report.title,
                to_judge,
            }
        });
    let rows: Vec<ReportListRow> = rows.filter(|row| wanted(asked, row)).collect();
    ReportIndex { search: asked.search(groups), pager: asked.pager(rows.len(), None), rows }
}

/// A draft that has its number was submitted before and sent back.
const fn state(to_judge: bool, numbered: bool) -> ReportState {
    match (to_judge, numbered) {
        (true, _) => ReportState::Submitted,
        (false, true) => ReportState::Returned,
        (false, false) => ReportState::Draft,
    }
}

fn delivered_to(body: &str, at: i64) -> DeliveryRow {
    DeliveryRow { body: body.to_owned(), state: DeliveryState::Delivered.code().to_owned(), at }
}

fn waiting(words: &Words<'_>, asked: &List, to_judge: usize, drafts: usize) -> Vec<Chip> {
    let chip = |value: &str, key: &str, count: usize| Chip {
        count: i64::try_from(count).ok(),
        ..asked.chip("waiting", value, words.say(key))
    };
    vec![chip("judge", "today-reports-to-judge", to_judge), chip("draft", "today-drafts", drafts)]
}

fn kinds(words: &Words<'_>, asked: &List) -> FilterGroup {
    let chip = |kind: &ReportKind| asked.chip("kind", kind.code(), words.coded("report", kind.code()));
    FilterGroup::new("kind", ReportKind::ALL.iter().map(chip).collect())
}

/// Whether a row is among those asked for.
fn wanted(asked: &List, row: &ReportListRow) -> bool {
    let waits = asked.one("waiting").is_none_or(|w| (w == "judge") == row.to_judge);
    let kind = asked.one("kind").is_none_or(|kind| kind == row.report.kind);
    let number = row.report.number.as_deref().unwrap_or_default();
    let text = fold(&[number, &row.incident.text, &row.incident_title, &row.report.body].join(" "));
    let words = asked.one("q").map(|q| fold(&q)).unwrap_or_default();
    waits && kind && words.split(' ').all(|word| text.contains(word))
}
