//! Changing a system after it was entered.

use super::show::{changes, to_see};
use super::typed::{Around, NewSystem, checked, keeps_the_register};
use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::systems::System;
use domain::{Op, Right};
use serde_json::json;

/// A system to change.
#[derive(Debug, Clone)]
pub struct ChangeSystem {
    /// Its key, which stays.
    pub key: String,
    /// Version that was seen.
    pub version: i64,
    /// As it is to be.
    pub to_be: NewSystem,
}

/// Changes a system. The people of its owner and of its operator change what they know best; whose it is, the register keeps.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], [`Error::Conflict`]; fields to mend.
#[boxed]
pub async fn change_system(app: &App, op: &Op, cmd: ChangeSystem) -> Result<()> {
    let mut tx = app.store.write().await?;
    op.require(Right::SeeBodies)?;
    let before = to_see(&mut tx, op, &cmd.key).await?.system;
    if !changes(op, &before) {
        return Err(Error::Forbidden);
    }
    if before.version != cmd.version {
        return Err(Error::Conflict);
    }
    let to_be = NewSystem { key: before.key.clone(), ..cmd.to_be };
    let around = Around::of(&mut tx, &to_be).await?;
    let after = checked(app, op, &to_be, around)?;
    let after = System { id: before.id, created_at: before.created_at, version: before.version, ..after };
    if !op.may(Right::ManageNetwork) {
        keeps_the_register(op, &before, &after)?;
    }
    let fields = before.differs(&after);
    if fields.is_empty() {
        return Ok(());
    }
    tx.update_system(&after, op.now).await?;
    let detail = json!({ "key": after.key, "fields": fields, "owner": after.owner, "operator": after.operator, "level": after.level });
    tx.record(op, Event::new("system.changed", "system", after.id, detail));
    tx.commit(op.now).await?;
    Ok(())
}
