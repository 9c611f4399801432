//! From what the desk says to what the admin lists show.

use super::window::Window;
use crate::html::desk::{Words, actor, sentence};
use app::audit::{AuditLine, Verdict};
use app::domain::Moment;
use app::domain::audit::Row;
use app::domain::bodies::{Body, BodyKind};
use app::domain::page::Page;
use app::domain::people::Role;
use app::people::PersonLine;
use phrases::contexts::admin::{Audit, AuditRow, Bodies, BodyRow, People, PersonRow, Verification};
use phrases::contexts::elements::Pager;
use phrases::{Lang, Phrases};
use serde_json::Value;

/// Bodies within a window; `staff` leads from each to its people.
pub(super) fn bodies(words: &Words<'_>, window: &Window, all: &[Body], staff: bool) -> Bodies {
    let lang = words.lang();
    let kind_name = |kind: BodyKind| words.coded("body-kind", kind.code());
    let found: Vec<&Body> = all
        .iter()
        .filter(|body| {
            window.finds(&format!("{} {} {} {}", body.name, body.name_en, body.key, body.contact.email))
        })
        .collect();
    let mut chips = vec![window.chip("kind", "", words.say("list-all"), found.len())];
    for kind in BodyKind::ALL {
        let count = found.iter().filter(|body| body.kind == *kind).count();
        if count > 0 {
            chips.push(window.chip("kind", kind.code(), kind_name(*kind), count));
        }
    }
    let kind = window.filter("kind");
    let (kept, pager) =
        window.cut(found.into_iter().filter(|body| kind.is_none_or(|k| body.kind.code() == k)).collect());
    let parent = |body: &Body| {
        all.iter().find(|other| Some(other.id) == body.parent).map(|other| other.name_in(lang).to_owned())
    };
    Bodies {
        chips,
        query: window.query.clone(),
        rows: kept
            .into_iter()
            .map(|body| BodyRow {
                name: body.name_in(lang).to_owned(),
                kind: kind_name(body.kind),
                parent: parent(body),
                province: body.province.as_deref().map(|code| words.item("provinces", code)),
                contact: contact(body),
                href: staff.then(|| format!("/admin/people?body={}", body.id)),
            })
            .collect(),
        pager,
    }
}

fn contact(body: &Body) -> Option<String> {
    let ways = [&body.contact.email, &body.contact.phone];
    let ways: Vec<&str> = ways.into_iter().map(String::as_str).filter(|way| !way.is_empty()).collect();
    Some(ways.join(" · ")).filter(|ways| !ways.is_empty())
}

/// People within a window.
pub(super) fn people(phrases: &Phrases, lang: Lang, window: &Window, all: Vec<PersonLine>) -> People {
    let body = window.filter("body");
    let found: Vec<PersonLine> = all
        .into_iter()
        .filter(|line| body.is_none_or(|body| line.person.body.to_string() == body))
        .filter(|line| {
            window.finds(&format!(
                "{} {} {} {}",
                line.person.name, line.person.login, line.person.email, line.body_name
            ))
        })
        .collect();
    let mut chips = vec![window.chip("role", "", phrases.say(lang, "list-all", &[]), found.len())];
    for role in Role::ALL {
        let count = found.iter().filter(|line| line.person.roles.contains(role)).count();
        if count > 0 {
            chips.push(window.chip(
                "role",
                role.code(),
                phrases.say(lang, &format!("role-{role}"), &[]),
                count,
            ));
        }
    }
    let role = window.filter("role");
    let wanted =
        |line: &PersonLine| role.is_none_or(|role| line.person.roles.iter().any(|r| r.code() == role));
    let (kept, pager) = window.cut(found.into_iter().filter(wanted).collect());
    let row = |line: PersonLine| PersonRow {
        name: line.person.name,
        login: line.person.login,
        body: line.body_name,
        roles: line.person.roles.iter().map(ToString::to_string).collect(),
        active: line.person.active,
    };
    People { chips, query: window.query.clone(), rows: kept.into_iter().map(row).collect(), pager }
}

/// A page of the audit chain.
pub(super) fn audit(
    words: &Words<'_>,
    lines: Page<AuditLine>,
    verification: Option<Verification>,
    before: Option<i64>,
) -> Audit {
    let next = lines.next.map(|next| format!("/admin/audit?before={next}"));
    let rows: Vec<AuditRow> = lines.rows.into_iter().map(|line| audit_row(words, line)).collect();
    let shown = i64::try_from(rows.len()).unwrap_or(0);
    let previous = before.map(|_| "/admin/audit".to_owned());
    Audit { verification, rows, pager: Pager { previous, next, shown } }
}

fn audit_row(words: &Words<'_>, line: AuditLine) -> AuditRow {
    let AuditLine { row, body_name, restricted } = line;
    // What is restricted shows that something was done, and not on what.
    let number = text_in(&row.detail, "number").filter(|_| !restricted);
    let href = number.as_ref().and_then(|number| match row.subject_kind.as_str() {
        "notice" => Some(format!("/notices/{number}")),
        "incident" => Some(format!("/incidents/{number}")),
        _ => None,
    });
    AuditRow {
        position: row.sequence,
        at: row.at.micros(),
        who: actor(words, &row),
        body: body_name.filter(|name| !name.is_empty()),
        subject: number.or_else(|| named(words, &row).filter(|_| !restricted)).unwrap_or_else(|| {
            format!("{} {}", words.coded("audit-kind", &row.subject_kind), short(&row.subject_id))
        }),
        done: sentence(words, &row.act),
        act: row.act,
        href,
    }
}

/// The end of an id: its beginning is the time, which records of one minute share.
fn short(id: &str) -> &str {
    id.get(id.len().saturating_sub(8)..).unwrap_or(id)
}

/// The name of a thing without a number, when the row tells it.
fn named(words: &Words<'_>, row: &Row) -> Option<String> {
    let name = ["name", "login", "key"].iter().find_map(|key| text_in(&row.detail, key))?;
    Some(format!("{} {name}", words.coded("audit-kind", &row.subject_kind)))
}

fn text_in(json: &str, key: &str) -> Option<String> {
    let value: Value = serde_json::from_str(json).ok()?;
    value.get(key)?.as_str().map(str::to_owned)
}

/// What a check of the chain found, in sentences.
pub(super) fn verification(phrases: &Phrases, lang: Lang, verdict: &Verdict, at: Moment) -> Verification {
    let fault = |code: &str| phrases.say(lang, &format!("audit-fault-{code}"), &[]);
    let say = |key: &str, thing: String, code: &str| {
        phrases.say(lang, key, &[("thing", thing.into()), ("fault", fault(code).into())])
    };
    let mut faults: Vec<String> =
        verdict.breaks.iter().map(|b| say("audit-bad-row", b.sequence.to_string(), b.fault)).collect();
    faults.extend(verdict.receipts.iter().map(|r| say("audit-bad-receipt", r.notice.clone(), r.fault)));
    faults.extend(
        verdict
            .documents
            .iter()
            .map(|d| say("audit-bad-document", format!("{} ({})", d.report, d.edition), d.fault)),
    );
    faults.extend(verdict.files.iter().map(|f| say("audit-bad-file", f.sha256.clone(), f.fault)));
    let checked = verdict.documents_checked.saturating_add(verdict.files_checked);
    Verification {
        at: at.micros(),
        rows: verdict.rows,
        documents: i64::try_from(checked).unwrap_or(i64::MAX),
        faults,
    }
}
