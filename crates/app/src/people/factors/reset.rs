//! Taking all second factors from somebody who lost them; whoever looks after the network does it, once they know who asks.

use crate::access::Ask;
use crate::people::notify::{AccountChange, tell};
use crate::people::{by_login, tries};
use crate::{App, Result, boxed};
use domain::audit::Event;
use domain::{Op, Right};
use serde_json::json;

/// Removes every second factor and recovery code of a person and ends all their sessions. Where their role demands a
/// factor, they can do nothing after the next sign-in but add one.
///
/// # Errors
/// [`crate::Error::Forbidden`], [`crate::Error::NotFound`].
#[boxed]
pub async fn reset_factors(app: &App, op: &Op, login: &str) -> Result<()> {
    let mut tx = app.store.write().await?;
    op.require(Right::ManageNetwork)?;
    tries::in_turn(&mut tx).await?;
    let person = by_login(&mut tx, login).await?.person;
    let had = tx.factors_of(person.id).await?;
    tx.remove_factors(person.id).await?;
    let ended = tx.end_sessions(person.id, None).await?;
    tx.revoke_tokens(person.id, op.now).await?;
    let detail = json!({ "login": person.login, "had": had, "sessions_ended": ended });
    tx.record(op, Event::new("person.factors_reset", "person", person.id, detail));
    tell(app, &mut tx, op, person.id, AccountChange::FactorsReset)?;
    tx.commit(op.now).await?;
    Ok(())
}
