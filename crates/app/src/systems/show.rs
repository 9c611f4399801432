//! One system with the bodies around it and what a registry says of its addresses, for whoever it concerns.

use super::registry::{Remark, remarks};
use super::whois::{Known, around, sees, with_contacts};
use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::systems::System;
use domain::{Op, Right};
use serde::Serialize;
use store::Conn;

/// A system to show.
#[derive(Debug, Clone, Serialize)]
pub struct SystemView {
    /// The system with the bodies around it.
    pub known: Known,
    /// What a registry says of its addresses, in their order; empty while no records were brought in.
    pub remarks: Vec<Remark>,
    /// The reader may change it.
    pub changes: bool,
}

/// A system by its key.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] when it is not there or does not concern the actor.
#[boxed]
pub async fn show_system(app: &App, op: &Op, key: &str) -> Result<SystemView> {
    op.require(Right::SeeBodies)?;
    let mut read = app.store.read().await?;
    let known = to_see(&mut read, op, key).await?;
    let known = with_contacts(app, &mut read, known, op.now).await?;
    let remarks = remarks(&mut read, &known.system.addresses).await?;
    Ok(SystemView { remarks, changes: changes(op, &known.system), known })
}

/// A system that concerns the actor.
///
/// # Errors
/// [`Error::NotFound`].
pub(super) async fn to_see(conn: &mut Conn, op: &Op, key: &str) -> Result<Known> {
    let system = conn.system_by_key(key.trim()).await?.ok_or(Error::NotFound)?;
    let known = around(conn, system).await?;
    if sees(op, &known) { Ok(known) } else { Err(Error::NotFound) }
}

/// Whether the actor may change it: who manages the network, and whoever declares for its owner or its operator.
pub(super) fn changes(op: &Op, system: &System) -> bool {
    let own = op.body.is_some_and(|body| body == system.owner || body == system.operator);
    op.may(Right::ManageNetwork) || (own && op.may(Right::DeclareOwnBody))
}
