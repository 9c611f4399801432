//! What two owners claim at once, for an officer to settle.

use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::systems::System;
use domain::systems::claims::{Claimed, disputes};
use domain::{Op, Right};
use serde::Serialize;

/// Most disputes listed.
const MOST: usize = 500;

/// Two claims that cannot both be true.
#[derive(Debug, Clone, Serialize)]
pub struct DisputeView {
    /// The wider claim.
    pub wider: String,
    /// System with the wider claim.
    pub wider_system: System,
    /// The claim that lies in it.
    pub narrower: String,
    /// System with that claim.
    pub narrower_system: System,
}

/// Claims of different owners where one lies in the other, at most 500.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn list_disputes(app: &App, op: &Op) -> Result<Vec<DisputeView>> {
    op.require(Right::ManageNetwork)?;
    let mut read = app.store.read().await?;
    let claims = read.system_claims().await?;
    let claims: Vec<Claimed> =
        claims.into_iter().map(|(system, owner, value)| Claimed { system, owner, value }).collect();
    let mut views = Vec::new();
    for dispute in disputes(&claims).into_iter().take(MOST) {
        let systems = (read.system(dispute.wider.system).await?, read.system(dispute.narrower.system).await?);
        if let (Some(wider_system), Some(narrower_system)) = systems {
            views.push(DisputeView {
                wider: dispute.wider.value,
                wider_system,
                narrower: dispute.narrower.value,
                narrower_system,
            });
        }
    }
    Ok(views)
}
