//! How every act on an incident answers: back to its tab with what was done, or with the form that was refused.

use super::conflict;
use super::show;
use super::tabs::Tab;
use crate::html::desk::{refused_page, typed};
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;

/// Where an act is done and how it is told.
pub(super) struct Place<'a> {
    /// Number of the incident.
    pub(super) number: &'a str,
    /// The tab.
    pub(super) tab: Tab,
    /// Key of the form on the page.
    pub(super) form: &'a str,
    /// What is told when it is done (`done-<key>`).
    pub(super) key: &'a str,
    /// Where on the tab to come back to (`#step-contain`); may be empty.
    pub(super) fragment: &'a str,
}

impl<'a> Place<'a> {
    /// A form on the first tab.
    pub(super) const fn overview(number: &'a str, form: &'a str, key: &'a str) -> Self {
        Self { number, tab: Tab::Overview, form, key, fragment: "" }
    }

    /// Address of the tab.
    pub(super) fn path(&self) -> String {
        format!("/incidents/{}?tab={}{}", self.number, self.tab.code(), self.fragment)
    }
}

/// Answers an act. When somebody else saved first, both versions are shown beside each other.
pub(super) async fn answer(
    web: &Web,
    visitor: &Visitor,
    posted: &Posted,
    place: Place<'_>,
    act: Result<(), Fault>,
) -> Outcome {
    let Err(fault) = act else { return Ok(done(&place.path(), place.key)) };
    if matches!(fault.0, Error::Conflict) {
        return conflict::answer(web, visitor, &place, posted).await;
    }
    let Some(typed) = typed(web, visitor, place.form, posted, &fault) else { return Err(fault) };
    let page = show::page(web, visitor, place.number, place.tab, Some(typed)).await?;
    refused_page(web, visitor, &place.path(), &fault, &page)
}
