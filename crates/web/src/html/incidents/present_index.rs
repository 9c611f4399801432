//! The list of incidents as its page shows it.

use crate::html::desk::{List, Nearest, Words, nearest};
use app::incidents::IncidentListing;
use domain::Moment;
use domain::incidents::{IncidentState, SeverityState};
use phrases::contexts::desk::{Coded, FilterGroup, Search};
use phrases::contexts::incidents::{IncidentIndex, IncidentRow};

/// The page.
pub(super) fn page(words: &Words<'_>, now: Moment, asked: &List, listing: IncidentListing) -> IncidentIndex {
    let coded = |name: &str, code: &str| Coded::new(code, asked.with(name, code));
    let level = |level: i64| asked.link("level", &level.to_string(), level_label(words, level));
    let pager = asked.pager(listing.rows.len(), listing.next);
    let rows = listing.rows.into_iter().map(|row| {
        let (ruleset, clock) = row.next_due_clock.as_deref().and_then(|c| c.split_once('/')).unzip();
        let due = row.next_due_at.map(|due| Nearest {
            ruleset: ruleset.unwrap_or_default(),
            clock,
            title: None,
            cite: None,
            kind: None,
            due: Moment::from_micros(due),
        });
        IncidentRow {
            href: format!("/incidents/{}", row.number),
            state: coded("state", &row.state),
            severity: coded("severity", &row.severity),
            level: row.level.map(level),
            class: row.class.as_deref().map(|class| asked.link("class", class, words.item("rsit", class))),
            province: row
                .province
                .as_deref()
                .map(|code| asked.link("province", code, words.item("provinces", code))),
            clock: due.map(|due| nearest(words, due, now)),
            number: row.number,
            title: row.title,
            system: row.system_name.unwrap_or_default(),
            operator: row.operator_name.unwrap_or_default(),
            detected_at: row.detected_at,
            updated_at: row.updated_at,
        }
    });
    IncidentIndex { rows: rows.collect(), search: search(words, asked), pager }
}

fn search(words: &Words<'_>, asked: &List) -> Search {
    let state =
        |s: &IncidentState| asked.chip_of_many("state", s.code(), words.coded("state-incident", s.code()));
    let severity =
        |s: &SeverityState| asked.chip_of_many("severity", s.code(), words.coded("severity", s.code()));
    let due = [("yes", "today-overdue"), ("soon", "today-due-soon")];
    let level = |l: i64| asked.chip("level", &l.to_string(), level_label(words, l));
    // Classes and provinces are too many for chips: they are set by a click on a value, and cleared here.
    let set = |name: &str, list: &str| {
        asked.one(name).map(|v| asked.chip(name, &v, words.item(list, &v))).into_iter().collect()
    };
    asked.search(vec![
        FilterGroup::new(
            "overdue",
            due.map(|(value, key)| asked.chip("overdue", value, words.say(key))).into(),
        ),
        FilterGroup::new("state", IncidentState::ALL.iter().map(state).collect()),
        FilterGroup::new("severity", SeverityState::ALL.iter().skip(1).map(severity).collect()),
        FilterGroup::new("level", (1..=5).map(level).collect()),
        FilterGroup::new("class", set("class", "rsit")),
        FilterGroup::new("province", set("province", "provinces")),
    ])
}

fn level_label(words: &Words<'_>, level: i64) -> String {
    words.with("system-level", &[("level", level.into())])
}
