//! From what the desk says to what the admin lists show.

use super::window::Window;
use crate::html::desk::{Words, actor, sentence};
use app::audit::{AuditLine, Verdict};
use app::domain::Moment;
use app::domain::audit::Row;
use app::domain::page::Page;
use app::domain::people::Role;
use app::people::PersonLine;
use phrases::contexts::admin::{Audit, AuditRow, People, PersonRow, Verification};
use phrases::contexts::elements::Pager;
use phrases::{Lang, Phrases};
use serde_json::Value;

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
        login: line.person.login.clone(),
        body: line.body_name,
        roles: line.person.roles.iter().map(ToString::to_string).collect(),
        active: line.person.active,
        factors: [(line.factors.authenticator, "authenticator"), (line.factors.passkeys > 0, "passkey")]
            .into_iter()
            .filter(|(there, _)| *there)
            .map(|(_, factor)| factor.to_owned())
            .collect(),
        signed_in_at: line.signed_in_at.map(|at| at.micros()),
        href: format!("/admin/people/{}", line.person.login),
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
