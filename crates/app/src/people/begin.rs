//! The end of every way in: a session begins, or the second factor is asked for first. Nothing else makes sessions.

use super::pending::Pending;
use super::place::Place;
use crate::{App, Result};
use domain::audit::Event;
use domain::canonical::sha256_hex;
use domain::people::Person;
use domain::sign_in::{Method, Proof};
use domain::{Actor, Op};
use serde_json::json;
use std::fmt;
use std::time::Duration;
use store::{SessionRow, Tx};

/// A session just begun.
#[derive(Clone)]
pub struct SignedIn {
    /// Secret of the session, 64 hexadecimal digits; told once, stored as a hash.
    pub secret: String,
    /// The session.
    pub session: SessionRow,
    /// Who signed in.
    pub person: Person,
    /// The cookie by which this device is known from now on.
    pub devices: String,
}

impl fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedIn")
            .field("session", &self.session.id)
            .field("person", &self.person.id)
            .finish_non_exhaustive()
    }
}

/// How far somebody came.
#[derive(Debug, Clone)]
pub enum Entered {
    /// In.
    In(Box<SignedIn>),
    /// To the second factor; the text is for [`super::prove_second`].
    Second(String),
}

/// Goes on after a first factor was right: to the second, when the person has one and nothing vouches for it.
pub(super) async fn after_first(
    app: &App,
    tx: &mut Tx,
    op: &Op,
    person: &Person,
    (method, proof): (Method, Proof),
    place: &Place,
) -> Result<Entered> {
    if proof == Proof::None && tx.factors_of(person.id).await?.any() {
        return Ok(Entered::Second(Pending::token(app, person, method, op.now)));
    }
    Ok(Entered::In(Box::new(begin(app, tx, op, person, (method, proof), place).await?)))
}

/// Begins a session in an open transaction.
pub(super) async fn begin(
    app: &App,
    tx: &mut Tx,
    op: &Op,
    person: &Person,
    (method, proof): (Method, Proof),
    place: &Place,
) -> Result<SignedIn> {
    let secret = app.fresh.secret();
    let session = SessionRow {
        id: app.fresh.id(op.now),
        person: person.id,
        csrf: app.fresh.secret(),
        created_at: op.now,
        expires_at: op.now.plus(Duration::from_secs(app.settings.session_minutes.saturating_mul(60))),
        method,
        proof,
        device: place.device.chars().take(60).collect(),
        seen_at: op.now,
    };
    tx.insert_session(&session, &sha256_hex(secret.as_bytes())).await?;
    tx.note_sign_in(person.id, op.now).await?;
    let detail = json!({ "session": session.id, "method": method, "proof": proof });
    tx.record(&as_person(op, person), Event::new("person.signed_in", "person", person.id, detail));
    metrics::counter!("ungcuu_sign_ins_total", "outcome" => "right").increment(1);
    let devices = place.remembering(app, &person.login);
    Ok(SignedIn { secret, session, person: person.clone(), devices })
}

/// The same request, now that it is known who makes it.
pub(super) fn as_person(op: &Op, person: &Person) -> Op {
    let actor = Actor::Person { id: person.id, name: person.name.clone() };
    Op { actor, body: Some(person.body), ..op.clone() }
}
