//! Signing in with name and password.

use super::{folded, hashing, tries};
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::canonical::sha256_hex;
use domain::people::Person;
use domain::{Actor, Moment, Op};
use serde_json::json;
use std::fmt;
use std::time::Duration;
use store::SessionRow;

/// A name and a password, as typed.
#[derive(Clone)]
pub struct SignIn {
    /// Sign-in name.
    pub login: String,
    /// Password.
    pub password: String,
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").field("login", &self.login).finish_non_exhaustive()
    }
}

/// A session just begun.
#[derive(Clone)]
pub struct SignedIn {
    /// Secret of the session, 64 hexadecimal digits; told once, stored as a hash.
    pub secret: String,
    /// The session.
    pub session: SessionRow,
    /// Who signed in.
    pub person: Person,
}

impl fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedIn")
            .field("session", &self.session.id)
            .field("person", &self.person.id)
            .finish_non_exhaustive()
    }
}

/// Signs a person in. The answer does not tell whether the name exists, nor whether the person is shut out.
///
/// # Errors
/// `people.wrong_password`, `people.too_many_tries`; [`Error::Unavailable`].
#[boxed]
pub async fn sign_in(app: &App, op: &Op, cmd: SignIn) -> Result<SignedIn> {
    let name = folded(&cmd.login);
    let mut read = app.store.read().await?;
    let known = read.person_by_login(&name).await?;
    let locked_until = match &known {
        Some(known) => known.locked_until,
        None => read.unknown_tries(&sha256_hex(name.as_bytes())).await?.1,
    };
    drop(read);
    tries::heard(locked_until, op.now)?;
    // Hashing takes long and must not hold the writer; what it showed is weighed against the person as of the writing.
    let fits = hashing::fits(&cmd.password, known.as_ref().map(|k| k.password_hash.as_str())).await?;
    let mut tx = app.store.write().await?;
    tries::in_turn(&mut tx).await?;
    let present = match &known {
        Some(known) => tx.person(known.person.id).await?,
        None => None,
    };
    if let Some(present) = &present {
        tries::heard(present.locked_until, op.now)?;
    }
    let unchanged =
        known.zip(present.as_ref()).is_some_and(|(then, now)| then.password_hash == now.password_hash);
    let welcome = present.as_ref().filter(|p| fits && unchanged && p.person.active);
    let Some(welcome) = welcome else {
        tries::note_wrong(app, &mut tx, op, &name, present.as_ref()).await?;
        tx.commit(op.now).await?;
        return Err(Error::refused("people.wrong_password"));
    };
    let secret = app.fresh.secret();
    let session = SessionRow {
        id: app.fresh.id(op.now),
        person: welcome.person.id,
        csrf: app.fresh.secret(),
        created_at: op.now,
        expires_at: op.now.plus(Duration::from_secs(app.settings.session_minutes.saturating_mul(60))),
    };
    tx.note_sign_in(welcome.person.id, 0, Moment::EPOCH).await?;
    tx.insert_session(&session, &sha256_hex(secret.as_bytes())).await?;
    let actor = Actor::Person { id: welcome.person.id, name: welcome.person.name.clone() };
    let signed = Op { actor, body: Some(welcome.person.body), ..op.clone() };
    tx.record(
        &signed,
        Event::new("person.signed_in", "person", welcome.person.id, json!({ "session": session.id })),
    );
    tx.commit(op.now).await?;
    metrics::counter!("ungcuu_sign_ins_total", "outcome" => "right").increment(1);
    Ok(SignedIn { secret, session, person: welcome.person.clone() })
}
