//! The authenticator app: offered, confirmed by its first code, removed.

use super::{added, may_go, removed, seal, totp};
use crate::people::own::{Own, Sure};
use crate::{App, Error, Result, boxed};
use domain::sign_in::{Factors, Proof};
use domain::{Moment, Op, PersonId, SessionId};
use std::time::Duration;
use store::{AuthenticatorRow, Tx};

/// Makes the secret of an app to be scanned; it is no factor before [`confirm_authenticator`].
///
/// # Errors
/// [`Error::Forbidden`]; `people.wrong_password`, `people.prove_again`; `second_factor.there_already`.
#[boxed]
pub async fn offer_authenticator(app: &App, op: &Op, session: SessionId, password: &str) -> Result<()> {
    let own = Own::load(&mut *app.store.read().await?, op, session).await?;
    own.prove_again(app, op, password, Sure::Lately).await?;
    let person = own.known.person.id;
    let sealed = seal::seal(app, person, &app.fresh.bytes::<{ totp::SECRET_BYTES }>())?;
    let mut tx = app.store.write().await?;
    if !tx.offer_authenticator(person, &sealed, op.now).await? {
        return Err(Error::refused("second_factor.there_already"));
    }
    tx.commit(op.now).await?;
    Ok(())
}

/// How long an offer waits for its first code.
const OFFER_LASTS: Duration = Duration::from_secs(600);

/// Whether an offer still waits for its first code. One that was left lying is no way in for whoever finds the session later.
pub(super) fn still_offered(row: &AuthenticatorRow, now: Moment) -> bool {
    row.proven_at.is_none() && now < row.offered_at.plus(OFFER_LASTS)
}

/// Takes the first code of the app that was offered: from then on it is a factor. Gives recovery codes with the first
/// factor, nothing with a further one.
///
/// # Errors
/// [`Error::Forbidden`]; `second_factor.there_already`; the field `code`.
#[boxed]
pub async fn confirm_authenticator(
    app: &App,
    op: &Op,
    session: SessionId,
    code: &str,
) -> Result<Vec<String>> {
    let mut tx = app.store.write().await?;
    let own = Own::load(&mut tx, op, session).await?;
    let person = own.known.person.id;
    let offered = tx.authenticator(person).await?.ok_or(Error::NotFound)?;
    if offered.proven_at.is_some() {
        return Err(Error::refused("second_factor.there_already"));
    }
    if !still_offered(&offered, op.now) {
        return Err(Error::NotFound);
    }
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let secret = seal::open(app, person, &offered.sealed_secret)?;
    let step = totp::step_of(&secret, &code, op.now).ok_or_else(|| Error::field("code", "wrong_code"))?;
    tx.take_step(person, step).await?;
    tx.prove_authenticator(person, op.now).await?;
    let codes = added(app, &mut tx, op, &own, ("authenticator", Proof::Authenticator)).await?;
    tx.commit(op.now).await?;
    Ok(codes)
}

/// Removes the authenticator app.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; the field `current`, `people.wrong_password`, `people.prove_again`;
/// `people.last_factor`.
#[boxed]
pub async fn remove_authenticator(app: &App, op: &Op, session: SessionId, password: &str) -> Result<()> {
    let own = Own::load(&mut *app.store.read().await?, op, session).await?;
    own.prove_again(app, op, password, Sure::Now).await?;
    let mut tx = app.store.write().await?;
    let person = own.known.person.id;
    let factors = tx.factors_of(person).await?;
    may_go(app, &own, Factors { authenticator: false, ..factors })?;
    if !tx.remove_authenticator(person).await? {
        return Err(Error::NotFound);
    }
    removed(app, &mut tx, op, &own, "authenticator").await?;
    tx.commit(op.now).await?;
    Ok(())
}

/// Takes a code of a person's app in an open transaction: right, and of a later step than any that was taken.
pub(in crate::people) async fn take_app_code(
    app: &App,
    tx: &mut Tx,
    person: PersonId,
    code: &str,
    now: Moment,
) -> Result<bool> {
    let Some(row) = tx.authenticator(person).await?.filter(|row| row.proven_at.is_some()) else {
        return Ok(false);
    };
    let secret = seal::open(app, person, &row.sealed_secret)?;
    match totp::step_of(&secret, code, now) {
        Some(step) => Ok(tx.take_step(person, step).await?),
        None => Ok(false),
    }
}
