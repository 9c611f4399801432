//! One report: the editor for whoever may go on writing it, else the reading page.

use super::{identified, present_edit, present_show};
use crate::html::access;
use crate::html::desk::Words;
use crate::{Fault, Outcome, Visitor, Web};
use axum::extract::{Path, State};
use domain::ReportId;
use phrases::contexts::access::WhyView;
use phrases::contexts::desk::Typed;
use phrases::contexts::reports::ReportShow;

/// Notes that an addressee opened it, then shows it. `?edition=` reads an edition, `?checked=yes` tells what is missing.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Path(id): Path<String>) -> Outcome {
    let id = identified(&id)?;
    app::reports::receive(&web.app, &visitor.op, id).await?;
    let view = app::reports::view(&web.app, &visitor.op, id).await?;
    let words = Words::of(&web, &visitor);
    let edition: Option<i64> = visitor.query("edition").and_then(|e| e.parse().ok());
    if view.may_edit && edition.is_none() {
        let checked = visitor.query("checked").is_some();
        let problems = if checked { view.problems.clone() } else { Vec::new() };
        return web.page(&visitor, &present_edit::page(&web, &visitor, &view, &problems, checked));
    }
    let why = why(&web, &visitor, id).await?;
    web.page(&visitor, &ReportShow { why, ..present_show::page(&words, &visitor.op, &view, edition, None) })
}

/// The reading page, with a form that was refused.
pub(super) async fn reading(
    web: &Web,
    visitor: &Visitor,
    id: ReportId,
    typed: Option<Typed>,
) -> Result<ReportShow, Fault> {
    let view = app::reports::view(&web.app, &visitor.op, id).await?;
    let why = why(web, visitor, id).await?;
    Ok(ReportShow { why, ..present_show::page(&Words::of(web, visitor), &visitor.op, &view, None, typed) })
}

async fn why(web: &Web, visitor: &Visitor, id: ReportId) -> Result<WhyView, Fault> {
    Ok(access::why(&app::why::why_report(&web.app, &visitor.op, id).await?, None))
}
