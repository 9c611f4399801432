//! Ending a notice without an incident: the same as another, or none of ours.

use crate::access::Ask;
use crate::{App, FollowUp, Result, boxed};
use domain::audit::Event;
use domain::notices::Notice;
use domain::{Op, Right};
use serde_json::json;
use store::Tx;

/// Merges a notice into another; its number goes on working.
///
/// # Errors
/// The refusals of [`domain::notices::Notice::merge`].
#[boxed]
pub async fn merge(app: &App, op: &Op, number: &str, into: &str) -> Result<()> {
    let mut tx = app.store.write().await?;
    let notice = super::by_number(&mut tx, number).await?;
    let target = super::by_number(&mut tx, into).await?;
    op.require_on_notice(Right::TriageNotice, &notice)?;
    op.require_on_notice(Right::TriageNotice, &target)?;
    let notice = notice.merge(&target)?;
    tx.update_notice(&notice).await?;
    // What was merged into this one before goes with it, so that each number leads to where it is handled.
    for earlier in tx.merged_notices(notice.id).await? {
        tx.update_notice(&Notice { merged_into: Some(target.id), incident: target.incident, ..earlier })
            .await?;
    }
    if let Some(incident) = target.incident
        && let Some(mut incident) = tx.incident(incident).await?
    {
        incident.notices.push(notice.id);
        tx.update_incident(&incident, op.now).await?;
    }
    tx.record(
        op,
        Event::new(
            "notice.merged",
            "notice",
            notice.id,
            json!({ "number": notice.number, "into": target.number }),
        ),
    );
    tx.enqueue(FollowUp::MailOutcome { notice: notice.id }.job(app, op.now, op.now)?);
    tx.commit(op.now).await?;
    Ok(())
}

/// Tells the senders of merged notices what became of the one that speaks for them, in the transaction that decides.
pub(super) async fn tell_merged(app: &App, tx: &mut Tx, op: &Op, notice: &Notice) -> Result<()> {
    for merged in tx.merged_notices(notice.id).await? {
        tx.enqueue(FollowUp::MailOutcome { notice: merged.id }.job(app, op.now, op.now)?);
        tx.update_notice(&Notice { incident: notice.incident, ..merged }).await?;
    }
    Ok(())
}

/// Rejects a notice with a reason that its sender reads.
///
/// # Errors
/// The refusals of [`domain::notices::Notice::reject`].
#[boxed]
pub async fn reject(app: &App, op: &Op, number: &str, reason: &str) -> Result<()> {
    let mut tx = app.store.write().await?;
    let notice = super::by_number(&mut tx, number).await?;
    op.require_on_notice(Right::TriageNotice, &notice)?;
    let notice = notice.reject(&domain::text::bounded(reason))?;
    tx.update_notice(&notice).await?;
    tell_merged(app, &mut tx, op, &notice).await?;
    tx.record(
        op,
        Event::new(
            "notice.rejected",
            "notice",
            notice.id,
            json!({ "number": notice.number, "reason": notice.reason }),
        ),
    );
    tx.enqueue(FollowUp::MailOutcome { notice: notice.id }.job(app, op.now, op.now)?);
    tx.commit(op.now).await?;
    Ok(())
}
