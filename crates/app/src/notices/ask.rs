//! Asking the sender back.

use super::message::add;
use crate::access::Ask;
use crate::messages::Said;
use crate::{App, Result, boxed};
use domain::messages::{Audience, Direction};
use domain::{Op, Right};

/// Asks the sender of a notice a question; it waits in state *asked* until the answer comes.
///
/// # Errors
/// `notice.not_taken`, `notice.already_decided`; an empty question.
#[boxed]
pub async fn ask_back(app: &App, op: &Op, number: &str, question: &str) -> Result<()> {
    let mut tx = app.store.write().await?;
    let notice = super::by_number(&mut tx, number).await?;
    op.require_on_notice(Right::TriageNotice, &notice)?;
    let notice = notice.ask()?;
    let said = Said {
        audience: Audience::Shared,
        direction: Direction::Outgoing,
        author: op.actor.name(),
        body: op.body,
        text: question,
        files: &[],
        mail_id: None,
    };
    tx.update_notice(&notice).await?;
    add(app, &mut tx, op, &notice, said).await?;
    tx.commit(op.now).await?;
    Ok(())
}
