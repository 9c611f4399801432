//! Applications to join, and judging them.

use super::present;
use crate::html::desk::{List, Words, refused_page, typed};
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::members::{Approve, list_applications, list_clusters, show_application};
use axum::extract::{Path, State};
use phrases::contexts::desk::Typed;
use phrases::contexts::network::{ApplicationPage, ApplicationRow, Applications};

/// Newest first.
pub(super) async fn list(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let asked = List::of(&visitor, "/network/applications", &[]);
    let found = list_applications(&web.app, &visitor.op, asked.page()).await?;
    let pager = asked.pager(found.rows.len(), found.next);
    let rows = found.rows.into_iter().map(|(_, it)| ApplicationRow {
        number: it.number.to_string(),
        name: it.name,
        state: it.state.code().to_owned(),
        submitted_at: it.submitted_at.micros(),
    });
    web.page(&visitor, &Applications { rows: rows.collect(), pager })
}

/// One with its forms.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Path(number): Path<String>) -> Outcome {
    let page = page(&web, &visitor, &number, None).await?;
    web.page(&visitor, &page)
}

/// Approves it.
pub(super) async fn approve(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let command = Approve {
        number: number.clone(),
        version: posted.number("version").unwrap_or_default(),
        existing: posted.given("existing").map(str::to_owned),
        key: posted.text("key").to_owned(),
        province: posted.given("province").map(str::to_owned),
        sector: None,
        cluster: posted.text("cluster").to_owned(),
        reason: posted.text("reason").to_owned(),
    };
    let act = app::members::approve(&web.app, &visitor.op, command).await.map(drop).map_err(Fault);
    answer(&web, &visitor, &posted, &number, ("approve", "application-approved"), act).await
}

/// Refuses it with a reason.
pub(super) async fn refuse(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let version = posted.number("version").unwrap_or_default();
    let act = app::members::refuse(&web.app, &visitor.op, &number, version, posted.text("reason")).await;
    answer(&web, &visitor, &posted, &number, ("refuse", "application-refused"), act.map_err(Fault)).await
}

async fn answer(
    web: &Web,
    visitor: &Visitor,
    posted: &Posted,
    number: &str,
    (form, word): (&str, &str),
    act: Result<(), Fault>,
) -> Outcome {
    let path = format!("/network/applications/{number}");
    let Err(fault) = act else { return Ok(done(&path, word)) };
    let Some(typed) = typed(web, visitor, form, posted, &fault) else { return Err(fault) };
    let page = page(web, visitor, number, Some(typed)).await?;
    refused_page(web, visitor, &path, &fault, &page)
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    number: &str,
    typed: Option<Typed>,
) -> Result<ApplicationPage, Fault> {
    let application = show_application(&web.app, &visitor.op, number).await?;
    let clusters = list_clusters(&web.app, &visitor.op).await?;
    Ok(present::application(&Words::of(web, visitor), application, clusters, typed))
}
