//! The triage inbox: notices by state, channel, verdict and words, page by page.

use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::page::{Page, PageRequest};
use domain::{Op, Right, text};
use store::{NoticeFilter, NoticeRow};

/// What to list.
#[derive(Debug, Clone, Default)]
pub struct ListNotices {
    /// State codes; empty for all.
    pub states: Vec<String>,
    /// Channel code.
    pub channel: Option<String>,
    /// Verdict code.
    pub verdict: Option<String>,
    /// Words, with or without tone marks.
    pub query: String,
    /// Page.
    pub page: PageRequest,
}

/// A page of notices.
pub type NoticeListing = Page<NoticeRow>;

/// Lists the notices the actor may see, newest first.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn list(app: &App, op: &Op, cmd: ListNotices) -> Result<NoticeListing> {
    op.require(Right::SeeNotices)?;
    if op.bounded_to().is_none() && !op.may(Right::SeeEverything) {
        return Ok(Page { rows: Vec::new(), next: None });
    }
    let filter = NoticeFilter {
        states: cmd.states,
        channel: cmd.channel,
        verdict: cmd.verdict,
        words: text::words(&cmd.query, 8),
        of_body: op.bounded_to(),
        reader: op.reader(),
    };
    Ok(app.store.read().await?.list_notices(&filter, cmd.page).await?)
}
