//! The list of incidents: filters, words, pages.

use crate::access::Ask;
use crate::bodies::roles;
use crate::{App, Result, boxed};
use domain::access::Relation;
use domain::page::{Page, PageRequest};
use domain::{BodyId, Moment, Op, Right, text};
use store::{Conn, IncidentFilter, IncidentRow};

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
    let mut read = app.store.read().await?;
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
        below: below(&mut read, op).await?,
        reader: op.reader(),
    };
    Ok(read.list_incidents(&filter, cmd.page).await?)
}

/// Bodies whose incidents the actor sees as superior, beside those their body is party to.
async fn below(conn: &mut Conn, op: &Op) -> Result<Vec<BodyId>> {
    match op.bounded_to() {
        Some(body) if op.rights.over(Right::SeeIncidents).holds(Relation::Superior) => {
            roles::below(conn, body).await
        }
        _ => Ok(Vec::new()),
    }
}
