//! Beginning a change: a new edition of a text, a day of the calendar, or files of one's own.

use crate::html::desk::{Words, refused_page, typed};
use crate::html::done;
use crate::html::typed::day;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::domain::Right;
use app::law::changes::{DraftChange, NewDay, Start, draft_change};
use axum::extract::State;
use jiff::civil::Date;
use law::DayKind;
use phrases::contexts::desk::Typed;
use phrases::contexts::elements::Choice;
use phrases::contexts::law::NewChange;

/// The ways to begin.
pub(super) async fn form(State(web): State<Web>, visitor: Visitor) -> Outcome {
    web.page(&visitor, &page(&web, &visitor, None)?)
}

/// Begins.
pub(super) async fn begin(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let way = match posted.text("start") {
        way @ ("edition" | "day") => way,
        _ => "files",
    };
    let act = async {
        let start = start(way, &posted)?;
        let (title, source) = (posted.text("title").to_owned(), posted.text("source").to_owned());
        draft_change(&web.app, &visitor.op, DraftChange { title, source, start }).await.map_err(Fault)
    };
    match act.await {
        Ok(number) => Ok(done(&format!("/law/changes/{number}"), "law-change-drafted")),
        Err(fault) => match typed(&web, &visitor, way, &posted, &fault) {
            Some(typed) => {
                let page = page(&web, &visitor, Some(typed))?;
                refused_page(&web, &visitor, "/law/changes/new", &fault, &page)
            }
            None => Err(fault),
        },
    }
}

fn start(way: &str, posted: &Posted) -> Result<Start, Fault> {
    let text = |field: &str| posted.text(field).to_owned();
    Ok(match way {
        "edition" => Start::Edition {
            of: text("of"),
            id: text("id"),
            number: text("number"),
            from: date(posted, "from")?,
        },
        "day" => Start::Day(NewDay {
            date: date(posted, "date")?,
            kind: posted.code("kind")?,
            name: text("name"),
            name_en: text("name_en"),
        }),
        _ => Start::Files(Vec::new()),
    })
}

fn date(posted: &Posted, field: &str) -> Result<Date, Fault> {
    let text = posted.given(field).ok_or_else(|| Fault(Error::field(field, "required")))?;
    day(text).map_err(|code| Fault(Error::field(field, code)))
}

fn page(web: &Web, visitor: &Visitor, typed: Option<Typed>) -> Result<NewChange, Fault> {
    if !visitor.op.may(Right::ChangeLaw) {
        return Err(Fault(Error::Forbidden));
    }
    let words = Words::of(web, visitor);
    let from = visitor.query("of").unwrap_or_else(|| web.app.settings.default_ruleset.clone());
    let edition = |r: &law::Ruleset| {
        Choice::new(r.id.as_str(), format!("{} ({})", words.text(&r.short), r.id), r.id.as_str() == from)
    };
    let kind = |kind: &DayKind| {
        Choice::new(kind.code(), words.coded("day-kind", kind.code()), *kind == DayKind::Holiday)
    };
    Ok(NewChange {
        editions: visitor.law.rulesets().map(edition).collect(),
        kinds: DayKind::ALL.iter().map(kind).collect(),
        typed,
    })
}
