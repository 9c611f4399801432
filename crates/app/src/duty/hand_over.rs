//! The note from one shift to the next, and that it was read.

use super::shifts::require_served;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::canonical::sha256_hex;
use domain::duty::Shift;
use domain::{Op, ShiftId};
use serde_json::json;
use store::Tx;

/// Writes the note of a shift: by whoever answers in it, or by those who plan duty.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; `duty.not_on_duty`, `duty.not_begun`, `duty.handover_read`,
/// `duty.handover_empty`.
#[boxed]
pub async fn hand_over(app: &App, op: &Op, id: ShiftId, text: &str) -> Result<()> {
    let mut tx = app.store.write().await?;
    let shift = load(&mut tx, op, id).await?;
    let mine = op.actor.person().is_some_and(|person| shift.is_of(person));
    // Somebody without an account has their colleagues write it down.
    if !mine && shift.on_duty().person.is_some() && !super::plans(op, shift.body) {
        return Err(Error::refused("duty.not_on_duty"));
    }
    let text = domain::text::bounded(text);
    let detail = json!({ "shift": shift.id, "line": shift.line, "sha256": sha256_hex(text.as_bytes()) });
    let shift = shift.handed_over(text, op.actor.name().to_owned(), op.now)?;
    tx.update_shift(&shift).await?;
    tx.record(op, Event::new("duty.handed_over", "duty", shift.body, detail));
    tx.commit(op.now).await?;
    Ok(())
}

/// Says that the note of a shift was read: by whoever comes next on its line, or answers there now.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; `duty.not_next_officer`, `duty.no_handover`, `duty.handover_read`.
#[boxed]
pub async fn acknowledge(app: &App, op: &Op, id: ShiftId) -> Result<()> {
    let mut tx = app.store.write().await?;
    let shift = load(&mut tx, op, id).await?;
    let next = tx.next_shift(shift.body, shift.line, shift.until).await?;
    let running =
        tx.shifts_between(shift.body, op.now, op.now.plus(std::time::Duration::from_micros(1))).await?;
    let running = running.into_iter().find(|one| one.line == shift.line && one.id != shift.id);
    let takes = |one: &Shift| {
        let officer = one.on_duty().person;
        officer.is_none() || officer == op.actor.person()
    };
    let known = next.is_some() || running.is_some();
    if known && !next.iter().chain(running.iter()).any(takes) {
        return Err(Error::refused("duty.not_next_officer"));
    }
    let shift = shift.acknowledged(op.actor.name().to_owned(), op.now)?;
    tx.update_shift(&shift).await?;
    let detail = json!({ "shift": shift.id, "line": shift.line });
    tx.record(op, Event::new("duty.taken_over", "duty", shift.body, detail));
    tx.commit(op.now).await?;
    Ok(())
}

async fn load(tx: &mut Tx, op: &Op, id: ShiftId) -> Result<Shift> {
    let shift = tx.shift(id).await?.ok_or(Error::NotFound)?;
    require_served(op, shift.body)?;
    Ok(shift)
}
