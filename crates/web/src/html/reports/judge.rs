//! An addressee accepts a report or returns it.

use super::{identified, show};
use crate::html::desk::{refused_page, typed};
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::reports::Judge;
use axum::extract::{Path, State};

/// Judges and comes back to the report.
pub(super) async fn judge(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Outcome {
    let id = identified(&id)?;
    let path = format!("/reports/{id}");
    let accept = posted.text("verdict") == "accept";
    let command = Judge {
        report: id,
        edition: posted.number("edition"),
        accept,
        reason: posted.text("reason").to_owned(),
    };
    let Err(error) = app::reports::judge(&web.app, &visitor.op, command).await else {
        return Ok(done(&path, if accept { "report-accepted" } else { "report-returned" }));
    };
    let fault = Fault(error);
    let Some(typed) = typed(&web, &visitor, if accept { "accept" } else { "return" }, &posted, &fault) else {
        return Err(fault);
    };
    let page = show::reading(&web, &visitor, id, Some(typed)).await?;
    refused_page(&web, &visitor, &path, &fault, &page)
}
