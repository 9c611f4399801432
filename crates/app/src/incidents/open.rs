//! Opening an incident: record, parties, steps of the process that binds, clocks. Called inside the transaction that
//! confirms a notice.

use super::note;
use crate::bodies::roles;
use crate::notices::Confirm;
use crate::{App, Error, Result};
use domain::audit::Event;
use domain::bodies::{Body, BodyKind};
use domain::incidents::{
    Classification, Environment, Incident, IncidentState, Party, PartyRole, SeverityState, StepRun,
    StepState, Tlp, parties,
};
use domain::notices::Notice;
use domain::systems::System;
use domain::{BodyId, IncidentId, IncidentNumber, Moment, Op, SystemId};
use law::{Library, Ruleset};
use serde_json::json;
use std::collections::BTreeMap;
use store::Tx;

/// What is known when an incident is opened.
pub(crate) struct NewIncident {
    pub(crate) id: IncidentId,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) system_name: String,
    pub(crate) detected_at: Moment,
    pub(crate) system: Option<SystemId>,
    pub(crate) operator: Option<BodyId>,
    pub(crate) owner: Option<BodyId>,
    pub(crate) level: Option<i64>,
    pub(crate) environment: Environment,
    pub(crate) confidential: bool,
    pub(crate) beyond_ability: bool,
}

impl NewIncident {
    /// Takes over what the notice says and the officer set.
    pub(crate) fn from_notice(app: &App, notice: &Notice, cmd: Confirm, op: &Op) -> Self {
        let given = domain::text::title(&cmd.title);
        let named = domain::text::title(&cmd.system_name);
        Self {
            id: app.fresh.id(op.now),
            title: if given.is_empty() { domain::text::title(&notice.content.subject) } else { given },
            summary: notice.content.description.clone(),
            system_name: if named.is_empty() { notice.content.system.clone() } else { named },
            detected_at: notice.received_at,
            system: cmd.system,
            operator: cmd.operator,
            owner: cmd.owner,
            level: cmd.level,
            environment: cmd.environment,
            confidential: notice.content.confidential,
            beyond_ability: notice.content.help_wanted,
        }
    }
}

/// Opens the incident.
pub(crate) async fn open_incident(
    app: &App,
    op: &Op,
    tx: &mut Tx,
    new: NewIncident,
    notice: &Notice,
) -> Result<Incident> {
    let system = match new.system {
        Some(id) => Some(tx.system(id).await?.ok_or_else(|| Error::field("system", "unknown_option"))?),
        None => None,
    };
    let operator = match system.as_ref().map(|s| s.operator).or(new.operator) {
        Some(id) => body(tx, Some(id), "operator").await?,
        // A sender that runs systems of its own mostly speaks of one of them; one that answers for others, or carries
        // their traffic, does not.
        None => body(tx, notice.sender_body, "operator")
            .await?
            .filter(|b| !b.kind.responds() && b.kind != BodyKind::Provider),
    };
    let owner = body(tx, system.as_ref().map(|s| s.owner).or(new.owner), "owner").await?;
    let place = owner.as_ref().or(operator.as_ref());
    let mut incident = Incident {
        id: new.id,
        number: IncidentNumber::new(
            &app.settings.incident_prefix,
            op.now.legal_year(),
            tx.take_numbers("incident", 1).await?,
        ),
        state: IncidentState::Open,
        title: new.title,
        summary: new.summary,
        system: system.as_ref().map(|s| s.id),
        system_name: system.as_ref().map_or(new.system_name, |s| s.name.clone()),
        level: system.as_ref().and_then(|s| s.level).or(new.level),
        national_important: system.as_ref().is_some_and(|s| s.national_important),
        province: place.and_then(|b| b.province.clone()),
        sector: place.and_then(|b| b.sector.clone()),
        detected_at: new.detected_at,
        confirmed_at: op.now,
        classification: Classification::default(),
        severity: SeverityState::Ordinary,
        environment: new.environment,
        beyond_ability: new.beyond_ability,
        circumstances: Vec::new(),
        confidential: new.confidential,
        exception: None,
        tlp: Tlp::Amber,
        state_secret_concerned: false,
        process: String::new(),
        fixed_at: None,
        normal_at: None,
        ended_at: None,
        closed_at: None,
        events: BTreeMap::from([("incident.detected".to_owned(), new.detected_at)]),
        notices: vec![notice.id],
        reopened: 0,
        version: 1,
    };
    if incident.beyond_ability {
        incident.events.insert("incident.beyond-ability".to_owned(), op.now);
    }
    let library = crate::law::changes::follow_law(app, tx).await?;
    let process = process_of(app, &library, &incident);
    incident.process = process.map(|r| r.id.to_string()).unwrap_or_default();
    tx.insert_incident(&incident, op.now).await?;
    if incident.restricted() {
        crate::restriction::name_actor(tx, app, op, ("incident", incident.id.uuid())).await?;
    }
    let parties =
        seat(tx, app, op, &incident, system.as_ref(), operator.as_ref(), owner.as_ref(), notice).await?;
    if let Some(process) = process {
        lay_out(tx, app, op, &incident, process, &parties).await?;
    }
    crate::clocks::settle(tx, app, op, &incident, &parties).await?;
    note(tx, app, op, incident.id, "incident.opened", &json!({ "notice": notice.number }), false).await?;
    tx.record(op, Event::new("incident.opened", "incident", incident.id, json!({
        "number": incident.number, "notice": notice.number, "detected_at": incident.detected_at, "process": incident.process,
    })));
    Ok(incident)
}

