//! The register of systems, as far as one may see it.

use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::systems::System;
use domain::{Op, Right};

/// Most systems listed.
const MOST: i64 = 5000;

/// Systems by name: all of them for those who answer for the whole network, else those one's body owns or operates.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn list_systems(app: &App, op: &Op) -> Result<Vec<System>> {
    op.require(Right::SeeBodies)?;
    let mut read = app.store.read().await?;
    if op.may(Right::SeeEverything) || op.may(Right::ManageNetwork) {
        return Ok(read.systems(MOST).await?);
    }
    match op.body {
        Some(body) => Ok(read.systems_of(body).await?),
        None => Ok(Vec::new()),
    }
}
