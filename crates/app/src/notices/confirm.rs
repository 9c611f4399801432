//! Confirming a notice: it becomes an incident, or joins one.

use super::merge::tell_merged;
use crate::access::Ask;
use crate::incidents::{NewIncident, open_incident};
use crate::{App, Error, FollowUp, Result, boxed};
use domain::audit::Event;
use domain::incidents::Environment;
use domain::{BodyId, IncidentNumber, Moment, Op, Right, SystemId};
use serde_json::json;

/// What the officer sets when confirming.
#[derive(Debug, Clone)]
pub struct Confirm {
    /// Number of the notice.
    pub number: String,
    /// Title of the incident; empty takes the notice's subject.
    pub title: String,
    /// When it was detected; `None` takes the notice's word, else its arrival.
    pub detected_at: Option<Moment>,
    /// The affected system, when in the register.
    pub system: Option<SystemId>,
    /// Name of the system, when it is not in the register; empty takes the notice's word.
    pub system_name: String,
    /// Operator, when there is no system in the register.
    pub operator: Option<BodyId>,
    /// Owner, when there is no system in the register.
    pub owner: Option<BodyId>,
    /// Level of the system, when there is none in the register.
    pub level: Option<i64>,
    /// Where it happened.
    pub environment: Environment,
}

/// The incident a notice became.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Confirmed {
    /// Its number.
    pub incident: IncidentNumber,
}

/// Confirms a notice as a new incident: parties, steps and clocks start with it.
///
/// # Errors
/// `notice.not_taken`, `notice.already_decided`; detection after arrival of the notice or in the future.
#[boxed]
pub async fn confirm(app: &App, op: &Op, cmd: Confirm) -> Result<Confirmed> {
    let mut tx = app.store.write().await?;
    let notice = super::by_number(&mut tx, &cmd.number).await?;
    op.require_on_notice(Right::TriageNotice, &notice)?;
    let detected_at = cmd.detected_at.or(notice.content.detected_at).unwrap_or(notice.received_at);
    if detected_at > op.now {
        return Err(Error::field("detected_at", "in_future"));
    }
    if !detected_at.plausible() {
        return Err(Error::field("detected_at", "two_digit_year"));
    }
    if cmd.level.is_some_and(|l| !(1..=5).contains(&l)) {
        return Err(Error::field("level", "unknown_option"));
    }
    let new = NewIncident { detected_at, ..NewIncident::from_notice(app, &notice, cmd, op) };
    let notice = notice.confirm(new.id)?;
    tx.update_notice(&notice).await?;
    tell_merged(app, &mut tx, op, &notice).await?;
    let incident = open_incident(app, op, &mut tx, new, &notice).await?;
    tx.record(
        op,
        Event::new(
            "notice.confirmed",
            "notice",
            notice.id,
            json!({ "number": notice.number, "incident": incident.number }),
        ),
    );
    tx.enqueue(FollowUp::MailOutcome { notice: notice.id }.job(app, op.now, op.now)?);
    tx.commit(op.now).await?;
    Ok(Confirmed { incident: incident.number })
}

/// Confirms a notice as telling of an incident that is known already.
///
/// # Errors
/// `notice.not_taken`, `notice.already_decided`; [`Error::NotFound`] for an incident that may not be seen.
#[boxed]
pub async fn join_incident(app: &App, op: &Op, number: &str, incident: &str) -> Result<()> {
    let mut tx = app.store.write().await?;
    let notice = super::by_number(&mut tx, number).await?;
    op.require_on_notice(Right::TriageNotice, &notice)?;
    let (mut incident, parties) = crate::incidents::load_to_change(&mut tx, incident).await?;
    op.require_on_incident(Right::SeeIncidents, &parties)?;
    let notice = notice.confirm(incident.id)?;
    incident.unclosed()?;
    incident.notices.push(notice.id);
    tx.update_notice(&notice).await?;
    tell_merged(app, &mut tx, op, &notice).await?;
    tx.update_incident(&incident, op.now).await?;
    tx.record(
        op,
        Event::new(
            "notice.joined",
            "notice",
            notice.id,
            json!({ "number": notice.number, "incident": incident.number }),
        ),
    );
    tx.enqueue(FollowUp::MailOutcome { notice: notice.id }.job(app, op.now, op.now)?);
    tx.commit(op.now).await?;
    Ok(())
}
