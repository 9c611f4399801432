//! Bringing a change into force: by a second person, and only when nothing stands in the way.

use super::load_seen;
use super::simulate::simulate_in;
use crate::access::Ask;
use crate::{App, Error, FollowUp, Result, boxed};
use domain::audit::Event;
use domain::law_changes::Hand;
use domain::{Op, Right};
use serde_json::json;

/// Brings a change into force. New editions bind from their first day; what was opened before stays as it is.
///
/// # Errors
/// [`Error::Forbidden`]; `law_change.same_person`, `law_change.source_missing`, `law_change.not_draft`; field `change` with
/// everything that stands in the way (`law_change.backdated`, `law_change.open_clocks`, …); [`Error::Conflict`] when the
/// change or the law changed meanwhile.
#[boxed]
pub async fn activate_change(app: &App, op: &Op, number: i64, version: i64) -> Result<()> {
    op.require(Right::ChangeLaw)?;
    let mut tx = app.store.write().await?;
    // Nobody writes by the law while it changes: what is judged here is what there is.
    tx.hold_law().await?;
    let change = load_seen(&mut tx, number, version).await?;
    change.activable(&Hand::of(op))?;
    let revision = tx.law_revision().await?;
    let found = simulate_in(app, &mut tx, number).await?;
    if !found.obstacles.is_empty() {
        return Err(Error::Invalid(found.obstacles.iter().map(|one| one.problem(&app.phrases)).collect()));
    }
    let change = change.activated(Hand::of(op), op.now)?;
    tx.update_law_change(&change).await?;
    tx.lay_law_change(change.id).await?;
    let texts: Vec<_> =
        found.texts.iter().map(|text| json!({ "ruleset": text.ruleset, "kind": text.kind })).collect();
    let detail = json!({
        "number": change.number, "title": change.title, "source": change.source, "written_by": change.written_by.name,
        "from": found.from, "texts": texts, "revision": revision + 1,
    });
    tx.record(op, Event::new("law_change.activated", "law-change", change.id, detail));
    tx.enqueue(FollowUp::FollowLaw { change: change.id }.job(app, op.now, op.now)?);
    tx.commit(op.now).await?;
    // It is done; should this node fail to read it now, it looks again before it writes by the law.
    if let Err(error) = app.law.library_in(&mut *app.store.read().await?).await {
        tracing::error!(%error, "the law that was brought into force could not be taken up");
    }
    Ok(())
}
