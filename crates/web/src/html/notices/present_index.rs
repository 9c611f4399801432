//! The inbox as its page shows it.

use crate::html::desk::{List, Words};
use app::notices::NoticeListing;
use domain::notices::{Channel, NoticeState, Verdict};
use domain::{Op, Right};
use phrases::contexts::desk::{Coded, FilterGroup, Search};
use phrases::contexts::notices::{NoticeIndex, NoticeRow};

/// The page.
pub(super) fn page(words: &Words<'_>, op: &Op, asked: &List, listing: NoticeListing) -> NoticeIndex {
    let coded = |name: &str, code: &str| Coded::new(code, asked.with(name, code));
    let pager = asked.pager(listing.rows.len(), listing.next);
    let rows = listing.rows.into_iter().map(|row| NoticeRow {
        href: format!("/notices/{}", row.number),
        sender: if row.sender.is_empty() { words.say("app-unknown") } else { row.sender },
        state: coded("state", &row.state),
        channel: coded("channel", &row.channel),
        verdict: coded("verdict", &row.verdict),
        received_at: row.received_at.micros(),
        acknowledged_after: row.acknowledged_after_micros,
        taken_by: row.officer,
        subject: row.subject,
        number: row.number,
    });
    NoticeIndex {
        rows: rows.collect(),
        search: search(words, asked),
        pager,
        may_enter: op.may(Right::EnterNotice),
        may_submit: op.may(Right::SubmitNotice),
    }
}

fn search(words: &Words<'_>, asked: &List) -> Search {
    let state =
        |s: &NoticeState| asked.chip_of_many("state", s.code(), words.coded("state-notice", s.code()));
    let channel = |c: &Channel| asked.chip("channel", c.code(), words.coded("channel", c.code()));
    let verdict = |v: &Verdict| asked.chip("verdict", v.code(), words.coded("verdict", v.code()));
    asked.search(vec![
        FilterGroup::new("state", NoticeState::ALL.iter().map(state).collect()),
        FilterGroup::new("channel", Channel::ALL.iter().map(channel).collect()),
        FilterGroup::new("verdict", Verdict::ALL.iter().map(verdict).collect()),
    ])
}
