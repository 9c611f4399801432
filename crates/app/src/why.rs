//! "Why can I see this?": the grounds on which the actor sees a record, by the same ties and the same table that decide it.

use crate::access::{Ask, circle};
use crate::names::{body_names, in_lang};
use crate::{App, Error, Result, boxed};
use domain::access::{Ground, Relation, Relations, Tie, grounds, table};
use domain::reports::{Delivery, Report};
use domain::{BodyId, Op, ReportId, Right};
use serde::Serialize;
use std::collections::HashMap;
use store::Conn;

/// Why somebody sees a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Why {
    /// Each role that gives the right to see it, with the relation over which it does.
    pub grounds: Vec<Ground>,
    /// The record is restricted.
    pub restricted: bool,
    /// What opens it to them nevertheless; empty while it is not restricted.
    pub opened_by: Vec<Tie>,
    /// Names of the bodies that occur, in the actor's language.
    pub bodies: HashMap<BodyId, String>,
}

/// Why the actor sees a notice.
///
/// # Errors
/// [`Error::NotFound`] when they do not.
#[boxed]
pub async fn why_notice(app: &App, op: &Op, number: &str) -> Result<Why> {
    let mut read = app.store.read().await?;
    let notice = crate::notices::by_number(&mut read, number).await?;
    op.require_on_notice(Right::SeeNotices, &notice)?;
    let restricted = notice.restricted.then(|| table().restricted_notices());
    explain(&mut read, op, Right::SeeNotices, notice.ties(op), restricted).await
}

/// Why the actor sees an incident.
///
/// # Errors
/// [`Error::NotFound`] when they do not.
#[boxed]
pub async fn why_incident(app: &App, op: &Op, number: &str) -> Result<Why> {
    let mut read = app.store.read().await?;
    let (_, circle) = crate::incidents::load(&mut read, number).await?;
    op.require_on_incident(Right::SeeIncidents, &circle)?;
    let restricted = circle.restricted.then(|| table().restricted_incidents());
    explain(&mut read, op, Right::SeeIncidents, circle.ties(op), restricted).await
}

/// Why the actor sees a report: as its writer, as its addressee, or by their part in its incident.
///
/// # Errors
/// [`Error::NotFound`] when they do not.
#[boxed]
pub async fn why_report(app: &App, op: &Op, id: ReportId) -> Result<Why> {
    let mut read = app.store.read().await?;
    let report = read.report(id).await?.ok_or(Error::NotFound)?;
    let incident = read.incident(report.incident).await?.ok_or(Error::NotFound)?;
    let circle = circle(&mut read, &incident).await?;
    let deliveries = read.deliveries(id).await?;
    if !crate::reports::sees(op, &report, &circle, &deliveries) {
        return Err(Error::NotFound);
    }
    let mut ties = report_ties(op, &report, &deliveries);
    ties.extend(circle.ties(op));
    let restricted = circle.restricted.then(|| table().restricted_incidents());
    explain(&mut read, op, Right::SeeIncidents, ties, restricted).await
}

/// How the actor stands to a report by itself.
pub(crate) fn report_ties(op: &Op, report: &Report, deliveries: &[Delivery]) -> Vec<Tie> {
    let Some(own) = op.body else { return Vec::new() };
    let written = (report.body == own).then(|| Tie::through(Relation::OwnBody, own, Some(report.created_at)));
    let first =
        deliveries.iter().filter(|d| d.report == report.id && d.body == own).map(|d| d.delivered_at).min();
    let delivered = first.map(|at| Tie::through(Relation::Addressee, own, Some(at)));
    written.into_iter().chain(delivered).collect()
}

async fn explain(
    conn: &mut Conn,
    op: &Op,
    right: Right,
    ties: Vec<Tie>,
    restricted: Option<Relations>,
) -> Result<Why> {
    let roles = match op.actor.person() {
        Some(person) => conn.person(person).await?.map(|known| known.person.roles).unwrap_or_default(),
        None => Vec::new(),
    };
    let opened = |tie: &&Tie| restricted.is_some_and(|relations| relations.holds(tie.relation));
    let names = body_names(conn, ties.iter().filter_map(|tie| tie.body)).await?;
    Ok(Why {
        grounds: grounds(&roles, op.rights, right, &ties),
        restricted: restricted.is_some(),
        opened_by: ties.iter().filter(opened).cloned().collect(),
        bodies: names.keys().map(|id| (*id, in_lang(&names, *id, op.lang).to_owned())).collect(),
    })
}
