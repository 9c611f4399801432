//! Restricting a notice, and opening it again.

use crate::access::Ask;
use crate::{App, Result, boxed, notices};
use domain::audit::Event;
use domain::notices::Notice;
use domain::{Op, Refusal, Right, text};
use serde_json::json;

/// How a notice shall stand.
#[derive(Debug, Clone)]
pub struct RestrictNotice {
    /// Number of the notice.
    pub number: String,
    /// Only the officer in charge and named persons see it.
    pub restricted: bool,
    /// Why.
    pub reason: String,
}

/// Restricts a notice, or opens it. Whoever restricts it stays named.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Forbidden`]; `incident.reason_missing`; [`crate::Error::Conflict`].
#[boxed]
pub async fn restrict_notice(app: &App, op: &Op, cmd: RestrictNotice) -> Result<()> {
    let mut tx = app.store.write().await?;
    let notice = notices::by_number(&mut tx, &cmd.number).await?;
    op.require_on_notice(Right::Restrict, &notice)?;
    let reason = text::bounded(&cmd.reason);
    if reason.is_empty() {
        return Err(Refusal::at("reason", "incident.reason_missing").into());
    }
    if notice.restricted == cmd.restricted {
        return Ok(());
    }
    tx.update_notice(&Notice { restricted: cmd.restricted, ..notice.clone() }).await?;
    if cmd.restricted {
        super::name_actor(&mut tx, app, op, ("notice", notice.id.uuid())).await?;
    } else {
        super::open(&mut tx, op, "notice", notice.id.uuid()).await?;
    }
    let act = if cmd.restricted { "notice.restricted" } else { "notice.unrestricted" };
    tx.record(op, Event::new(act, "notice", notice.id, json!({ "number": notice.number, "reason": reason })));
    tx.commit(op.now).await?;
    Ok(())
}
