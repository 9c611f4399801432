//! Beginning a test, logging a call.

use super::show::{index_page, read, trial_page};
use crate::html::desk::{refused_page, typed};
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::reachability::{BeginTest, LogCall, begin_test, log_call};
use axum::extract::{Path, State};

/// Begins a test.
pub(super) async fn begin(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let command = BeginTest {
        always: posted.text("which") != "all",
        province: posted.given("province").map(str::to_owned),
        body: posted.given("body").map(str::to_owned),
        reason: posted.text("reason").to_owned(),
    };
    let fault = match begin_test(&web.app, &visitor.op, command).await {
        Ok(begun) => return Ok(done(&format!("/network/reach/{}", begun.number), "reach-begun")),
        Err(error) => Fault(error),
    };
    let Some(typed) = typed(&web, &visitor, "begin", &posted, &fault) else { return Err(fault) };
    let page = index_page(&web, &visitor, Some(typed)).await?;
    refused_page(&web, &visitor, "/network/reach", &fault, &page)
}

/// Logs a call.
pub(super) async fn call(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Outcome {
    let trial = read(&id)?;
    let command = LogCall {
        trial,
        version: posted.number("version").unwrap_or_default(),
        said: posted.text("said").to_owned(),
        number: posted.text("number").to_owned(),
        note: posted.text("note").to_owned(),
    };
    let path = format!("/network/reach/trials/{trial}");
    let act = log_call(&web.app, &visitor.op, command).await.map_err(Fault);
    let Err(fault) = act else { return Ok(done(&path, "reach-called")) };
    let Some(typed) = typed(&web, &visitor, "call", &posted, &fault) else { return Err(fault) };
    let page = trial_page(&web, &visitor, trial, Some(typed)).await?;
    refused_page(&web, &visitor, &path, &fault, &page)
}
