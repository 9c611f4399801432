//! The list of teams, and entering one.

use super::present;
use crate::html::desk::{refused_page, typed};
use crate::html::done;
use crate::html::typed::day;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::domain::Right;
use app::teams::{EstablishTeam, establish_team, list_teams};
use axum::extract::State;
use phrases::contexts::desk::Typed;
use phrases::contexts::elements::Choice;
use phrases::contexts::teams::TeamIndex;

/// All teams.
pub(super) async fn list(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let page = page(&web, &visitor, None).await?;
    web.page(&visitor, &page)
}

/// A team is entered.
pub(super) async fn establish(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let text = |field: &str| posted.text(field).to_owned();
    let key = text("key").trim().to_owned();
    let act = async {
        let day_given = posted.given("decided_on").ok_or_else(|| Error::field("decided_on", "required"))?;
        let command = EstablishTeam {
            key: key.clone(),
            name: text("name"),
            decision: text("decision"),
            decided_on: day(day_given).map_err(|code| Error::field("decided_on", code))?,
            issuer: text("issuer"),
            body_key: text("body"),
        };
        establish_team(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    let Err(fault) = act.await else {
        return Ok(done(&format!("/network/teams/{key}"), "team-established"));
    };
    let Some(typed) = typed(&web, &visitor, "establish", &posted, &fault) else { return Err(fault) };
    let page = page(&web, &visitor, Some(typed)).await?;
    refused_page(&web, &visitor, "/network/teams", &fault, &page)
}

async fn page(web: &Web, visitor: &Visitor, typed: Option<Typed>) -> Result<TeamIndex, Fault> {
    let op = &visitor.op;
    let rows = list_teams(&web.app, op).await?.into_iter().map(present::row).collect();
    let may_establish = op.may(Right::ManageTeams);
    let all = op.may(Right::SeeEverything) || op.may(Right::ManageNetwork);
    let bodies = if may_establish { app::bodies::list_bodies(&web.app, op).await? } else { Vec::new() };
    // A team belongs to a province; only bodies that answer for the response of others have one under them.
    let fits = |body: &&app::domain::bodies::Body| {
        body.kind.responds() && body.province.is_some() && (all || op.body == Some(body.id))
    };
    let choice = |body: &app::domain::bodies::Body| Choice::new(&body.key, body.name_in(visitor.lang), false);
    Ok(TeamIndex { rows, may_establish, bodies: bodies.iter().filter(fits).map(choice).collect(), typed })
}
