//! Revoking an API token: from the next call on it opens nothing.

use super::by_login;
use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::{Op, PersonId, Right, TokenId};
use serde_json::json;
use store::Tx;

/// Revokes a token of one's own.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] when there is no such token in force.
#[boxed]
pub async fn revoke_token(app: &App, op: &Op, id: TokenId) -> Result<()> {
    let tx = app.store.write().await?;
    op.require(Right::OwnTokens)?;
    let person = op.actor.person().ok_or(Error::Forbidden)?;
    revoke(tx, op, person, id).await
}

/// Revokes somebody's token.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] when there is no such person or no such token in force.
#[boxed]
pub async fn revoke_token_of(app: &App, op: &Op, login: &str, id: TokenId) -> Result<()> {
    let mut tx = app.store.write().await?;
    op.require(Right::ManageNetwork)?;
    let person = by_login(&mut tx, login).await?.person.id;
    revoke(tx, op, person, id).await
}

async fn revoke(mut tx: Tx, op: &Op, person: PersonId, id: TokenId) -> Result<()> {
    tx.revoke_token(id, person, op.now).await.map_err(|error| match error {
        store::Error::Conflict => Error::NotFound,
        other => other.into(),
    })?;
    tx.record(op, Event::new("token.revoked", "token", id, json!({ "person": person })));
    tx.commit(op.now).await?;
    Ok(())
}
