//! A person's API tokens, without their secrets.

use super::by_login;
use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::{Op, Right};
use store::TokenRow;

/// One's own tokens, newest first, revoked ones included.
///
/// # Errors
/// [`Error::Forbidden`].
#[boxed]
pub async fn list_tokens(app: &App, op: &Op) -> Result<Vec<TokenRow>> {
    op.require(Right::OwnTokens)?;
    let person = op.actor.person().ok_or(Error::Forbidden)?;
    Ok(app.store.read().await?.tokens_of(person).await?)
}

/// Somebody's tokens.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`].
#[boxed]
pub async fn list_tokens_of(app: &App, op: &Op, login: &str) -> Result<Vec<TokenRow>> {
    op.require(Right::ManageNetwork)?;
    let mut read = app.store.read().await?;
    let person = by_login(&mut read, login).await?.person.id;
    Ok(read.tokens_of(person).await?)
}
