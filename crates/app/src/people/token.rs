//! Who stands behind an API token: asked at the door of every API call.

use super::make_token::TOKEN_PREFIX;
use super::session::NOTED_EVERY;
use crate::{App, Error, Result, boxed};
use domain::canonical::sha256_hex;
use domain::people::Person;
use domain::{Actor, Moment, Op, RequestId, Right, Rights};
use store::TokenRow;

/// The operation a bearer token allows: what its person may do, within the scopes of the token. `None` when the token
/// is unknown, over or revoked, or its person is shut out or has no role any more.
///
/// # Errors
/// `second_factor.missing` when the person's role demands a second factor and there is none; [`Error::Unavailable`].
#[boxed]
pub async fn op_of_token(
    app: &App,
    bearer: &str,
    now: Moment,
    request: RequestId,
    lang: ::law::Lang,
) -> Result<Option<Op>> {
    if !bearer.starts_with(TOKEN_PREFIX) {
        return Ok(None);
    }
    let mut read = app.store.read().await?;
    let token = read.token(&sha256_hex(bearer.as_bytes())).await?;
    let in_force = |t: &TokenRow| t.revoked_at.is_none() && t.expires_at > now;
    let Some(token) = token.filter(in_force) else { return Ok(None) };
    let person = read.person(token.person).await?.map(|known| known.person).filter(Person::comes_in);
    let Some(person) = person else { return Ok(None) };
    if app.settings.sign_in.demands(&person.roles) && !read.factors_of(person.id).await?.any() {
        return Err(Error::refused("second_factor.missing"));
    }
    drop(read);
    // Whoever calls is not kept from it because a note could not be written.
    if let Err(error) = note_use(app, &token, now).await {
        tracing::warn!(%error, "the use of a token could not be noted");
    }
    let scopes: Rights = token.scopes.iter().filter_map(|code| Right::from_code(code)).collect();
    Ok(Some(Op {
        rights: person.rights().within(scopes),
        actor: Actor::Token { token: token.id, id: person.id, name: person.name },
        body: Some(person.body),
        now,
        request,
        lang,
    }))
}

/// Notes that a token is in use, at most once a minute.
async fn note_use(app: &App, token: &TokenRow, now: Moment) -> Result<()> {
    if token.used_at.is_some_and(|used| used.plus(NOTED_EVERY) > now) {
        return Ok(());
    }
    let mut tx = app.store.write().await?;
    tx.note_token_use(token.id, now).await?;
    tx.commit(now).await?;
    Ok(())
}
