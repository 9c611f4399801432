//! Severe or not: proposed from the criteria with the grounds shown, decided by a named person with a document.

use crate::access::Ask;
use crate::bodies::roles;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::incidents::severity::{Criteria, decide};
use domain::incidents::{Incident, SeverityRecord, SeverityState};
use domain::{Op, Right};
use serde_json::json;

/// A proposal: the facts; the software weighs them.
#[derive(Debug, Clone)]
pub struct ProposeSeverity {
    /// Number of the incident.
    pub number: String,
    /// Codes of list `severe-criteria` that are met.
    pub effects: Vec<String>,
    /// The owner cannot control and handle it.
    pub owner_cannot_handle: bool,
    /// In words.
    pub reason: String,
}

/// A decision.
#[derive(Debug, Clone)]
pub struct DecideSeverity {
    /// Number of the incident.
    pub number: String,
    /// Severe?
    pub severe: bool,
    /// Sign and date of the document.
    pub document: String,
    /// Position of the one who decides.
    pub position: String,
    /// Reasons in words.
    pub reason: String,
}

/// Weighs the criteria and records the proposal.
///
/// # Errors
/// An unknown criterion.
#[boxed]
pub async fn propose_severity(app: &App, op: &Op, cmd: ProposeSeverity) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (mut incident, parties) = super::load_to_change(&mut tx, &cmd.number).await?;
    op.require_on_incident(Right::ProposeSeverity, &parties)?;
    incident.unclosed()?;
    let unknown =
        |code: &String| app.library().list("severe-criteria").is_some_and(|l| l.item(code).is_none());
    if cmd.effects.iter().any(unknown) {
        return Err(Error::field("effects", "unknown_option"));
    }
    let criteria = Criteria {
        level: incident.level,
        national_important: incident.national_important,
        effects: cmd.effects,
        owner_cannot_handle: cmd.owner_cannot_handle,
    };
    let finding = criteria.weigh(&severe_levels(app));
    let record = SeverityRecord {
        id: app.fresh.id(op.now),
        decision: false,
        severe: finding.severe(),
        criteria,
        finding,
        by: op.actor.name().to_owned(),
        position: String::new(),
        body: op.body,
        document: String::new(),
        reason: domain::text::bounded(&cmd.reason),
        at: op.now,
    };
    tx.insert_severity(incident.id, &record).await?;
    if record.severe && !incident.severity.is_severe() {
        incident.severity = SeverityState::Proposed;
        incident.events.entry("incident.possibly-severe".to_owned()).or_insert(op.now);
    }
    tx.update_incident(&incident, op.now).await?;
    crate::clocks::settle(&mut tx, app, op, &incident, &parties).await?;
    super::note(
        &mut tx,
        app,
        op,
        incident.id,
        "severity.proposed",
        &json!({ "severe": record.severe }),
        false,
    )
    .await?;
    tx.record(op, Event::new("severity.proposed", "incident", incident.id, json!({
        "number": incident.number, "severe": record.severe, "criteria": record.criteria, "finding": record.finding,
    })));
    tx.commit(op.now).await?;
    Ok(())
}

/// Levels that count by the criteria.
pub(crate) fn severe_levels(app: &App) -> Vec<i64> {
    app.library()
        .list("severe-levels")
        .map(|l| l.items.iter().filter_map(|i| i.code.parse().ok()).collect())
        .unwrap_or_default()
}

/// Decides; the rulesets that bind change with it.
///
/// # Errors
/// [`Error::Forbidden`] for others than the deciding body; a position left out; `incident.document_missing`,
/// `incident.decided_already`.
#[boxed]
pub async fn decide_severity(app: &App, op: &Op, cmd: DecideSeverity) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (mut incident, parties) = super::load_to_change(&mut tx, &cmd.number).await?;
    op.require_on_incident(Right::DecideSeverity, &parties)?;
    // Where the body that decides is on the platform, nobody decides for it.
    if roles::standing_agency(&mut tx).await?.is_some_and(|agency| op.body != Some(agency.id)) {
        return Err(Error::Forbidden);
    }
    incident.unclosed()?;
    if cmd.position.trim().is_empty() {
        return Err(Error::field("position", "required"));
    }
    incident.severity = decide(incident.severity, cmd.severe, &cmd.document)?;
    let last = tx.severity_records(incident.id).await?.into_iter().rev().find(|r| !r.decision);
    let criteria = last.map_or_else(|| facts_only(&incident), |r| r.criteria);
    let record = SeverityRecord {
        id: app.fresh.id(op.now),
        decision: true,
        severe: cmd.severe,
        finding: criteria.weigh(&severe_levels(app)),
        criteria,
        by: op.actor.name().to_owned(),
        position: domain::text::bounded(&cmd.position),
        body: op.body,
        document: domain::text::bounded(&cmd.document),
        reason: domain::text::bounded(&cmd.reason),
        at: op.now,
    };
    tx.insert_severity(incident.id, &record).await?;
    if cmd.severe {
        incident.events.insert("incident.severe-detected".to_owned(), op.now);
    } else {
        incident.events.remove("incident.severe-detected");
        incident.events.remove("incident.possibly-severe");
    }
    tx.update_incident(&incident, op.now).await?;
    crate::clocks::settle(&mut tx, app, op, &incident, &parties).await?;
    let values = json!({ "severe": cmd.severe, "document": record.document, "position": record.position });
    super::note(&mut tx, app, op, incident.id, "severity.decided", &values, false).await?;
    tx.record(op, Event::new("severity.decided", "incident", incident.id, values));
    tx.commit(op.now).await?;
    Ok(())
}

fn facts_only(incident: &Incident) -> Criteria {
    Criteria { level: incident.level, national_important: incident.national_important, ..Criteria::default() }
}
