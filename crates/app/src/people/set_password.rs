//! A new password: one's own, with the old one, or anybody's by whoever looks after the network.

use super::notify::{AccountChange, tell};
use super::own::prove_password;
use super::{by_login, folded, hashing, tries};
use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::{Actor, Op, PersonId, Right};
use serde_json::json;
use std::fmt;

/// A new password for somebody.
#[derive(Clone)]
pub struct SetPassword {
    /// Whose.
    pub login: String,
    /// The old password; needed for one's own.
    pub current: Option<String>,
    /// The new one.
    pub new: String,
}

impl fmt::Debug for SetPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SetPassword").field("login", &self.login).finish_non_exhaustive()
    }
}

/// Sets a password, ends all sessions of the person, the one in use included, and revokes their tokens: whoever knew the old
/// one is out.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; `people.weak_password`, `people.common_password`, `people.wrong_password`,
/// `people.too_many_tries`.
#[boxed]
pub async fn set_password(app: &App, op: &Op, cmd: SetPassword) -> Result<()> {
    let known = app.store.read().await?.person_by_login(&folded(&cmd.login)).await?;
    let own =
        matches!((&op.actor, &known), (Actor::Person { id, .. }, Some(known)) if *id == known.person.id);
    if !own {
        op.require(Right::ManageNetwork)?;
    }
    let known = known.ok_or(Error::NotFound)?;
    hashing::check(&cmd.new, &known.person.login)?;
    if own {
        let current = cmd.current.filter(|current| !current.is_empty());
        let current = current.ok_or_else(|| Error::field("current", "required"))?;
        prove_password(app, op, &known, &current).await?;
    }
    let password_hash = hashing::hash(&cmd.new, app.fresh.bytes()).await?;

    let mut tx = app.store.write().await?;
    // Nobody comes in by the old password while it is changed.
    tries::in_turn(&mut tx).await?;
    let present = by_login(&mut tx, &cmd.login).await?;
    if own && present.password_hash != known.password_hash {
        return Err(Error::Conflict);
    }
    tx.set_password(present.person.id, &password_hash).await?;
    tx.revoke_tokens(present.person.id, op.now).await?;
    tx.record(op, changed(present.person.id, own));
    tell(app, &mut tx, op, present.person.id, AccountChange::PasswordSet)?;
    tx.commit(op.now).await?;
    Ok(())
}

fn changed(person: PersonId, own: bool) -> Event {
    Event::new("person.password_set", "person", person, json!({ "own": own }))
}
