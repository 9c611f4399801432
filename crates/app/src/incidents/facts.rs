//! Correcting the facts that decide which law binds: the system, its level, the place and sector it stands in. The old
//! values are kept in the audit row; the clocks follow.

use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::incidents::{PartyRole, parties};
use domain::{Op, Refusal, Right, SystemId, text};
use serde_json::json;

/// Corrected facts.
#[derive(Debug, Clone)]
pub struct CorrectFacts {
    /// Number of the incident.
    pub number: String,
    /// Version the officer saw.
    pub version: i64,
    /// The affected system, when in the register; its name and level are then those of the register.
    pub system: Option<SystemId>,
    /// Name of the system, when it is not in the register.
    pub system_name: String,
    /// Level, 1–5, when it is not in the register; `None` while unknown.
    pub level: Option<i64>,
    /// Why.
    pub reason: String,
}

/// Corrects the facts. Place and sector are those of the owner, else of the operator, as the parties are now.
///
/// # Errors
/// An unknown system or level; `incident.reason_missing`, `incident.already_closed`; [`Error::Conflict`].
#[boxed]
pub async fn correct_facts(app: &App, op: &Op, cmd: CorrectFacts) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (mut incident, parties) =
        super::load_seen(&mut tx, op, Right::ClassifyIncident, &cmd.number, cmd.version).await?;
    if cmd.level.is_some_and(|level| !(1..=5).contains(&level)) {
        return Err(Error::field("level", "unknown_option"));
    }
    if cmd.reason.trim().is_empty() {
        return Err(Refusal::at("reason", "incident.reason_missing").into());
    }
    let system = match cmd.system {
        Some(id) => Some(tx.system(id).await?.ok_or_else(|| Error::field("system", "unknown_option"))?),
        None => None,
    };
    let place = parties::playing(&parties, PartyRole::Owner.code())
        .or(parties::playing(&parties, PartyRole::Operator.code()));
    let place = match place {
        Some(id) => tx.body(id).await?,
        None => None,
    };
    let before = json!({
        "system_name": incident.system_name, "level": incident.level, "province": incident.province,
        "sector": incident.sector, "national_important": incident.national_important,
    });
    incident.system = system.as_ref().map(|s| s.id);
    incident.system_name = system.as_ref().map_or_else(|| text::title(&cmd.system_name), |s| s.name.clone());
    incident.level = system.as_ref().map_or(cmd.level, |s| s.level);
    incident.national_important = system.as_ref().is_some_and(|s| s.national_important);
    if let Some(place) = place {
        (incident.province, incident.sector) = (place.province, place.sector);
    }
    tx.update_incident(&incident, op.now).await?;
    crate::clocks::settle(&mut tx, app, op, &incident, &parties).await?;
    let values = json!({ "system": incident.system_name, "level": incident.level, "reason": text::bounded(&cmd.reason) });
    super::note(&mut tx, app, op, incident.id, "incident.facts_corrected", &values, false).await?;
    let detail = json!({
        "number": incident.number, "before": before, "after": {
            "system_name": incident.system_name, "level": incident.level, "province": incident.province,
            "sector": incident.sector, "national_important": incident.national_important,
        }, "reason": text::bounded(&cmd.reason),
    });
    tx.record(op, Event::new("incident.facts_corrected", "incident", incident.id, detail));
    tx.commit(op.now).await?;
    Ok(())
}
