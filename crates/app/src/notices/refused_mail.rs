//! Mail that was not taken as a notice, with the reason.

use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::{Op, Right};
pub use store::RefusedMail;

/// Most rows listed.
const MOST: i64 = 200;

/// The newest refused mail, at most 200.
///
/// # Errors
/// [`crate::Error::Forbidden`], [`crate::Error::Unavailable`].
#[boxed]
pub async fn refused_mail(app: &App, op: &Op) -> Result<Vec<RefusedMail>> {
    op.require(Right::SeeSystem)?;
    Ok(app.store.read().await?.refused_mail(MOST).await?)
}
