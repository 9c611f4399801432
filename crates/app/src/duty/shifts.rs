//! Planning shifts, taking them out, and who comes instead.

use crate::access::Ask;
use crate::bodies::{Check, given};
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::bodies::Body;
use domain::duty::{DutyLine, Officer, Shift};
use domain::{BodyId, Moment, Op, Right, ShiftId};
use serde_json::{Value, json};
use store::Tx;

/// Somebody for a shift: an account of the body, or a name.
#[derive(Debug, Clone, Default)]
pub struct Who {
    /// Sign-in name.
    pub login: Option<String>,
    /// Name, for somebody without an account.
    pub name: String,
    /// Telephone on duty; that of the account without.
    pub phone: String,
}

/// A shift to plan.
#[derive(Debug, Clone)]
pub struct AddShift {
    /// Key of the body.
    pub body_key: String,
    /// The line.
    pub line: DutyLine,
    /// First moment.
    pub from: Moment,
    /// First moment no longer.
    pub until: Moment,
    /// Who.
    pub who: Who,
}

/// Somebody who comes instead.
#[derive(Debug, Clone)]
pub struct Substitute {
    /// The shift.
    pub shift: ShiftId,
    /// The version that was seen.
    pub version: i64,
    /// Who comes.
    pub who: Who,
    /// Why.
    pub reason: String,
}

/// Two shifts whose officers change places.
#[derive(Debug, Clone)]
pub struct Swap {
    /// One shift.
    pub one: ShiftId,
    /// The other.
    pub other: ShiftId,
    /// Why.
    pub reason: String,
}

/// Plans a shift.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; fields to mend; `duty.empty_shift`, `duty.too_long`, `duty.overlap`.
#[boxed]
pub async fn add_shift(app: &App, op: &Op, cmd: AddShift) -> Result<ShiftId> {
    let mut tx = app.store.write().await?;
    let body = super::body(&mut tx, &cmd.body_key).await?;
    super::require_planned(op, body.id)?;
    tx.hold_roster(&super::blank(body.id)).await?;
    let shift = Shift {
        id: app.fresh.id(op.now),
        body: body.id,
        line: cmd.line,
        from: cmd.from,
        until: cmd.until,
        officer: officer(&mut tx, body.id, &cmd.who).await?,
        substitute: None,
        handover: None,
        version: 1,
    };
    shift.fits(&tx.shifts_between(body.id, shift.from, shift.until).await?)?;
    tx.insert_shift(&shift).await?;
    tx.record(op, Event::new("duty.shift_planned", "duty", body.id, told(&body, &shift)));
    tx.commit(op.now).await?;
    app.duty.forget();
    Ok(shift.id)
}

/// Takes a shift out that has not begun.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; `duty.shift_over`; [`Error::Conflict`].
#[boxed]
pub async fn remove_shift(app: &App, op: &Op, id: ShiftId, version: i64) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (shift, body) = load(&mut tx, op, id, version).await?;
    super::require_planned(op, body.id)?;
    if shift.from <= op.now {
        return Err(Error::refused("duty.shift_over"));
    }
    tx.delete_shift(&shift).await?;
    tx.record(op, Event::new("duty.shift_removed", "duty", body.id, told(&body, &shift)));
    tx.commit(op.now).await?;
    app.duty.forget();
    Ok(())
}

/// Somebody else comes.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; `duty.shift_over`, `duty.reason_missing`; [`Error::Conflict`].
#[boxed]
pub async fn substitute(app: &App, op: &Op, cmd: Substitute) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (shift, body) = load(&mut tx, op, cmd.shift, cmd.version).await?;
    let mut check = Check::new();
    let reason = check.line("reason", &cmd.reason);
    check.done()?;
    let comes = officer(&mut tx, body.id, &cmd.who).await?;
    let shift = shift.substituted(comes, reason, op.now)?;
    tx.update_shift(&shift).await?;
    tx.record(op, Event::new("duty.substituted", "duty", body.id, told(&body, &shift)));
    tx.commit(op.now).await?;
    app.duty.forget();
    Ok(())
}

/// The officers of two shifts of a body change places.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; `duty.shift_over`, `duty.reason_missing`.
#[boxed]
pub async fn swap_shifts(app: &App, op: &Op, cmd: Swap) -> Result<()> {
    let mut tx = app.store.write().await?;
    let one = tx.shift(cmd.one).await?.ok_or(Error::NotFound)?;
    let other = tx.shift(cmd.other).await?.filter(|other| other.body == one.body && other.id != one.id);
    let other = other.ok_or_else(|| Error::field("other", "unknown_option"))?;
    let body = tx.body(one.body).await?.ok_or(Error::NotFound)?;
    require_served(op, body.id)?;
    let mut check = Check::new();
    let reason = check.line("reason", &cmd.reason);
    check.done()?;
    let (first, second) = (one.on_duty().clone(), other.on_duty().clone());
    for (shift, comes) in [(one, second), (other, first)] {
        let shift = shift.substituted(comes, reason.clone(), op.now)?;
        tx.update_shift(&shift).await?;
        tx.record(op, Event::new("duty.swapped", "duty", body.id, told(&body, &shift)));
    }
    tx.commit(op.now).await?;
    app.duty.forget();
    Ok(())
}

/// Serving or planning the duty of a body is enough to say who comes instead.
pub(super) fn require_served(op: &Op, body: BodyId) -> Result<()> {
    if super::plans(op, body) {
        return Ok(());
    }
    op.require(Right::ServeDuty)?;
    if op.body == Some(body) { Ok(()) } else { Err(Error::NotFound) }
}

async fn load(tx: &mut Tx, op: &Op, id: ShiftId, version: i64) -> Result<(Shift, Body)> {
    let shift = tx.shift(id).await?.ok_or(Error::NotFound)?;
    let body = tx.body(shift.body).await?.ok_or(Error::NotFound)?;
    require_served(op, body.id)?;
    if shift.version == version { Ok((shift, body)) } else { Err(Error::Conflict) }
}

/// Somebody of the body, by account or by name.
async fn officer(tx: &mut Tx, body: BodyId, who: &Who) -> Result<Officer> {
    let mut check = Check::new();
    let phone = check.line("phone", &who.phone);
    let Some(login) = given(who.login.as_deref()) else {
        let name = check.required("name", &who.name);
        check.done()?;
        return Ok(Officer { person: None, name, phone });
    };
    check.done()?;
    let found = tx.person_by_login(&domain::text::one_line(login).to_ascii_lowercase()).await?;
    let person = found.map(|known| known.person).filter(|person| person.active && person.body == body);
    let person = person.ok_or_else(|| Error::field("login", "unknown_option"))?;
    let phone = if phone.is_empty() { person.phone } else { phone };
    Ok(Officer { person: Some(person.id), name: person.name, phone })
}

/// What the record keeps of a shift.
fn told(body: &Body, shift: &Shift) -> Value {
    json!({
        "body": body.key, "shift": shift.id, "line": shift.line, "from": shift.from, "until": shift.until,
        "officer": shift.officer.name, "instead": shift.substitute.as_ref().map(|(who, why)| (&who.name, why)),
    })
}
