//! The list of incidents.

use super::present_index;
use crate::html::desk::{List, Words};
use crate::{Outcome, Visitor, Web};
use app::incidents::{ListIncidents, list};
use app::today::SOON;
use axum::extract::State;

/// Names of the filters.
const FILTERS: &[&str] = &["state", "severity", "class", "province", "level", "overdue", "q"];

/// Incidents the visitor may see, newest first.
pub(super) async fn index(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let asked = List::of(&visitor, "/incidents", FILTERS);
    let now = visitor.op.now;
    let command = ListIncidents {
        states: asked.all("state"),
        severities: asked.all("severity"),
        class: asked.one("class"),
        province: asked.one("province"),
        level: asked.one("level").and_then(|level| level.parse().ok()),
        due_before: asked.one("overdue").map(|kind| if kind == "soon" { now.plus(SOON) } else { now }),
        due_after: asked.one("overdue").filter(|kind| kind == "soon").map(|_| now),
        query: asked.one("q").unwrap_or_default(),
        page: asked.page(),
    };
    let listing = list(&web.app, &visitor.op, command).await?;
    web.page(&visitor, &present_index::page(&Words::of(&web, &visitor), now, &asked, listing))
}
