//! The inbox: reports that wait for a judgement, and drafts that wait for their writers.

use super::present_index;
use crate::html::desk::{List, Words};
use crate::{Outcome, Visitor, Web};
use axum::extract::State;

/// What waits, narrowed by what the visitor asked for.
pub(super) async fn index(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let asked = List::of(&visitor, "/reports", &["waiting", "kind", "q"]);
    let waiting = app::today::view(&web.app, &visitor.op).await?;
    let body = visitor.who.as_ref().map(|who| who.body.as_str()).unwrap_or_default();
    web.page(&visitor, &present_index::page(&Words::of(&web, &visitor), &asked, waiting, body))
}
