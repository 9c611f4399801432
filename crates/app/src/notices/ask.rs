//! Asking the sender back.

use super::message::{WriteMessage, add};
use crate::access::Ask;
use crate::{App, Result};
use domain::messages::{Audience, Direction};
use domain::{Op, Right};

/// Asks the sender of a notice a question; it waits in state *asked* until the answer comes.
///
/// # Errors
/// `notice.not_taken`, `notice.already_decided`; an empty question.
pub async fn ask_back(app: &App, op: &Op, number: &str, question: &str) -> Result<()> {
    let mut tx = app.store.write().await?;
    let notice = super::by_number(&mut tx, number).await?;
    op.require_on_notice(Right::TriageNotice, &notice)?;
    let notice = notice.ask()?;
    let cmd = WriteMessage {
        number: number.to_owned(),
        audience: Audience::Shared,
        text: question.to_owned(),
        attachments: Vec::new(),
    };
    tx.update_notice(&notice).await?;
    add(app, &mut tx, op, &notice, &cmd, Direction::Outgoing, op.actor.name(), None).await?;
    tx.commit(op.now).await?;
    Ok(())
}
