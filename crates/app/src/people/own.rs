//! What people do about their own account: only a person at a page may, never a program with a token, and for what opens
//! the account to others they prove themselves again.

use super::hashing;
use super::tries::{self, Counts};
use crate::{App, Error, Result};
use domain::audit::Event;
use domain::{Actor, Op, PersonId, SessionId};
use serde_json::json;
use std::time::Duration;
use store::{Conn, Credentials, SessionRow};

/// So long after coming in nobody is asked again who they are.
const FRESH: Duration = Duration::from_secs(600);

/// How surely somebody must be who they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sure {
    /// By having come in a moment ago, or by the password.
    Lately,
    /// By the password, where there is one.
    Now,
}

/// The person at a page.
///
/// # Errors
/// [`Error::Forbidden`] for strangers, programs and the system.
pub(super) fn person_of(op: &Op) -> Result<PersonId> {
    match op.actor {
        Actor::Person { id, .. } => Ok(id),
        Actor::Anonymous | Actor::Token { .. } | Actor::System { .. } => Err(Error::Forbidden),
    }
}

/// A person's own account and the session in use.
pub(super) struct Own {
    pub(super) known: Credentials,
    pub(super) session: SessionRow,
}

impl Own {
    /// Loads them.
    ///
    /// # Errors
    /// [`Error::Forbidden`] when the session is not one of this person.
    pub(super) async fn load(conn: &mut Conn, op: &Op, session: SessionId) -> Result<Self> {
        let person = person_of(op)?;
        let known = conn.person(person).await?.ok_or(Error::Forbidden)?;
        let sessions = conn.sessions_of(person, op.now).await?;
        let session = sessions.into_iter().find(|s| s.id == session).ok_or(Error::Forbidden)?;
        Ok(Self { known, session })
    }

    /// Whether they came in a moment ago.
    pub(super) fn is_fresh(&self, op: &Op) -> bool {
        self.session.created_at.plus(FRESH) > op.now
    }

    /// That they are who they say; a wrong password counts.
    ///
    /// # Errors
    /// The field `current`; `people.wrong_password`, `people.prove_again`, `people.too_many_tries`.
    pub(super) async fn prove_again(&self, app: &App, op: &Op, password: &str, sure: Sure) -> Result<()> {
        if password.is_empty() {
            return match (self.known.password(), sure) {
                (Some(_), Sure::Now) => Err(Error::field("current", "required")),
                _ if self.is_fresh(op) => Ok(()),
                _ => Err(Error::refused("people.prove_again")),
            };
        }
        prove_password(app, op, &self.known, password).await
    }
}

/// That a password is the person's.
///
/// # Errors
/// `people.wrong_password`, `people.too_many_tries`.
pub(super) async fn prove_password(app: &App, op: &Op, known: &Credentials, password: &str) -> Result<()> {
    let counts = Counts::of_own(app, known.person.id);
    counts.heard(&mut *app.store.read().await?, op.now).await?;
    let fits = hashing::fits(password, known.password()).await?;
    let mut tx = app.store.write().await?;
    tries::in_turn(&mut tx).await?;
    // Asked again in turn, so that guessing in parallel gains nothing.
    counts.heard(&mut tx, op.now).await?;
    if fits {
        return Ok(());
    }
    let waits_until = counts.note_wrong(&mut tx, &app.settings, op.now).await?;
    let detail = json!({ "waits_until": waits_until });
    tx.record(op, Event::new("person.sign_in_failed", "person", known.person.id, detail));
    tx.commit(op.now).await?;
    Err(Error::refused("people.wrong_password"))
}
