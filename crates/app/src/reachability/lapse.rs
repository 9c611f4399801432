//! The last moment of a rung: a job that asks again whether somebody answered meanwhile.

use super::{load, save};
use crate::{App, Result, boxed};
use domain::audit::Event;
use domain::reachability::Rung;
use domain::{Op, TrialId};
use serde_json::json;

/// Goes on to the next rung of a trial when nobody answered on this one.
///
/// # Errors
/// [`crate::Error::Unavailable`], [`crate::Error::Conflict`]: to be tried again.
#[boxed]
pub async fn lapse(app: &App, op: &Op, id: TrialId, rung: Rung) -> Result<()> {
    let mut tx = app.store.write().await?;
    let before = load(&mut tx, id).await?;
    if before.rung != rung {
        return Ok(());
    }
    let after = before.clone().lapse(&app.settings.reach.ladder(), op.now);
    if after == before {
        return Ok(());
    }
    save(app, &mut tx, op, &before, &after).await?;
    let detail = json!({
        "number": after.number, "contact": after.name, "rung": rung, "state": after.state, "next": after.rung,
    });
    tx.record(op, Event::new("reach.lapsed", "contact", after.contact, detail));
    tx.commit(op.now).await?;
    Ok(())
}
