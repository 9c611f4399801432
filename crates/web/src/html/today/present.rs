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
pub(super) fn page(words: &Words<'_>, op: &Op, mut today: Today, severe_phone: &str) -> today::Today {
    let mut groups = Vec::new();
    if op.may(Right::SeeIncidents) {
        groups.extend(due(words, op.now, &mut today));
        groups.push(severe(&mut today));
    }
    groups.extend(notices(&mut today));
    groups.extend(reports(words, op, &mut today));
    groups.extend(minutes(words, &mut today));
    today::Today { groups, severe_phone: severe_phone.to_owned(), may_enter: op.may(Right::EnterNotice) }
}

fn due(words: &Words<'_>, now: Moment, today: &mut Today) -> [Group; 2] {
    let lists = [std::mem::take(&mut today.overdue), std::mem::take(&mut today.due_soon)];
    let [overdue, soon] = lists.map(|(clocks, count)| {
        let items = clocks.into_iter().map(|clock| {
            let duty: Option<law::Text> =
                clock.title_json.as_deref().and_then(|json| serde_json::from_str(json).ok());
            let moment = Nearest {
                ruleset: &clock.ruleset,
                clock: None,
                title: duty.map(|text| words.text(&text)),
                cite: clock.cite,
                kind: Some(&clock.due_kind),
                due: Moment::from_micros(clock.due_at),
            };
            Item {
                clock: Some(nearest(words, moment, now)),
                since: None,
                severity: Some(clock.severity).filter(|s| s != SeverityState::Ordinary.code()),
                ..item(
                    &clock.number,
                    clock.title,
                    format!("/incidents/{}?tab=clocks#clock-{}", clock.number, clock.id),
                    None,
                    0,
                )
            }
        });
        (items.collect::<Vec<_>>(), count)
    });
    [
        Group { count: overdue.1, ..group(Waiting::Overdue, "/incidents?overdue=yes", overdue.0) },
        Group { count: soon.1, ..group(Waiting::DueSoon, "/incidents?overdue=soon", soon.0) },
    ]
}

fn severe(today: &mut Today) -> Group {
    let items = std::mem::take(&mut today.severe).into_iter().map(|row| Item {
        severity: Some(row.severity),
        ..item(
            &row.number,
            row.title,
            format!("/incidents/{}", row.number),
            row.operator_name,
            row.detected_at,
        )
    });
    group(Waiting::Severe, SEVERE, items.collect())
}

fn notices(today: &mut Today) -> [Group; 2] {
    let count = |state: NoticeState| {
        today.open_notices.iter().find(|(s, _)| s == state.code()).map_or(0, |(_, n)| *n)
    };
    let (received, asked) = (count(NoticeState::Received), count(NoticeState::Asked));
    let new = std::mem::take(&mut today.new_notices).into_iter().map(|row| {
        item(
            &row.number,
            row.subject,
            format!("/notices/{}", row.number),
            Some(row.sender),
            row.received_at.micros(),
        )
    });
    [
        Group { count: received, ..group(Waiting::NewNotices, "/notices?state=received", new.collect()) },
        Group { count: asked, ..group(Waiting::AskedBack, "/notices?state=asked", Vec::new()) },
    ]
}

fn reports(words: &Words<'_>, op: &Op, today: &mut Today) -> Vec<Group> {
    let mut groups = Vec::new();
    if op.may(Right::JudgeReports) {
        let items = std::mem::take(&mut today.to_judge).into_iter().map(|r| {
            let title = format!("{} – {}", words.coded("report", &r.kind), r.incident_number);
            item(
                &r.number.unwrap_or_default(),
                title,
                format!("/reports/{}", r.id),
                Some(r.from_name),
                r.delivered_at,
            )
        });
        groups.push(group(Waiting::ReportsToJudge, "/reports?waiting=judge", items.collect()));
    }
    if op.may(Right::WriteReports) {
        let items = std::mem::take(&mut today.drafts).into_iter().map(|r| {
            let title = words.coded("report", &r.kind);
            item(&r.incident_number, title, format!("/reports/{}", r.id), Some(r.title), r.delivered_at)
        });
        groups.push(group(Waiting::Drafts, "/reports?waiting=draft", items.collect()));
    }
    groups
}

/// Shown to those who owe some.
fn minutes(words: &Words<'_>, today: &mut Today) -> Option<Group> {
    let owed = std::mem::take(&mut today.minutes);
    let items = owed.into_iter().map(|one| {
        item(
            &words.coded("meeting-kind", one.meeting.kind.code()),
            one.team.name,
            format!("/network/teams/{}#meetings", one.team.key),
            Some(one.meeting.place),
            one.meeting.held_at.unwrap_or(one.meeting.planned_at).micros(),
        )
    });
    let items: Vec<Item> = items.collect();
    (!items.is_empty()).then(|| group(Waiting::Minutes, "/network/teams", items))
}

fn group(kind: Waiting, href: &str, mut items: Vec<Item>) -> Group {
    let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
    items.truncate(SHOWN);
    Group { kind, count, href: href.to_owned(), items }
}

fn item(number: &str, title: String, href: String, detail: Option<String>, since: i64) -> Item {
    Item {
        number: number.to_owned(),
        title,
        href,
        detail: detail.unwrap_or_default(),
        since: Some(since),
        clock: None,
        severity: None,
    }
}
