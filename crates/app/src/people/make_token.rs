//! Making API tokens: a secret of 256 bits, told once, limited to scopes and to days.

use super::by_login;
use crate::access::Ask;
use crate::bodies::Check;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::canonical::sha256_hex;
use domain::{Actor, Moment, Op, PersonId, Right, Rights, TokenId};
use serde::Serialize;
use serde_json::json;
use std::fmt;
use std::time::Duration;
use store::{TokenRow, Tx};

/// How every token begins, so that scanners of leaked secrets know it.
pub const TOKEN_PREFIX: &str = "uc_";

/// A token to make.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// What it is for.
    pub name: String,
    /// Codes of rights it is limited to (`notices:submit`).
    pub scopes: Vec<String>,
    /// Days it lives, as far as the settings allow.
    pub days: u32,
}

/// A token just made.
#[derive(Clone, Serialize)]
pub struct MadeToken {
    /// Identity, for revoking it.
    pub id: TokenId,
    /// The secret, `uc_` and 64 hexadecimal digits; told once, stored as a hash.
    pub secret: String,
    /// When it ends.
    pub expires_at: Moment,
}

impl fmt::Debug for MadeToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MadeToken")
            .field("id", &self.id)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// Makes a token of one's own, within the rights one has in this operation.
///
/// # Errors
/// [`Error::Forbidden`]; fields to mend.
#[boxed]
pub async fn make_token(app: &App, op: &Op, cmd: NewToken) -> Result<MadeToken> {
    let mut tx = app.store.write().await?;
    op.require(Right::OwnTokens)?;
    // A program does not make itself another key.
    let Actor::Person { id: person, .. } = op.actor else { return Err(Error::Forbidden) };
    let made = enter(app, &mut tx, op, person, op.rights, cmd).await?;
    tx.commit(op.now).await?;
    Ok(made)
}

/// Makes a token for somebody, within the rights that person has.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; fields to mend.
#[boxed]
pub async fn make_token_for(app: &App, op: &Op, login: &str, cmd: NewToken) -> Result<MadeToken> {
    let mut tx = app.store.write().await?;
    op.require(Right::ManageNetwork)?;
    let person = by_login(&mut tx, login).await?.person;
    let made = enter(app, &mut tx, op, person.id, person.rights(), cmd).await?;
    tx.commit(op.now).await?;
    Ok(made)
}

async fn enter(
    app: &App,
    tx: &mut Tx,
    op: &Op,
    person: PersonId,
    within: Rights,
    cmd: NewToken,
) -> Result<MadeToken> {
    let mut check = Check::new();
    let name = check.required("name", &cmd.name);
    let scopes = within_rights(&mut check, &cmd.scopes, within);
    if !(1..=app.settings.sign_in.token_days).contains(&cmd.days) {
        check.problem("days", "out_of_range");
    }
    check.done()?;
    let secret = format!("{TOKEN_PREFIX}{}", app.fresh.secret());
    let token = TokenRow {
        id: app.fresh.id(op.now),
        person,
        name,
        scopes,
        created_at: op.now,
        expires_at: op.now.plus(Duration::from_secs(u64::from(cmd.days) * 86_400)),
        revoked_at: None,
        used_at: None,
    };
    tx.insert_token(&token, &sha256_hex(secret.as_bytes())).await?;
    let detail = json!({ "person": person, "name": token.name, "scopes": token.scopes, "expires_at": token.expires_at });
    tx.record(op, Event::new("token.made", "token", token.id, detail));
    Ok(MadeToken { id: token.id, secret, expires_at: token.expires_at })
}

/// The codes of the scopes, each a right that is there to give.
fn within_rights(check: &mut Check, scopes: &[String], within: Rights) -> Vec<String> {
    if scopes.is_empty() {
        check.problem("scopes", "required");
    }
    let asked: Vec<Option<Right>> = scopes.iter().map(|s| Right::from_code(s.trim())).collect();
    if asked.iter().any(|right| right.is_none_or(|r| !within.has(r))) {
        check.problem("scopes", "unknown_option");
    }
    asked.into_iter().flatten().collect::<Rights>().codes().into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_beyond_the_rights_is_refused() {
        let within: Rights = [Right::SubmitNotice, Right::SeeNotices].into_iter().collect();
        let judge = |scopes: &[&str]| {
            let mut check = Check::new();
            let kept = within_rights(
                &mut check,
                &scopes.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>(),
                within,
            );
            check.done().map(|()| kept)
        };
        assert!(
            matches!(judge(&["notices:submit", "notices:submit"]), Ok(kept) if kept == ["notices:submit"])
        );
        assert!(judge(&["incidents:close"]).is_err());
        assert!(judge(&["no such scope"]).is_err());
        assert!(judge(&[]).is_err());
    }
}
