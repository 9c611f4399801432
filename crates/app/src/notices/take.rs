//! Taking a notice: from now on one officer answers for it.

use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::{Op, Right};
use serde_json::json;

/// Takes a notice for the officer's body.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], `notice.already_decided`, [`Error::Conflict`].
#[boxed]
pub async fn take(app: &App, op: &Op, number: &str) -> Result<()> {
    let mut tx = app.store.write().await?;
    let notice = super::by_number(&mut tx, number).await?;
    op.require_on_notice(Right::TriageNotice, &notice)?;
    let (officer, body) = op.actor.person().zip(op.body).ok_or(Error::Forbidden)?;
    let notice = notice.take(officer, body)?;
    tx.update_notice(&notice).await?;
    tx.record(op, Event::new("notice.taken", "notice", notice.id, json!({ "number": notice.number })));
    tx.commit(op.now).await?;
    Ok(())
}
