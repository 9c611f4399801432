//! Signing in with name and password.

use super::begin::{Entered, after_first};
use super::place::Place;
use super::tries::{self, Counts};
use super::{folded, hashing};
use crate::{App, Error, Result, boxed};
use domain::Op;
use domain::audit::Event;
use domain::sign_in::{Method, Proof};
use serde_json::json;
use std::fmt;

/// A name and a password, as typed.
#[derive(Clone)]
pub struct SignIn {
    /// Sign-in name.
    pub login: String,
    /// Password.
    pub password: String,
    /// From where.
    pub place: Place,
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").field("login", &self.login).finish_non_exhaustive()
    }
}

/// Signs a person in, or leads them to their second factor. The answer does not tell whether the name exists, nor whether
/// the person is shut out.
///
/// # Errors
/// `people.wrong_password`, `people.too_many_tries`; [`Error::Unavailable`].
#[boxed]
pub async fn sign_in(app: &App, op: &Op, cmd: SignIn) -> Result<Entered> {
    let name = folded(&cmd.login);
    let counts = Counts::of_name(app, &name, &cmd.place);
    let mut read = app.store.read().await?;
    let known = read.person_by_login(&name).await?;
    counts.heard(&mut read, op.now).await?;
    drop(read);
    // Hashing takes long and must not hold the writer; what it showed is weighed against the person as of the writing.
    let fits = hashing::fits(&cmd.password, known.as_ref().and_then(|k| k.password())).await?;
    let mut tx = app.store.write().await?;
    tries::in_turn(&mut tx).await?;
    counts.heard(&mut tx, op.now).await?;
    let present = match &known {
        Some(known) => tx.person(known.person.id).await?,
        None => None,
    };
    let unchanged =
        known.zip(present.as_ref()).is_some_and(|(then, now)| then.password_hash == now.password_hash);
    let Some(welcome) = present.as_ref().filter(|p| fits && unchanged && p.person.comes_in()) else {
        metrics::counter!("ungcuu_sign_ins_total", "outcome" => "wrong").increment(1);
        let waits_until = counts.note_wrong(&mut tx, &app.settings, op.now).await?;
        let who = present.map_or_else(|| "unknown".to_owned(), |p| p.person.id.to_string());
        let detail = json!({ "waits_until": waits_until });
        tx.record(op, Event::new("person.sign_in_failed", "person", who, detail));
        tx.commit(op.now).await?;
        return Err(Error::refused("people.wrong_password"));
    };
    counts.forget(&mut tx).await?;
    let how = (Method::Password, Proof::None);
    let entered = after_first(app, &mut tx, op, &welcome.person, how, &cmd.place).await?;
    tx.commit(op.now).await?;
    Ok(entered)
}
