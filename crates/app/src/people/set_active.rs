//! Letting a person in, or shutting them out.

use super::{by_login, tries};
use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::audit::Event;
use domain::{Op, Right};
use serde_json::json;

/// Lets a person in again or shuts them out; shutting out ends all sessions and stills all tokens at once.
///
/// # Errors
/// [`crate::Error::Forbidden`], [`crate::Error::NotFound`].
#[boxed]
pub async fn set_active(app: &App, op: &Op, login: &str, active: bool) -> Result<()> {
    let mut tx = app.store.write().await?;
    op.require(Right::ManageNetwork)?;
    tries::in_turn(&mut tx).await?;
    let person = by_login(&mut tx, login).await?.person;
    if person.active == active {
        return Ok(());
    }
    tx.set_person_active(person.id, active).await?;
    let act = if active { "person.let_in" } else { "person.shut_out" };
    tx.record(op, Event::new(act, "person", person.id, json!({ "login": person.login })));
    tx.commit(op.now).await?;
    Ok(())
}
