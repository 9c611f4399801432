//! Submitting a notice: the one way in for web, API, mail and paper. Number, moment, receipt and the queued
//! acknowledgement come out of the same transaction.

use super::arrivals::{Arrival, Idempotency, Receipt, replay};
use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::notices::{Channel, Draft};
use domain::{AttachmentId, Moment, Op, Right};
use tokio::time::Instant;

/// A notice to submit.
#[derive(Debug, Clone)]
pub struct SubmitNotice {
    /// What it says, as typed.
    pub draft: Draft,
    /// How it came.
    pub channel: Channel,
    /// When it reached us; `None` for now.
    pub received_at: Option<Moment>,
    /// Files stored before, in order.
    pub attachments: Vec<AttachmentId>,
    /// Message-ID, for mail.
    pub mail_id: Option<String>,
    /// SHA-256 of the raw mail in the vault.
    pub raw_sha256: Option<String>,
    /// Whether an acknowledgement may be mailed (not to machines).
    pub acknowledge_by_mail: bool,
    /// Repeats of the same request get the same answer.
    pub idempotency: Option<Idempotency>,
}

impl SubmitNotice {
    /// A notice over a channel, now, without files.
    pub const fn new(draft: Draft, channel: Channel) -> Self {
        Self {
            draft,
            channel,
            received_at: None,
            attachments: Vec::new(),
            mail_id: None,
            raw_sha256: None,
            acknowledge_by_mail: true,
            idempotency: None,
        }
    }
}

/// Submits a notice and answers once it is on disk.
///
/// # Errors
/// Fields to mend; `notice.state_secret`, `attachment.*` refusals; [`Error::Conflict`] when an idempotency key was used
/// for another request; [`Error::Unavailable`].
#[boxed]
pub async fn submit(app: &App, op: &Op, cmd: SubmitNotice) -> Result<Receipt> {
    op.require(if cmd.channel.entered_by_officer() { Right::EnterNotice } else { Right::SubmitNotice })?;
    match prepare(app, op, cmd).await? {
        Prepared::New(arrival) => app.lane.submit(arrival).await,
        Prepared::Answered(receipt) => Ok(receipt),
    }
}

/// What a request comes to before it is written.
enum Prepared {
    New(Arrival),
    /// It is the repeat of one that was answered.
    Answered(Receipt),
}

/// Checks everything that needs no transaction of its own, so that the lane only writes.
async fn prepare(app: &App, op: &Op, cmd: SubmitNotice) -> Result<Prepared> {
    // Files of a request that is repeated belong to its notice by now.
    if let Some(key) = &cmd.idempotency
        && let Some(kept) = app.store.read().await?.kept_answer(&key.scope, &key.key).await?
    {
        return replay(kept, key).map(Prepared::Answered);
    }
    let received_at = cmd.received_at.unwrap_or(op.now);
    if received_at > op.now {
        return Err(Error::field("received_at", "in_future"));
    }
    if !received_at.plausible() {
        return Err(Error::field("received_at", "two_digit_year"));
    }
    if cmd.draft.state_secret {
        crate::attachments::drop_waiting(app, op, &cmd.attachments).await?;
    }
    if cmd.attachments.len() > app.settings.max_attachments {
        return Err(Error::refused("attachment.too_many"));
    }
    let addressed_to = cmd.draft.addressed_to;
    let content = cmd.draft.parse(cmd.channel, received_at)?;
    let mut files = Vec::with_capacity(cmd.attachments.len());
    if !cmd.attachments.is_empty() || addressed_to.is_some() {
        let mut read = app.store.read().await?;
        for id in &cmd.attachments {
            // Only files the sender brought, and that no record has yet: an id is no key to other people's files.
            let waiting = matches!(read.attachment_belonging(*id).await?, Some((_, None, by)) if by == op.actor.person().map(domain::PersonId::uuid));
            let file = if waiting { read.attachment(*id).await? } else { None };
            files.push(file.ok_or_else(|| Error::refused("attachment.unknown"))?);
        }
        if let Some(body) = addressed_to {
            read.body(body).await?.ok_or_else(|| Error::field("addressed_to", "unknown_option"))?;
        }
    }
    Ok(Prepared::New(Arrival {
        op: op.clone(),
        id: app.fresh.id(op.now),
        channel: cmd.channel,
        received_at,
        searched_text: store::searched_text(&content),
        content,
        addressed_to,
        files,
        mail_id: cmd.mail_id,
        raw_sha256: cmd.raw_sha256,
        acknowledge_by_mail: cmd.acknowledge_by_mail,
        idempotency: cmd.idempotency,
        waits_since: Instant::now(),
    }))
}
