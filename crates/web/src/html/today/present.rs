//! Today as its page shows it: groups by urgency, with the first things of each.

use crate::html::desk::{Nearest, Words, nearest};
use app::today::Today;
use domain::incidents::SeverityState;
use domain::notices::NoticeState;
use domain::{Moment, Op, Right};
use phrases::contexts::today::{self, Group, Item, Waiting};

/// Things shown of each group.
const SHOWN: usize = 5;
/// Incidents decided or proposed as severe and not closed.
const SEVERE: &str = "/incidents?state=open&state=ended&severity=proposed&severity=severe";

/// The page.
pub(super) fn page(words: &Words<'_>, op: &Op, today: Today, severe_phone: &str) -> today::Today {
    let count = |state: NoticeState| today.open_notices.iter().find(|(s, _)| s == state.code()).map_or(0, |(_, n)| *n);
    let (received, asked) = (count(NoticeState::Received), count(NoticeState::Asked));
    let mut groups = Vec::new();
    if op.may(Right::SeeIncidents) {
        let severe = today.severe.into_iter().map(|row| Item {
            severity: Some(row.severity).filter(|s| s != SeverityState::Ordinary.code()),
            ..item(row.number.clone(), row.title, format!("/incidents/{}", row.number), row.operator_name, row.detected_at)
        });
        groups.push(due(words, op.now, Waiting::Overdue, "/incidents?overdue=yes", clocks(today.overdue)));
        groups.push(due(words, op.now, Waiting::DueSoon, "/incidents?overdue=soon", clocks(today.due_soon)));
        groups.push(group(Waiting::Severe, SEVERE, severe.collect()));
    }
    let new = today.new_notices.into_iter().map(|row| {
        item(row.number.clone(), row.subject, format!("/notices/{}", row.number), Some(row.sender), row.received_at.micros())
    });
    groups.push(Group { count: received, ..group(Waiting::NewNotices, "/notices?state=received", new.collect()) });
    groups.push(Group { count: asked, ..group(Waiting::AskedBack, "/notices?state=asked", Vec::new()) });
    if op.may(Right::JudgeReports) {
        let waiting = today.to_judge.into_iter().map(|r| {
            let title = format!("{} – {}", words.coded("report", &r.kind), r.incident_number);
            item(r.number.unwrap_or_default(), title, format!("/reports/{}", r.id), Some(r.from_name), r.delivered_at)
        });
        groups.push(group(Waiting::ReportsToJudge, "/reports?waiting=judge", waiting.collect()));
    }
    if op.may(Right::WriteReports) {
        let drafts = today.drafts.into_iter().map(|r| {
            item(r.incident_number, words.coded("report", &r.kind), format!("/reports/{}", r.id), Some(r.title), r.delivered_at)
        });
        groups.push(group(Waiting::Drafts, "/reports?waiting=draft", drafts.collect()));
    }
    let severe_phone = severe_phone.to_owned();
    today::Today { groups, present: Vec::new(), severe_phone, may_enter: op.may(Right::EnterNotice) }
}

/// A clock of the list, before it is put in words.
struct Due {
    number: String,
    title: String,
    severity: String,
    ruleset: String,
    duty: Option<law::Text>,
    cite: Option<String>,
    kind: String,
    at: Moment,
}

macro_rules! due_of {
    ($row:expr) => {
        Due {
            number: $row.number,
            title: $row.title,
            severity: $row.severity,
            ruleset: $row.ruleset,
            duty: $row.title_json.as_deref().and_then(|json| serde_json::from_str(json).ok()),
            cite: $row.cite,
            kind: $row.due_kind,
            at: Moment::from_micros($row.due_at),
        }
    };
}
