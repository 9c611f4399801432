//! Acts on a change as a whole: bringing files, bringing it into force, giving it up.

use super::{present, show};
use crate::html::desk::{refused_page, typed};
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::law::changes::{activate_change, bring_files, withdraw_change};
use axum::extract::{Path, State};

/// Files are brought into a folder of the law.
pub(super) async fn bring(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let number = present::number(&number)?;
    let act = async {
        let files = posted.file_ids()?;
        let version = posted.number("version").unwrap_or_default();
        bring_files(&web.app, &visitor.op, number, version, posted.text("folder"), &files)
            .await
            .map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, number, ("upload", "law-change-saved"), act).await
}

/// A second person brings it into force.
pub(super) async fn activate(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let number = present::number(&number)?;
    let version = posted.number("version").unwrap_or_default();
    let act = activate_change(&web.app, &visitor.op, number, version).await.map_err(Fault);
    answer(&web, &visitor, &posted, number, ("activate", "law-change-activated"), act).await
}

/// It is given up.
pub(super) async fn withdraw(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let number = present::number(&number)?;
    let version = posted.number("version").unwrap_or_default();
    let act = withdraw_change(&web.app, &visitor.op, number, version).await.map_err(Fault);
    answer(&web, &visitor, &posted, number, ("withdraw", "law-change-withdrawn"), act).await
}

async fn answer(
    web: &Web,
    visitor: &Visitor,
    posted: &Posted,
    number: i64,
    (form, key): (&str, &str),
    act: Result<(), Fault>,
) -> Outcome {
    let path = format!("/law/changes/{number}");
    let Err(fault) = act else { return Ok(done(&path, key)) };
    let Some(typed) = typed(web, visitor, form, posted, &fault) else { return Err(fault) };
    let page = show::page(web, visitor, number, Some(typed)).await?;
    refused_page(web, visitor, &path, &fault, &page)
}
