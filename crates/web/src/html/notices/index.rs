//! The triage inbox.

use super::present_index;
use crate::html::desk::{List, Words};
use crate::{Outcome, Visitor, Web};
use app::notices::{ListNotices, list};
use axum::extract::State;

/// Names of the filters.
const FILTERS: &[&str] = &["state", "channel", "verdict", "q"];

/// Notices the visitor may see, newest first.
pub(super) async fn index(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let asked = List::of(&visitor, "/notices", FILTERS);
    let command = ListNotices {
        states: asked.all("state"),
        channel: asked.one("channel"),
        verdict: asked.one("verdict"),
        query: asked.one("q").unwrap_or_default(),
        page: asked.page(),
    };
    let listing = list(&web.app, &visitor.op, command).await?;
    let page = present_index::page(&Words::of(&web, &visitor), &visitor.op, &asked, listing);
    web.page(&visitor, &page)
}
