//! One body by its key.

use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::bodies::Body;
use domain::{Op, Right};

/// Key of the body the actor acts for; none for those who act for none.
///
/// # Errors
/// [`Error::Unavailable`].
#[boxed]
pub async fn own_key(app: &App, op: &Op) -> Result<Option<String>> {
    let Some(body) = op.body else { return Ok(None) };
    Ok(app.store.read().await?.body(body).await?.map(|body| body.key))
}

/// The body of a key.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`].
#[boxed]
pub async fn find_body(app: &App, op: &Op, key: &str) -> Result<Body> {
    op.require(Right::SeeBodies)?;
    app.store.read().await?.body_by_key(key.trim()).await?.ok_or(Error::NotFound)
}
