//! One notice.

use super::present_show;
use crate::html::access;
use crate::{Fault, Outcome, Visitor, Web};
use app::audit::history_of;
use app::bodies::list_bodies;
use axum::extract::{Path, State};
use domain::Right;
use phrases::contexts::desk::Typed;
use phrases::contexts::notices::NoticeShow;

/// The page of a notice.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Path(number): Path<String>) -> Outcome {
    let page = page(&web, &visitor, &number, None).await?;
    web.page(&visitor, &page)
}

/// The page, with a form that was refused.
pub(super) async fn page(
    web: &Web,
    visitor: &Visitor,
    number: &str,
    typed: Option<Typed>,
) -> Result<NoticeShow, Fault> {
    let op = &visitor.op;
    let view = app::notices::view(&web.app, op, number).await?;
    let bodies = if view.may_triage && op.may(Right::SeeBodies) {
        list_bodies(&web.app, op).await?
    } else {
        Vec::new()
    };
    let history = if op.may(Right::SeeInternal) {
        history_of(&web.app, op, "notice", &view.notice.id.to_string()).await?
    } else {
        Vec::new()
    };
    let why = app::why::why_notice(&web.app, op, number).await?;
    let why = access::why(&why, Some(format!("/notices/{}/access", view.notice.number)));
    Ok(NoticeShow { why, ..present_show::page(web, visitor, view, &bodies, &history, typed) })
}
