//! Signing out.

use crate::{App, Error, Result, boxed};
use domain::Op;
use domain::audit::Event;
use domain::canonical::sha256_hex;
use serde_json::json;

/// Ends one's own session; one that has ended already is no error.
///
/// # Errors
/// [`Error::Forbidden`] for the session of somebody else.
#[boxed]
pub async fn sign_out(app: &App, op: &Op, secret: &str) -> Result<()> {
    let mut tx = app.store.write().await?;
    let Some(session) = tx.session(&sha256_hex(secret.as_bytes())).await? else { return Ok(()) };
    if op.actor.person() != Some(session.person) {
        return Err(Error::Forbidden);
    }
    tx.end_session(session.id, session.person).await?;
    tx.record(
        op,
        Event::new("person.signed_out", "person", session.person, json!({ "session": session.id })),
    );
    tx.commit(op.now).await?;
    Ok(())
}
