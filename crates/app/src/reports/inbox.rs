//! The reports that the actor's body wrote or got; for whoever sees everything, all that were submitted.

use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::page::{Page, PageRequest};
use domain::{Op, Right, text};
use store::{FoundReport, ReportFilter, ReportTurn};

/// What to list.
#[derive(Debug, Clone, Default)]
pub struct ListReports {
    /// Whose turn it is.
    pub turn: Option<ReportTurn>,
    /// State codes; empty for all.
    pub states: Vec<String>,
    /// Kind code.
    pub kind: Option<String>,
    /// Number of a report or incident, or words of the incident.
    pub query: String,
    /// Page.
    pub page: PageRequest,
}

/// Lists reports, newest first.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn inbox(app: &App, op: &Op, cmd: ListReports) -> Result<Page<FoundReport>> {
    op.require(Right::SeeIncidents)?;
    let filter = ReportFilter {
        reader: op.body,
        everything: op.may(Right::SeeEverything),
        turn: cmd.turn,
        states: cmd.states,
        kind: cmd.kind,
        number: cmd.query.trim().to_uppercase(),
        words: text::words(&cmd.query, 8),
        eyes: op.reader(),
    };
    Ok(app.store.read().await?.list_reports(&filter, cmd.page).await?)
}
