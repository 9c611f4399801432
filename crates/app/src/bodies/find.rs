//! One body by its key.

use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::bodies::Body;
use domain::{Op, Right};

/// The body of a key.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`].
#[boxed]
pub async fn find_body(app: &App, op: &Op, key: &str) -> Result<Body> {
    op.require(Right::SeeBodies)?;
    app.store.read().await?.body_by_key(key.trim()).await?.ok_or(Error::NotFound)
}
