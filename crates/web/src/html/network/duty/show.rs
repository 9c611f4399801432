//! The month of a body.

use super::present;
use crate::html::desk::{refused_page, typed};
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::duty::{duty_month, rosters};
use axum::extract::State;
use phrases::contexts::desk::Typed;
use phrases::contexts::duty::DutyPage;

/// A month: of the body asked for, else of one's own, else of the first that keeps duty.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let (body, month) = (visitor.query("body"), visitor.query("month").filter(|text| !text.is_empty()));
    let page = page(&web, &visitor, body.as_deref(), month.as_deref(), None).await?;
    web.page(&visitor, &page)
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    body: Option<&str>,
    month: Option<&str>,
    typed: Option<Typed>,
) -> Result<DutyPage, Fault> {
    let mut bodies = rosters(&web.app, &visitor.op).await?;
    // Whoever plans begins the roster of their own body here.
    let own = match visitor.op.body.filter(|id| !bodies.iter().any(|body| body.id == *id)) {
        Some(id) if visitor.op.may(app::domain::Right::PlanDuty) => {
            app::bodies::list_bodies(&web.app, &visitor.op).await?.into_iter().find(|body| body.id == id)
        }
        _ => None,
    };
    bodies.extend(own);
    let mine = bodies.iter().find(|body| visitor.op.body == Some(body.id)).or(bodies.first());
    let key = body.filter(|key| !key.is_empty()).or_else(|| mine.map(|body| body.key.as_str()));
    let Some(key) = key else { return Ok(present::nobody(web, visitor)) };
    let view = duty_month(&web.app, &visitor.op, key, month).await?;
    Ok(present::month(web, visitor, &view, &bodies, typed))
}

/// Answers an act: back to the month with what was done, or with the form that was refused.
pub(super) async fn answer(
    web: &Web,
    visitor: &Visitor,
    posted: &Posted,
    key: &str,
    (form, told): (&str, &str),
    act: Result<(), Fault>,
) -> Outcome {
    let month = posted.given("month");
    let mut path = format!("/network/duty?body={key}");
    if let Some(month) = month.filter(|text| text.bytes().all(|b| b.is_ascii_digit() || b == b'-')) {
        path.push_str(&format!("&month={month}"));
    }
    let Err(fault) = act else { return Ok(done(&path, told)) };
    let Some(typed) = typed(web, visitor, form, posted, &fault) else { return Err(fault) };
    let page = page(web, visitor, Some(key), month, Some(typed)).await?;
    refused_page(web, visitor, &path, &fault, &page)
}
