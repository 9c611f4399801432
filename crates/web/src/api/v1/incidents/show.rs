//! One incident: its facts; clocks, steps, timeline, parties and reports have addresses of their own.

use super::facts::ClassificationShown;
use super::severity::SeverityShown;
use crate::api::answer;
use crate::api::asked::Caller;
use crate::api::words::codes::{Environment, IncidentState, Sees, SeverityState, Tlp};
use crate::api::words::{Time, Uid, Words};
use crate::{Outcome, Web};
use app::incidents::IncidentView;
use axum::extract::{Path, State};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// An incident.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct IncidentShown {
    /// Id.
    id: Uid,
    /// Number.
    number: String,
    /// How it stands.
    state: IncidentState,
    /// One line.
    title: String,
    /// What is known, in words.
    summary: String,
    /// Id of the affected system, when it is in the register.
    system: Option<Uid>,
    /// Name of the affected system.
    system_name: String,
    /// Level of the system, 1 to 5.
    level: Option<i64>,
    /// On the list of nationally important systems.
    national_important: bool,
    /// Code of the province.
    province: Option<String>,
    /// Sector.
    sector: Option<String>,
    /// When it was detected.
    detected_at: Time,
    /// When it was confirmed as an incident.
    confirmed_at: Time,
    /// When it was fixed.
    fixed_at: Option<Time>,
    /// When the system was back to normal work.
    normal_at: Option<Time>,
    /// When the response was declared ended.
    ended_at: Option<Time>,
    /// When it was recorded as closed.
    closed_at: Option<Time>,
    /// What it is.
    classification: ClassificationShown,
    /// Row of the list of eight, derived.
    l8: DerivedRow,
    /// Row of the list of ten, derived.
    l10: DerivedRow,
    /// Severe or not, proposed or decided.
    severity: SeverityState,
    /// Proposals and decisions on severity, oldest first.
    severity_records: Vec<SeverityShown>,
    /// Where it happened.
    environment: Environment,
    /// May exceed the means of operator and owner.
    beyond_ability: bool,
    /// Circumstances that clocks ask for: codes of the shared list `circumstances`.
    circumstances: Vec<String>,
    /// Confidentiality asked for by the reporter.
    confidential: bool,
    /// Sharing mark of the community.
    tlp: Tlp,
    /// State secrets are concerned; their content never enters.
    state_secret_concerned: bool,
    /// Id of the ruleset whose process is followed.
    process: String,
    /// Rulesets, whether they bind, and why.
    bindings: Vec<BindingShown>,
    /// What happened when, as the clocks see it.
    #[schema(value_type = BTreeMap<String, Time>)]
    events: BTreeMap<String, Time>,
    /// Numbers of the notices behind it.
    notices: Vec<String>,
    /// Times it was reopened.
    reopened: i64,
    /// How much the caller sees.
    sees: Sees,
    /// Codes of what the caller may do now.
    may: Vec<&'static str>,
    /// Counted up by each change.
    version: i64,
}

/// A row of a printed list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DerivedRow {
    /// Code of the row; `null` when the list has none.
    code: Option<String>,
    /// How sure the mapping is: `text`, `secondary` or `recalled`.
    certainty: String,
    /// Remark to print beside the count.
    note: Option<Words>,
    /// False when it must not be counted.
    counted: bool,
}

/// A ruleset and whether it binds.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BindingShown {
    /// Id of the ruleset.
    ruleset: String,
    /// It binds.
    binds: bool,
    /// Why, or why not.
    grounds: Words,
}

/// Show an incident.
#[utoipa::path(
    get, path = "/api/v1/incidents/{number}", tag = "incidents",
    responses((status = 200, description = "The incident.", body = IncidentShown,
        headers(("ETag" = String, description = "Its version, for `If-Match`.")))),
    security(("bearer" = ["incidents:read"]))
)]
pub(super) async fn show(State(web): State<Web>, caller: Caller, Path(number): Path<String>) -> Outcome {
    let shown = IncidentShown::from(app::incidents::view(&web.app, caller.op(), &number).await?);
    Ok(answer::versioned(&shown, shown.version))
}

impl From<law::Derived> for DerivedRow {
    fn from(row: law::Derived) -> Self {
        Self {
            code: row.code,
            certainty: row.certainty.to_string(),
            note: row.note.map(Words::from),
            counted: row.counted,
        }
    }
}

impl From<IncidentView> for IncidentShown {
    fn from(view: IncidentView) -> Self {
        let incident = view.incident;
        let binding = |(ruleset, binds, grounds): (String, bool, law::Text)| BindingShown {
            ruleset,
            binds,
            grounds: grounds.into(),
        };
        Self {
            id: incident.id.into(),
            number: incident.number.to_string(),
            state: incident.state.into(),
            title: incident.title,
            summary: incident.summary,
            system: incident.system.map(Uid::from),
            system_name: incident.system_name,
            level: incident.level,
            national_important: incident.national_important,
            province: incident.province,
            sector: incident.sector,
            detected_at: incident.detected_at.into(),
            confirmed_at: incident.confirmed_at.into(),
            fixed_at: incident.fixed_at.map(Time::from),
            normal_at: incident.normal_at.map(Time::from),
            ended_at: incident.ended_at.map(Time::from),
            closed_at: incident.closed_at.map(Time::from),
            classification: incident.classification.into(),
            l8: view.l8.into(),
            l10: view.l10.into(),
            severity: incident.severity.into(),
            severity_records: view.severity.into_iter().map(SeverityShown::from).collect(),
            environment: incident.environment.into(),
            beyond_ability: incident.beyond_ability,
            circumstances: incident.circumstances.clone(),
            confidential: incident.confidential,
            tlp: incident.tlp.into(),
            state_secret_concerned: incident.state_secret_concerned,
            process: incident.process,
            bindings: view.bindings.into_iter().map(binding).collect(),
            events: incident.events.into_iter().map(|(event, at)| (event, at.into())).collect(),
            notices: view.notices,
            reopened: incident.reopened,
            sees: view.sees.into(),
            may: view.may.into_iter().collect(),
            version: incident.version,
        }
    }
}
