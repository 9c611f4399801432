//! The chain as a list, newest first.

use crate::access::Ask;
use crate::names::{body_names, in_lang};
use crate::{App, Result, boxed};
use domain::audit::Row;
use domain::page::{Page, PageRequest};
use domain::{Op, Right};
use serde::Serialize;
use uuid::Uuid;

/// A row of the chain and the name of the body that was acted for.
#[derive(Debug, Clone, Serialize)]
pub struct AuditLine {
    /// The row.
    #[serde(flatten)]
    pub row: Row,
    /// Name of the body, in the language asked for.
    pub body_name: Option<String>,
    /// The record is restricted: the row is shown, and what it is about is not.
    pub restricted: bool,
}

/// A page of the chain.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn list(app: &App, op: &Op, request: PageRequest) -> Result<Page<AuditLine>> {
    op.require(Right::SeeSystem)?;
    let mut read = app.store.read().await?;
    // Places have no gaps, so a page is a stretch of them.
    let (head, _) = read.audit_head().await?;
    let before = request.before.unwrap_or(i64::MAX).min(head + 1).max(1);
    let after = (before - 1 - request.rows).max(0);
    let mut rows = read.audit_after(after, before - 1 - after).await?;
    rows.reverse();
    let names = body_names(&mut read, rows.iter().filter_map(|row| row.body)).await?;
    let ids: Vec<Uuid> = rows.iter().filter_map(|row| row.subject_id.parse().ok()).collect();
    let restricted = read.restricted_among(&ids).await?;
    let hidden = |row: &Row| row.subject_id.parse().is_ok_and(|id: Uuid| restricted.contains(&id));
    let line = |row: Row| AuditLine {
        restricted: hidden(&row),
        body_name: row.body.map(|body| in_lang(&names, body, op.lang).to_owned()),
        row,
    };
    Ok(Page { rows: rows.into_iter().map(line).collect(), next: (after > 0).then_some(after + 1) })
}
