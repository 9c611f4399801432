//! Checking who sent a notice: a record of how, by whom, with which verdict.

use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::notices::{Verdict, Verification};
use domain::{Op, Right};
use serde_json::json;

/// A check of the sender.
#[derive(Debug, Clone)]
pub struct VerifySender {
    /// Number of the notice.
    pub number: String,
    /// How: a code of list `verification-methods`.
    pub method: String,
    /// What it showed.
    pub verdict: Verdict,
    /// In words.
    pub note: String,
}

/// Records a check of the sender.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], an unknown method.
#[boxed]
pub async fn verify_sender(app: &App, op: &Op, cmd: VerifySender) -> Result<()> {
    let mut tx = app.store.write().await?;
    let notice = super::by_number(&mut tx, &cmd.number).await?;
    op.require_on_notice(Right::TriageNotice, &notice)?;
    if app.library().list("verification-methods").is_some_and(|l| l.item(&cmd.method).is_none()) {
        return Err(Error::field("method", "unknown_option"));
    }
    let check = Verification {
        id: app.fresh.id(op.now),
        by: op.actor.name().to_owned(),
        at: op.now,
        method: cmd.method,
        verdict: cmd.verdict,
        note: domain::text::bounded(&cmd.note),
    };
    let notice = notice.judged(check.verdict);
    tx.insert_verification(notice.id, &check).await?;
    tx.update_notice(&notice).await?;
    tx.record(
        op,
        Event::new(
            "notice.sender_checked",
            "notice",
            notice.id,
            json!({
                "number": notice.number, "method": check.method, "verdict": check.verdict,
            }),
        ),
    );
    tx.commit(op.now).await?;
    Ok(())
}
