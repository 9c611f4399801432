//! Entering an information system.

use super::typed::{Around, NewSystem, checked};
use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::{Op, Right, SystemId};
use serde_json::json;

/// Enters a system.
///
/// # Errors
/// [`Error::Forbidden`]; fields to mend, among them a key that is taken.
#[boxed]
pub async fn create_system(app: &App, op: &Op, cmd: NewSystem) -> Result<SystemId> {
    let mut tx = app.store.write().await?;
    op.require(Right::ManageNetwork)?;
    let around = Around::of(&mut tx, &cmd).await?;
    let system = checked(app, op, &cmd, around)?;
    tx.insert_system(&system).await.map_err(|error| match error {
        store::Error::Duplicate(_) => Error::field("key", "taken"),
        other => other.into(),
    })?;
    let detail = json!({ "key": system.key, "owner": system.owner, "operator": system.operator, "level": system.level });
    tx.record(op, Event::new("system.created", "system", system.id, detail));
    tx.commit(op.now).await?;
    Ok(system.id)
}
