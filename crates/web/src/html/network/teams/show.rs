//! The page of one team.

use super::present;
use crate::html::desk::{refused_page, typed};
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::teams::show_team;
use axum::extract::{Path, State};
use phrases::contexts::desk::Typed;
use phrases::contexts::teams::TeamShow;

/// One team.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Path(key): Path<String>) -> Outcome {
    let page = page(&web, &visitor, &key, None).await?;
    web.page(&visitor, &page)
}

/// Its page, with what was typed and refused.
async fn page(web: &Web, visitor: &Visitor, key: &str, typed: Option<Typed>) -> Result<TeamShow, Fault> {
    let view = show_team(&web.app, &visitor.op, key).await?;
    let bodies = if view.may.contains("manage") {
        app::bodies::list_bodies(&web.app, &visitor.op).await?
    } else {
        Vec::new()
    };
    Ok(present::team(web, visitor, view, &bodies, typed))
}

/// Answers an act: back to the team with what was done, or with the form that was refused.
pub(super) async fn answer(
    web: &Web,
    visitor: &Visitor,
    posted: &Posted,
    key: &str,
    (form, told): (&str, &str),
    act: Result<(), Fault>,
) -> Outcome {
    let path = format!("/network/teams/{key}");
    let Err(fault) = act else { return Ok(done(&path, told)) };
    let Some(typed) = typed(web, visitor, form, posted, &fault) else { return Err(fault) };
    let page = page(web, visitor, key, Some(typed)).await?;
    refused_page(web, visitor, &path, &fault, &page)
}
