//! From what the desk says of sight to what pages show.

use crate::html::desk::Words;
use crate::{Visitor, Web};
use app::restriction::{AccessView, Candidate, Named, RecordKind};
use app::why::Why;
use domain::access::Tie;
use phrases::contexts::access::{AccessPage, ExceptionView, NamedRow, ReadingRow, WhyGround, WhyView};
use phrases::contexts::desk::Typed;
use phrases::contexts::elements::{Choice, Link};

/// The list a kind of record stands in.
pub(super) const fn list(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Notice => "/notices",
        RecordKind::Incident => "/incidents",
    }
}

/// Address of the page.
pub(super) fn path(kind: RecordKind, number: &str) -> String {
    format!("{}/{number}/access", list(kind))
}

/// Why the reader sees a record; `access` is the page that says who sees it.
pub(in crate::html) fn why(why: &Why, access: Option<String>) -> WhyView {
    let ground = |role: &str, tie: &Tie| WhyGround {
        role: role.to_owned(),
        relation: tie.relation.code().to_owned(),
        part: tie.part.map(|part| part.code().to_owned()).unwrap_or_default(),
        body: tie.body.and_then(|body| why.bodies.get(&body)).cloned().unwrap_or_default(),
        since: tie.since.map(|at| at.micros()),
        until: tie.until.map(|at| at.micros()),
        by: tie.by.clone(),
    };
    WhyView {
        grounds: why.grounds.iter().map(|g| ground(g.role.code(), &g.tie)).collect(),
        restricted: why.restricted,
        opened: why.opened_by.iter().map(|tie| ground("", tie)).collect(),
        access,
    }
}

/// The page.
pub(super) fn page(
    web: &Web,
    visitor: &Visitor,
    view: AccessView,
    grounds: &Why,
    typed: Option<Typed>,
) -> AccessPage {
    let words = Words::of(web, visitor);
    let list = list(view.kind);
    let nav = if view.kind == RecordKind::Notice { "nav-notices" } else { "nav-incidents" };
    AccessPage {
        crumbs: vec![
            Link::new(words.say(nav), list),
            Link::new(&view.number, format!("{list}/{}", view.number)),
        ],
        href: path(view.kind, &view.number),
        number: view.number,
        version: view.version,
        restricted: view.restricted,
        notice: view.kind == RecordKind::Notice,
        secrecy: view.secrecy.iter().map(|s| s.code().to_owned()).collect(),
        exception: view.exception.map(|e| ExceptionView {
            by: e.by,
            at: e.at.micros(),
            reason: e.reason,
            document: e.document,
        }),
        named: view.named.into_iter().map(named).collect(),
        unnamed: view.unnamed_parties,
        may_name: view.may_name,
        candidates: view.candidates.into_iter().map(candidate).collect(),
        reads: view
            .reads
            .into_iter()
            .map(|row| ReadingRow { name: row.name, door: row.door, at: row.at })
            .collect(),
        may_restrict: view.may_restrict,
        may_except: view.may_except,
        why: why(grounds, None),
        typed,
    }
}

fn named(named: Named) -> NamedRow {
    NamedRow {
        person: named.grant.person.to_string(),
        name: named.name,
        body: named.body_name,
        by: named.grant.by,
        reason: named.grant.reason,
        since: named.grant.since.micros(),
        until: named.grant.until.map(|at| at.micros()),
        withdraw: named.may_withdraw,
    }
}

fn candidate(candidate: Candidate) -> Choice {
    let told = [candidate.name, candidate.position, candidate.body_name];
    let told: Vec<String> = told.into_iter().filter(|text| !text.is_empty()).collect();
    Choice::new(candidate.person.to_string(), told.join(" – "), false)
}
