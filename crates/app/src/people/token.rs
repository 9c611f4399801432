//! Who stands behind an API token: asked at the door of every API call.

use super::make_token::TOKEN_PREFIX;
use crate::{App, Result, boxed};
use domain::canonical::sha256_hex;
use domain::{Actor, Moment, Op, RequestId, Right, Rights};

/// The operation a bearer token allows: what its person may do, within the scopes of the token. `None` when the token
/// is unknown, over or revoked, or its person is shut out.
///
/// # Errors
/// [`crate::Error::Unavailable`].
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
    let in_force = |t: &store::TokenRow| t.revoked_at.is_none() && t.expires_at.is_none_or(|end| end > now);
    let Some(token) = token.filter(in_force) else { return Ok(None) };
    let person = read.person(token.person).await?.map(|known| known.person).filter(|p| p.active);
    let Some(person) = person else { return Ok(None) };
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
