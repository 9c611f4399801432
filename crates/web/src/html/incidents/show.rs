//! One incident, on one of its tabs.

use super::present;
use super::seen::Seen;
use super::tabs::Tab;
use crate::html::desk::Words;
use crate::html::paper_address;
use crate::{Fault, Outcome, Visitor, Web};
use app::bodies::list_bodies;
use app::reports::list_of;
use app::systems::list_systems;
use axum::extract::{Path, State};
use domain::Right;
use domain::systems::System;
use phrases::contexts::desk::Typed;
use phrases::contexts::incidents::IncidentShow;

/// The page of an incident.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Path(number): Path<String>) -> Outcome {
    let tab = Tab::asked(visitor.query("tab").as_deref());
    let page = page(&web, &visitor, &number, tab, None).await?;
    web.page(&visitor, &page)
}

/// The page on a tab, with a form that was refused.
pub(super) async fn page(
    web: &Web,
    visitor: &Visitor,
    number: &str,
    tab: Tab,
    typed: Option<Typed>,
) -> Result<IncidentShow, Fault> {
    let op = &visitor.op;
    let view = app::incidents::view(&web.app, op, number).await?;
    let bodies = if tab == Tab::Parties && op.may(Right::SeeBodies) {
        list_bodies(&web.app, op).await?
    } else {
        Vec::new()
    };
    let concerned = |system: &System| {
        let parties = view.parties.iter().filter(|p| p.party.until.is_none()).map(|p| p.party.body);
        parties.into_iter().any(|body| body == system.owner || body == system.operator)
    };
    let systems = if tab == Tab::Overview && view.may.contains("classify") && op.may(Right::SeeBodies) {
        list_systems(&web.app, op).await?.into_iter().filter(concerned).collect()
    } else {
        Vec::new()
    };
    let reports = if tab == Tab::Reports { Some(list_of(&web.app, op, number).await?) } else { None };
    let paper_address = paper_address(&web.app.settings);
    let seen = Seen {
        words: Words::of(web, visitor),
        op,
        view: &view,
        bodies: &bodies,
        systems: &systems,
        reports: reports.as_ref(),
        typed: typed.as_ref(),
        paper_address: &paper_address,
    };
    Ok(present::page(&seen, visitor, tab))
}