async fn body(tx: &mut Tx, id: Option<BodyId>, field: &str) -> Result<Option<Body>> {
    match id {
        None => Ok(None),
        Some(id) => tx.body(id).await?.map(Some).ok_or_else(|| Error::field(field, "unknown_option")),
    }
}

/// The ruleset whose process is followed: of those that bind, the one with the narrowest scope; else the default.
pub(crate) fn process_of<'a>(app: &App, library: &'a Library, incident: &Incident) -> Option<&'a Ruleset> {
    let bindings = law::resolve(library, &incident.facts());
    bindings
        .into_iter()
        .map(|b| b.ruleset)
        .filter(|r| r.process.is_some())
        .max_by_key(|r| usize::from(!r.scope.provinces.is_empty()))
        .or_else(|| library.ruleset(&app.settings.default_ruleset).filter(|r| r.process.is_some()))
}

#[expect(clippy::too_many_arguments, reason = "the bodies that may take part, named one by one")]
async fn seat(
    tx: &mut Tx,
    app: &App,
    op: &Op,
    incident: &Incident,
    system: Option<&System>,
    operator: Option<&Body>,
    owner: Option<&Body>,
    notice: &Notice,
) -> Result<Vec<Party>> {
    let unit = match notice.handled_by {
        Some(id) => {
            tx.body(id).await?.filter(|b| b.kind.responds() && b.kind != BodyKind::NationalCoordinator)
        }
        None => None,
    };
    let unit = match unit {
        Some(unit) => Some(unit),
        None => roles::specialised_unit(tx, owner.or(operator)).await?,
    };
    let mut seats: Vec<(BodyId, PartyRole)> = Vec::new();
    seats.extend(operator.map(|b| (b.id, PartyRole::Operator)));
    seats.extend(owner.map(|b| (b.id, PartyRole::Owner)));
    seats.extend(unit.as_ref().map(|b| (b.id, PartyRole::SpecialisedUnit)));
    seats.extend(system.and_then(|s| s.provider).map(|b| (b, PartyRole::Provider)));
    seats.extend(roles::coordinator(tx).await?.map(|b| (b.id, PartyRole::Coordinator)));
    let library = app.library();
    let bound = law::resolve(&library, &incident.facts());
    let asks = |role: PartyRole| bound.iter().any(|b| b.ruleset.role(role.code()).is_some());
    if asks(PartyRole::StandingOffice)
        && let Some(province) = incident.province.as_deref()
        && let Some(team) = roles::provincial_team(tx, province).await?
    {
        seats.push((team.id, PartyRole::StandingOffice));
    }
    if let Some(reporter) = notice.sender_body.filter(|b| !seats.iter().any(|(known, _)| known == b)) {
        seats.push((reporter, PartyRole::Reporter));
    }
    let mut parties = Vec::with_capacity(seats.len());
    for (body, role) in seats {
        let party = Party { body, role, sees: role.sees(), since: op.now, until: None };
        tx.add_party(incident, &party).await?;
        parties.push(party);
    }
    Ok(parties)
}

/// Lays out the steps of a process, each waiting, with the bodies that lead and support.
async fn lay_out(
    tx: &mut Tx,
    app: &App,
    op: &Op,
    incident: &Incident,
    ruleset: &Ruleset,
    seated: &[Party],
) -> Result<()> {
    for step in ruleset.process.iter().flat_map(|p| p.steps()) {
        let run = StepRun {
            id: app.fresh.id(op.now),
            step: step.id.to_string(),
            round: 1,
            state: StepState::Waiting,
            lead: step.lead.iter().find_map(|role| parties::playing(seated, role.as_ref())),
            support: step.support.iter().filter_map(|role| parties::playing(seated, role.as_ref())).collect(),
            started_at: None,
            settled_at: None,
            by: String::new(),
            note: String::new(),
            evidence: Vec::new(),
            version: 1,
        };
        tx.insert_step(incident.id, &run).await?;
    }
    Ok(())
}
