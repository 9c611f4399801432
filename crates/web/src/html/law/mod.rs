//! The texts of law as people read them, and the deadline calculator. The law is public: nobody needs an account.

mod changes;
mod clock;
mod provision;
mod trace;

use crate::html::typed::day_of;
use crate::{Fault, Listed, Outcome, Visitor, Web};
use app::Error;
use app::domain::Right;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use phrases::contexts::law::{
    ComparePage, DisputedPage, FormPage, ProcessPage, ProvisionList, RulesetList, RulesetPage, YearPage,
};

/// Years a calendar is drawn for.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

pub(crate) fn routes(listed: &mut Listed) {
    listed
        .get("/law", index)
        .get("/law/clock", clock::clock)
        .get("/law/calendar", calendar)
        .get("/law/compare", compare)
        .get("/law/contradictions", contradictions)
        .get("/law/trace", trace::trace)
        .get("/law/{id}", show)
        .get("/law/{id}/process", process)
        .get("/law/{id}/provisions", provisions)
        .get("/law/{id}/provisions/{provision}", provision::provision)
        .get("/law/{id}/forms/{form}", form)
        .get("/law/{id}/forms/{form}/pdf", paper);
    changes::routes(listed);
}

/// All texts, those in force first.
async fn index(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let mut page = RulesetList::of(&visitor.law, day_of(visitor.op.now), visitor.lang);
    page.changes = visitor.op.may(Right::ChangeLaw);
    web.page(&visitor, &page)
}

/// One text.
async fn show(State(web): State<Web>, visitor: Visitor, Path(id): Path<String>) -> Outcome {
    let page = RulesetPage::of(&visitor.law, &id, day_of(visitor.op.now), visitor.lang);
    web.page(&visitor, &page.ok_or(Fault(Error::NotFound))?)
}

/// One form, as printed.
async fn form(State(web): State<Web>, visitor: Visitor, Path((id, form)): Path<(String, String)>) -> Outcome {
    let page = FormPage::of(&visitor.law, &id, &form, visitor.lang);
    web.page(&visitor, &page.ok_or(Fault(Error::NotFound))?)
}

/// One form on paper, blank.
async fn paper(
    State(web): State<Web>,
    visitor: Visitor,
    Path((id, form)): Path<(String, String)>,
) -> Outcome {
    let bytes = app::law::blank_form(&web.app, &id, &form, visitor.op.now.timestamp()).await?;
    let named = HeaderValue::from_str(&format!("attachment; filename=\"{id}-{form}.pdf\""));
    let named = named.map_err(|_| Fault(Error::NotFound))?;
    let kind = HeaderValue::from_static("application/pdf");
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, named)], bytes).into_response())
}

/// The process of a text, drawn.
async fn process(State(web): State<Web>, visitor: Visitor, Path(id): Path<String>) -> Outcome {
    let page = ProcessPage::of(&visitor.law, &id, visitor.lang);
    web.page(&visitor, &page.ok_or(Fault(Error::NotFound))?)
}

/// The wording of a text.
async fn provisions(State(web): State<Web>, visitor: Visitor, Path(id): Path<String>) -> Outcome {
    let page = ProvisionList::of(&visitor.law, &id, visitor.lang);
    web.page(&visitor, &page.ok_or(Fault(Error::NotFound))?)
}

/// Two texts side by side; without a choice, a draft and the text as issued, else the first two.
async fn compare(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let library = &visitor.law;
    let (left, right) = (visitor.query("left"), visitor.query("right"));
    let editions = || {
        let draft = library.rulesets().find(|r| r.force.never)?;
        let kin = library.editions(draft.edition_of.as_deref()?).find(|r| r.id != draft.id)?;
        Some((draft, kin))
    };
    let any = || library.rulesets().zip(library.rulesets().skip(1)).next();
    let named = |(one, other): (&law::Ruleset, &law::Ruleset)| (one.id.to_string(), other.id.to_string());
    let chosen = left.zip(right).or_else(|| editions().or_else(any).map(named));
    let (left, right) = chosen.ok_or(Fault(Error::NotFound))?;
    let only = visitor.query("only").is_some();
    let page = ComparePage::of(library, &left, &right, only, visitor.lang);
    web.page(&visitor, &page.ok_or(Fault(Error::NotFound))?)
}

/// What falls due in a year; without a choice, this year in the whole country.
async fn calendar(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let this = day_of(visitor.op.now).year();
    let year = visitor.query("year").and_then(|year| year.trim().parse().ok());
    let year = year.filter(|year| YEARS.contains(year)).unwrap_or(this);
    let province = visitor.query("province").filter(|code| !code.is_empty());
    web.page(&visitor, &YearPage::of(&visitor.law, year, province.as_deref(), visitor.lang))
}

/// Where texts contradict each other.
async fn contradictions(State(web): State<Web>, visitor: Visitor) -> Outcome {
    web.page(&visitor, &DisputedPage::of(&visitor.law, visitor.lang))
}
