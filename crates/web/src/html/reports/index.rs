//! The inbox: reports that the visitor's body wrote or got.

use super::present_index;
use crate::html::desk::{List, Words};
use crate::{Outcome, Visitor, Web};
use app::reports::{ListReports, ReportTurn, inbox};

use axum::extract::State;

/// Reports, newest first, narrowed to what the visitor asked for.
pub(super) async fn index(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let asked = List::of(&visitor, "/reports", &["waiting", "state", "kind", "q"]);
    let turn = asked.one("waiting").and_then(|waiting| match waiting.as_str() {
        "judge" => Some(ReportTurn::ToJudge),
        "draft" => Some(ReportTurn::ToWrite),
        _ => None,
    });
    let command = ListReports {
        turn,
        states: asked.all("state"),
        kind: asked.one("kind"),
        query: asked.one("q").unwrap_or_default(),
        page: asked.page(),
    };
    let reports = inbox(&web.app, &visitor.op, command).await?;
    let body = visitor.who.as_ref().map(|who| who.body.as_str()).unwrap_or_default();
    web.page(&visitor, &present_index::page(&Words::of(&web, &visitor), &asked, reports, body))
}
