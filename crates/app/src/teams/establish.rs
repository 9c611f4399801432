//! Establishing a team by decision.

use super::rules_of;
use crate::access::Ask;
use crate::bodies::Check;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::teams::{Decision, Team};
use domain::{Op, Right, TeamId};
use jiff::civil::Date;
use serde_json::json;

/// A team to establish.
#[derive(Debug, Clone)]
pub struct EstablishTeam {
    /// Stable short key (`doi-24`).
    pub key: String,
    /// Name as printed.
    pub name: String,
    /// Number of the decision.
    pub decision: String,
    /// Its day.
    pub decided_on: Date,
    /// Who issued it.
    pub issuer: String,
    /// Key of the body of the network under which it works.
    pub body_key: String,
}

/// Establishes a team.
///
/// # Errors
/// [`Error::Forbidden`]; fields to mend; `team.no_rules` when no text in force rules a team of that province.
#[boxed]
pub async fn establish_team(app: &App, op: &Op, cmd: EstablishTeam) -> Result<TeamId> {
    op.require(Right::ManageTeams)?;
    let mut check = Check::new();
    let key = check.key("key", &cmd.key);
    let name = check.required("name", &cmd.name);
    let number = check.required("decision", &cmd.decision);
    let issuer = check.required("issuer", &cmd.issuer);
    if cmd.decided_on > op.now.timestamp().to_zoned(::law::zone()).date() {
        check.problem("decided_on", "in_future");
    }
    check.done()?;
    let mut tx = app.store.write().await?;
    let body =
        tx.body_by_key(cmd.body_key.trim()).await?.ok_or_else(|| Error::field("body", "unknown_option"))?;
    if op.body != Some(body.id) && !op.may(Right::SeeEverything) && !op.may(Right::ManageNetwork) {
        return Err(Error::Forbidden);
    }
    let province = body.province.clone().ok_or_else(|| Error::field("body", "no_province"))?;
    if rules_of(&app.library(), &province, op.now).is_none() {
        return Err(Error::refused("team.no_rules"));
    }
    let team = Team {
        id: app.fresh.id(op.now),
        key,
        name,
        decision: Decision { number, date: cmd.decided_on, issuer },
        body: body.id,
        province,
        created_at: op.now,
        version: 1,
    };
    tx.insert_team(&team).await.map_err(|error| match error {
        store::Error::Duplicate(_) => Error::field("key", "taken"),
        other => other.into(),
    })?;
    let detail = json!({ "key": team.key, "name": team.name, "decision": team.decision, "body": body.key });
    tx.record(op, Event::new("team.established", "team", team.id, detail));
    tx.commit(op.now).await?;
    Ok(team.id)
}
