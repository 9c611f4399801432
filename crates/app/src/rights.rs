//! The table of rights at the desk: what a person may do by it, and that another table than at the last start goes on
//! record.

use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::access::table;
use domain::audit::Event;
use domain::people::Person;
use domain::{Op, Right};
use serde_json::json;

/// Name of the fact under which the hash of the table is kept.
const FACT: &str = "rights-table";

/// The person with a sign-in name, for showing the union of what their roles give.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`].
#[boxed]
pub async fn person(app: &App, op: &Op, login: &str) -> Result<Person> {
    op.require(Right::SeeStaff)?;
    let known = app.store.read().await?.person_by_login(&login.trim().to_lowercase()).await?;
    Ok(known.ok_or(Error::NotFound)?.person)
}

/// Puts on record that this program has another table of rights than the one before; `true` when it has.
///
/// # Errors
/// [`Error::Unavailable`].
#[boxed]
pub async fn note_table(app: &App, op: &Op) -> Result<bool> {
    let now = table().sha256();
    let mut tx = app.store.write().await?;
    let before = tx.deployment_fact(FACT).await?;
    if before.as_deref() == Some(now) {
        return Ok(false);
    }
    tx.set_deployment_fact(FACT, now).await?;
    if before.is_some() {
        tx.record(op, Event::new("rights.changed", "rights", now, json!({ "before": before, "after": now })));
    }
    tx.commit(op.now).await?;
    Ok(before.is_some())
}

/// The hash of the table at the last start; none before the first.
///
/// # Errors
/// [`Error::Unavailable`].
#[boxed]
pub async fn noted_table(store: &store::Store) -> Result<Option<String>> {
    Ok(store.read().await?.deployment_fact(FACT).await?)
}
