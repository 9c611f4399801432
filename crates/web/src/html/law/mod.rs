//! The texts of law as people read them, and the deadline calculator. The law is public: nobody needs an account.

mod clock;

use crate::html::typed::day_of;
use crate::{Fault, Listed, Outcome, Visitor, Web};
use app::Error;
use axum::extract::{Path, State};
use phrases::contexts::law::{FormPage, RulesetList, RulesetPage};

pub(crate) fn routes(listed: &mut Listed) {
    listed
        .get("/law", index)
        .get("/law/clock", clock::clock)
        .get("/law/{id}", show)
        .get("/law/{id}/forms/{form}", form);
}

/// All texts, those in force first.
async fn index(State(web): State<Web>, visitor: Visitor) -> Outcome {
    web.page(&visitor, &RulesetList::of(&web.app.library, day_of(visitor.op.now), visitor.lang))
}

/// One text.
async fn show(State(web): State<Web>, visitor: Visitor, Path(id): Path<String>) -> Outcome {
    let page = RulesetPage::of(&web.app.library, &id, day_of(visitor.op.now), visitor.lang);
    web.page(&visitor, &page.ok_or(Fault(Error::NotFound))?)
}

/// One form, as printed.
async fn form(State(web): State<Web>, visitor: Visitor, Path((id, form)): Path<(String, String)>) -> Outcome {
    let page = FormPage::of(&web.app.library, &id, &form, visitor.lang);
    web.page(&visitor, &page.ok_or(Fault(Error::NotFound))?)
}
