//! The bodies of the network.

use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::bodies::Body;
use domain::{Op, Right};

/// Most bodies listed.
const MOST: i64 = 5000;

/// The bodies by kind and name, at most 5,000.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn list_bodies(app: &App, op: &Op) -> Result<Vec<Body>> {
    op.require(Right::SeeBodies)?;
    Ok(app.store.read().await?.bodies(MOST).await?)
}
