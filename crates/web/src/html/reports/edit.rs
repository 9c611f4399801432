//! Writing a report: saved as often as wanted, checked, submitted. Submitting saves first, so that what is sent is what
//! stood on the page.

use super::{conflict, identified, present_edit};
use crate::html::desk::refused_page;
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::reports::{ReportView, Save, Saved, Submit};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use domain::{FieldProblem, ReportId};
use law::Values;
use phrases::contexts::reports::ReportEdit;

/// Saves; on wish (`check=yes`) goes on to what is missing.
pub(super) async fn save(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Outcome {
    let id = identified(&id)?;
    match saved(&web, &visitor, id, &posted).await {
        Ok(kept) if !kept.problems.is_empty() => mend(&web, &visitor, id, kept.problems, true).await,
        Ok(_) if posted.ticked("check") => {
            Ok(Redirect::to(&format!("/reports/{id}?checked=yes")).into_response())
        }
        Ok(_) => Ok(done(&format!("/reports/{id}"), "report-saved")),
        Err(fault) => refused(&web, &visitor, id, &posted, fault).await,
    }
}

/// Tells what is missing in what was saved last.
pub(super) async fn check(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    _: Posted,
) -> Outcome {
    let id = identified(&id)?;
    let problems = app::reports::check(&web.app, &visitor.op, id).await?;
    if problems.is_empty() {
        return Ok(Redirect::to(&format!("/reports/{id}?checked=yes")).into_response());
    }
    mend(&web, &visitor, id, problems, false).await
}

/// Saves, then submits to every addressee.
pub(super) async fn submit(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Outcome {
    let id = identified(&id)?;
    let act = async {
        let version = saved(&web, &visitor, id, &posted).await?.version;
        app::reports::submit(&web.app, &visitor.op, Submit { report: id, version }).await.map_err(Fault)
    };
    match act.await {
        Ok(_) => Ok(done(&format!("/reports/{id}"), "report-submitted")),
        Err(Fault(Error::Invalid(problems))) => mend(&web, &visitor, id, problems, true).await,
        Err(fault) => refused(&web, &visitor, id, &posted, fault).await,
    }
}

async fn saved(web: &Web, visitor: &Visitor, id: ReportId, posted: &Posted) -> Result<Saved, Fault> {
    posted.file_ids()?;
    let view = app::reports::view(&web.app, &visitor.op, id).await?;
    let version = posted.number("version").unwrap_or_default();
    let command = Save { report: id, version, values: values(&view, posted) };
    Ok(app::reports::save(&web.app, &visitor.op, command).await?)
}

/// The values posted; files stored with the post stand after those that were there.
pub(super) fn values(view: &ReportView, posted: &Posted) -> Values {
    let files = posted.files.iter().map(|(field, file)| (field.clone(), file.id.to_string()));
    let pairs: Vec<(String, String)> = posted.pairs.iter().cloned().chain(files).collect();
    law::from_pairs(&view.form, &pairs)
}

/// The editor with what to mend; `saved` when what was typed was kept just now.
async fn mend(
    web: &Web,
    visitor: &Visitor,
    id: ReportId,
    problems: Vec<FieldProblem>,
    saved: bool,
) -> Outcome {
    let view = app::reports::view(&web.app, &visitor.op, id).await?;
    let page = ReportEdit { saved, ..present_edit::page(web, visitor, &view, &problems, true) };
    refused_page(web, visitor, &format!("/reports/{id}"), &Fault(Error::Invalid(problems)), &page)
}

/// Somebody else saved first: both versions; a rule said no: the editor with the rule, and what was typed.
async fn refused(web: &Web, visitor: &Visitor, id: ReportId, posted: &Posted, fault: Fault) -> Outcome {
    let mut view = app::reports::view(&web.app, &visitor.op, id).await?;
    match &fault.0 {
        Error::Conflict => conflict::answer(web, visitor, &view, posted),
        Error::Refused(refusal) if view.may_edit && refusal.code.starts_with("attachment.") => {
            view.values = values(&view, posted);
            let page = present_edit::without_file(web, visitor, &view, refusal);
            refused_page(web, visitor, &format!("/reports/{id}"), &fault, &page)
        }
        Error::Refused(refusal) if view.may_edit => {
            view.values = values(&view, posted);
            view.submit_refused = Some(refusal.clone());
            let page = present_edit::page(web, visitor, &view, &[], false);
            refused_page(web, visitor, &format!("/reports/{id}"), &fault, &page)
        }
        _ => Err(fault),
    }
}
