//! The consents of an incident with what was opened under them.

use super::rule_of;
use crate::access::Ask;
use crate::{App, Result, boxed};
use ::law::AccessTarget;
use domain::incidents::Sees;
use domain::incidents::parties::playing;
use domain::teams::Member;
use domain::teams::access::{AccessUse, Consent};
use domain::{Op, Right};
use serde::Serialize;

/// A consent and the accesses under it.
#[derive(Debug, Clone, Serialize)]
pub struct ConsentView {
    /// The consent.
    pub consent: Consent,
    /// It can be used now.
    pub open: bool,
    /// What was opened, in order.
    pub uses: Vec<AccessUse>,
}

/// Access to the system of an incident.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Consents {
    /// Consents in the order they begin.
    pub consents: Vec<ConsentView>,
    /// Where a text asks for them: id of the text and the article; none when no text that binds lets a team in.
    pub cite: Option<(String, String)>,
    /// What may be opened.
    pub targets: Vec<AccessTarget>,
    /// Name of the owner who must agree.
    pub owner: Option<String>,
    /// Members in office who may be let in, with the name of their team.
    pub members: Vec<(Member, String)>,
    /// The reader may record and end consents.
    pub may_record: bool,
    /// The reader may note accesses.
    pub may_note: bool,
}

/// The consents of an incident, for the parties that see its record.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Forbidden`].
#[boxed]
pub async fn consents_of(app: &App, op: &Op, number: &str) -> Result<Consents> {
    let mut read = app.store.read().await?;
    let (incident, parties) = crate::incidents::load(&mut read, number).await?;
    let sees = op.require_on_incident(Right::SeeIncidents, &parties)?;
    if sees == Sees::Shared {
        return Ok(Consents::default());
    }
    let library = app.library();
    let rule = rule_of(&library, &incident);
    let uses = read.access_uses(incident.id).await?;
    let consents = read.consents(incident.id).await?;
    let mut view = Consents {
        consents: consents
            .into_iter()
            .map(|consent| ConsentView {
                open: consent.open(op.now),
                uses: uses.iter().filter(|one| one.consent == consent.id).cloned().collect(),
                consent,
            })
            .collect(),
        ..Consents::default()
    };
    let Some((ruleset, rule)) = rule else { return Ok(view) };
    view.cite = Some((ruleset.id.to_string(), rule.cite.clone()));
    view.targets.clone_from(&rule.targets);
    if let Some(owner) = playing(&parties, rule.agrees.as_str()) {
        view.owner = read.body(owner).await?.map(|body| body.name_in(op.lang).to_owned());
    }
    let unclosed = incident.unclosed().is_ok();
    view.may_record = unclosed && op.require_on_incident(Right::RecordConsent, &parties).is_ok();
    view.may_note = unclosed && op.may(Right::ActInTeam);
    if view.may_record || view.may_note {
        let mut teams = Vec::new();
        for province in &ruleset.scope.provinces {
            teams.extend(read.teams_of_province(province).await?);
        }
        for team in teams {
            let members = read.team_members(team.id).await?;
            let held = members.into_iter().filter(|one| one.holds(op.now));
            view.members.extend(held.map(|one| (one, team.name.clone())));
        }
    }
    Ok(view)
}
