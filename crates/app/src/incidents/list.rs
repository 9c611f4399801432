//! The list of incidents: filters, words, pages.

use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::page::{Page, PageRequest};
use domain::{Moment, Op, Right, text};
use store::{IncidentFilter, IncidentRow};

/// What to list.
#[derive(Debug, Clone, Default)]
pub struct ListIncidents {
    /// State codes; empty for all.
    pub states: Vec<String>,
    /// Severity codes; empty for all.
    pub severities: Vec<String>,
    /// RSIT class.
    pub class: Option<String>,
    /// Province code.
    pub province: Option<String>,
    /// Level.
    pub level: Option<i64>,
    /// Only those whose nearest last moment is at or before this one.
    pub due_before: Option<Moment>,
    /// Only those whose nearest last moment is after this one.
    pub due_after: Option<Moment>,
    /// Words, with or without tone marks, or a number.
    pub query: String,
    /// Page.
    pub page: PageRequest,
}

/// A page of incidents.
pub type IncidentListing = Page<IncidentRow>;

/// Lists the incidents the actor may see, newest first.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn list(app: &App, op: &Op, cmd: ListIncidents) -> Result<IncidentListing> {
    op.require(Right::SeeIncidents)?;
    if op.bounded_to().is_none() && !op.may(Right::SeeEverything) {
        return Ok(Page { rows: Vec::new(), next: None });
    }
    let filter = IncidentFilter {
        states: cmd.states,
        severities: cmd.severities,
        class: cmd.class,
        province: cmd.province,
        level: cmd.level,
        due_before: cmd.due_before,
        due_after: cmd.due_after,
        words: text::words(&cmd.query, 8),
        of_body: op.bounded_to(),
    };
    Ok(app.store.read().await?.list_incidents(&filter, cmd.page).await?)
}
