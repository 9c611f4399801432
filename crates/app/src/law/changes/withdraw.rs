//! Giving a draft up.

use super::load_seen;
use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::audit::Event;
use domain::law_changes::Hand;
use domain::{Op, Right};
use serde_json::json;

/// Gives a draft up; it stays on record.
///
/// # Errors
/// [`crate::Error::Forbidden`]; `law_change.not_draft`; [`crate::Error::Conflict`].
#[boxed]
pub async fn withdraw_change(app: &App, op: &Op, number: i64, version: i64) -> Result<()> {
    op.require(Right::ChangeLaw)?;
    let mut tx = app.store.write().await?;
    let change = load_seen(&mut tx, number, version).await?.withdrawn(Hand::of(op), op.now)?;
    tx.update_law_change(&change).await?;
    tx.record(
        op,
        Event::new("law_change.withdrawn", "law-change", change.id, json!({ "number": change.number })),
    );
    tx.commit(op.now).await?;
    Ok(())
}
