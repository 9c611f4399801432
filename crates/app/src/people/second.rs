//! Proving the second factor after the first: by a code of the app, or by a recovery code.

use super::begin::{SignedIn, begin};
use super::factors::{self, recovery};
use super::notify::{AccountChange, tell};
use super::pending::Pending;
use super::place::Place;
use super::tries::{self, Counts};
use crate::{App, Error, Result, boxed};
use domain::Op;
use domain::audit::Event;
use domain::people::Person;
use domain::sign_in::Proof;
use serde_json::json;
use std::fmt;
use store::Tx;

/// A second factor, as typed.
#[derive(Clone)]
pub struct ProveSecond {
    /// What [`super::Entered::Second`] gave.
    pub pending: String,
    /// Six digits of the app, or a recovery code.
    pub code: String,
    /// From where.
    pub place: Place,
}

impl fmt::Debug for ProveSecond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProveSecond(***)")
    }
}

/// Signs in whoever has shown the first factor and shows the second.
///
/// # Errors
/// `second_factor.sign_in_again`, `second_factor.wrong_code`, `second_factor.ceiling`, `people.too_many_tries`.
#[boxed]
pub async fn prove_second(app: &App, op: &Op, cmd: ProveSecond) -> Result<SignedIn> {
    let pending = Pending::read(app, &cmd.pending, op.now)?;
    let mut tx = app.store.write().await?;
    tries::in_turn(&mut tx).await?;
    let present = tx.person(pending.person).await?.map(|known| known.person);
    let person = present
        .filter(|p| p.comes_in() && p.version == pending.version)
        .ok_or_else(|| Error::refused("second_factor.sign_in_again"))?;
    let counts = Counts::of_factor(app, person.id, &person.login, &cmd.place);
    counts.heard(&mut tx, op.now).await?;
    let ceiling = Counts::of_day(app, person.id, &person.login, &cmd.place, op.now);
    let of_app = is_of_app(&cmd.code);
    if of_app && ceiling.waits(&mut tx, op.now).await? {
        return Err(Error::refused("second_factor.ceiling"));
    }
    let Some(proof) = proven(app, &mut tx, op, &person, &cmd.code).await? else {
        metrics::counter!("ungcuu_sign_ins_total", "outcome" => "wrong").increment(1);
        let waits_until = counts.note_wrong(&mut tx, &app.settings, op.now).await?;
        if of_app && ceiling.note_wrong(&mut tx, &app.settings, op.now).await?.is_some() {
            tell(app, &mut tx, op, person.id, AccountChange::CodesGuessed)?;
        }
        let detail = json!({ "waits_until": waits_until });
        tx.record(op, Event::new("person.second_factor_failed", "person", person.id, detail));
        tx.commit(op.now).await?;
        return Err(Error::refused("second_factor.wrong_code"));
    };
    counts.forget(&mut tx).await?;
    let signed_in = begin(app, &mut tx, op, &person, (pending.method, proof), &cmd.place).await?;
    tx.commit(op.now).await?;
    Ok(signed_in)
}

/// Whether somebody may be asked for the second factor now, for the page that asks.
///
/// # Errors
/// `second_factor.sign_in_again`.
pub fn second_is_asked(app: &App, op: &Op, pending: &str) -> Result<()> {
    Pending::read(app, pending, op.now).map(drop)
}

/// Whether a code as typed is one of the app: six digits, which can be guessed.
fn is_of_app(code: &str) -> bool {
    let mut typed = code.chars().filter(|c| !c.is_whitespace());
    typed.by_ref().take(6).filter(char::is_ascii_digit).count() == 6 && typed.next().is_none()
}

/// By what a code proves the second factor; a code that was taken before proves nothing.
async fn proven(app: &App, tx: &mut Tx, op: &Op, person: &Person, code: &str) -> Result<Option<Proof>> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if is_of_app(&code) {
        let taken = factors::take_app_code(app, tx, person.id, &code, op.now).await?;
        return Ok(taken.then_some(Proof::Authenticator));
    }
    let tag = recovery::tag(app, person.id, &code);
    // A recovery code stands in for a factor; without any there is none to stand in for.
    if tx.factors_of(person.id).await?.any() && tx.use_code(person.id, &tag, op.now).await? {
        tx.record(op, Event::new("person.recovery_code_used", "person", person.id, json!({})));
        tell(app, tx, op, person.id, AccountChange::RecoveryCodeUsed)?;
        return Ok(Some(Proof::RecoveryCode));
    }
    Ok(None)
}
