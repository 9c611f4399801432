//! Taking an invitation back.

use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::{InvitationId, Op, Right};
use serde_json::json;

/// Withdraws an invitation that nobody has accepted; its link opens nothing any more.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; `invitation.used`, `invitation.withdrawn`, `invitation.expired`.
#[boxed]
pub async fn withdraw_invitation(app: &App, op: &Op, id: InvitationId) -> Result<()> {
    let mut tx = app.store.write().await?;
    op.require(Right::ManageNetwork)?;
    let invitation = tx.invitation(id).await?.ok_or(Error::NotFound)?;
    invitation.usable(op.now)?;
    tx.withdraw_invitation(id, op.now).await?;
    tx.record(op, Event::new("invitation.withdrawn", "invitation", id, json!({ "login": invitation.login })));
    tx.commit(op.now).await?;
    Ok(())
}
