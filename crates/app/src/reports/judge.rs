//! Judging a report: an addressee accepts it, or returns it for revision with a reason.

use super::case::Case;
use super::submit::told;
use crate::access::Ask;
use crate::{App, Error, FollowUp, Result, boxed};
use domain::audit::Event;
use domain::incidents::{PartyRole, parties};
use domain::reports::ReportState;
use domain::{BodyId, Op, ReportId, Right};
use serde_json::json;

/// A judgement.
#[derive(Debug, Clone)]
pub struct Judge {
    /// The report.
    pub report: ReportId,
    /// The edition that was read; `None` for the current one, whichever it is.
    pub edition: Option<i64>,
    /// Accepted, or else returned for revision.
    pub accept: bool,
    /// Why; must be given for a return.
    pub reason: String,
}

/// Judges the current edition for the actor's body; gives how the report stands then.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; `report.not_an_addressee`, `report.not_submitted`,
/// `report.decided_already`, `report.reason_missing`, `incident.already_closed`; [`Error::Conflict`] when another
/// addressee judged in the same moment, or another edition came meanwhile.
#[boxed]
pub async fn judge(app: &App, op: &Op, cmd: Judge) -> Result<ReportState> {
    let mut tx = app.store.write().await?;
    let mut case = Case::load_to_change(&mut tx, cmd.report).await?;
    case.require_sight(op)?;
    op.require(Right::JudgeReports)?;
    case.require_open_record()?;
    let decisive = decisive(&case);
    let edition = case.report.edition;
    if cmd.edition.is_some_and(|read| read != edition) {
        return Err(Error::Conflict);
    }
    let delivery = case.deliveries.iter_mut().find(|d| d.edition == edition && Some(d.body) == op.body);
    let delivery = delivery.ok_or_else(|| Error::refused("report.not_an_addressee"))?;
    delivery.judge(cmd.accept, &cmd.reason, op.actor.name(), op.now)?;
    tx.update_delivery(delivery).await?;
    let (reason, role) = (delivery.reason.clone(), delivery.role.clone());
    let report = case.report.judged(&case.deliveries, decisive)?;
    tx.update_report(&report).await?;
    let act = if cmd.accept { "report.accepted" } else { "report.returned" };
    crate::incidents::note(&mut tx, app, op, report.incident, act, &told(&report), false).await?;
    if !cmd.accept {
        tx.enqueue(FollowUp::MailReport { report: report.id, edition, to: None }.job(app, op.now, op.now)?);
    }
    tx.record(op, Event::new(act, "report", report.id, json!({
        "number": report.number, "edition": edition, "state": report.state, "role": role, "reason": reason,
    })));
    tx.commit(op.now).await?;
    Ok(report.state)
}

/// The body whose acceptance alone accepts: the national coordinator, where the report is addressed to it.
fn decisive(case: &Case) -> Option<BodyId> {
    let coordinator = parties::playing(&case.parties, PartyRole::Coordinator.code());
    case.deliveries
        .iter()
        .filter(|d| d.edition == case.report.edition)
        .find(|d| Some(d.body) == coordinator || d.role == PartyRole::Coordinator.code())
        .map(|d| d.body)
}
