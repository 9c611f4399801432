//! Removing a passkey from one's own account.

use crate::people::factors::{may_go, removed};
use crate::people::own::{Own, Sure};
use crate::{App, Error, Result, boxed};
use domain::sign_in::Factors;
use domain::{Op, PasskeyId, SessionId};

/// Removes a passkey.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; the field `current`, `people.wrong_password`, `people.prove_again`;
/// `people.last_factor`.
#[boxed]
pub async fn remove_passkey(
    app: &App,
    op: &Op,
    session: SessionId,
    id: PasskeyId,
    password: &str,
) -> Result<()> {
    let own = Own::load(&mut *app.store.read().await?, op, session).await?;
    own.prove_again(app, op, password, Sure::Now).await?;
    let mut tx = app.store.write().await?;
    let person = own.known.person.id;
    let factors = tx.factors_of(person).await?;
    may_go(app, &own, Factors { passkeys: factors.passkeys.saturating_sub(1), ..factors })?;
    if !tx.remove_passkey(id, person).await? {
        return Err(Error::NotFound);
    }
    removed(app, &mut tx, op, &own, "passkey").await?;
    tx.commit(op.now).await?;
    Ok(())
}
