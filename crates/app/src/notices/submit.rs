//! Submitting a notice: the one way in for web, API, mail and paper. Number, moment, receipt and the queued
//! acknowledgement come out of the same transaction.

use super::lane::Arrival;
use crate::access::Ask;
use crate::{App, Error, FollowUp, Result};
use domain::attachments::Attachment;
use domain::audit::Event;
use domain::notices::{Channel, Draft, Notice, NoticeState, Verdict, receipt};
use domain::{AttachmentId, Moment, NoticeId, NoticeNumber, Op, Right};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{NewNotice, Tx};
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

/// The key of a repeatable request.
#[derive(Debug, Clone)]
pub struct Idempotency {
    /// Whose keys (person or `anonymous`), and for which act.
    pub scope: String,
    /// The key.
    pub key: String,
    /// SHA-256 of the request body.
    pub request_sha256: String,
}

/// What the sender is told at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Identity.
    pub id: NoticeId,
    /// Number.
    pub number: NoticeNumber,
    /// Moment of arrival.
    pub received_at: Moment,
    /// SHA-256 over the canonical content.
    pub receipt: String,
    /// Secret by which a sender without account follows the notice.
    pub secret: String,
    /// Time from arrival to this answer, in microseconds.
    pub acknowledged_after_micros: i64,
}

/// Submits a notice and answers once it is on disk.
///
/// # Errors
/// Fields to mend; `notice.state_secret`, `attachment.*` refusals; [`Error::Conflict`] when an idempotency key was used
/// for another request; [`Error::Unavailable`].
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

/// The answer kept for a key, if the same was asked.
fn replay(kept: store::KeptAnswer, key: &Idempotency) -> Result<Receipt> {
    if kept.request_sha256 == key.request_sha256 {
        serde_json::from_value(kept.answer).map_err(Error::internal)
    } else {
        Err(Error::Conflict)
    }
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

/// Writes arrivals in one transaction and commits; the answers come in the order of the arrivals.
pub(super) async fn write_all(app: &App, arrivals: &[Arrival]) -> Result<Vec<Result<Receipt>>> {
    let mut tx = app.store.write().await?;
    let mut answers: Vec<Option<Result<Receipt>>> = Vec::with_capacity(arrivals.len());
    for arrival in arrivals {
        answers.push(kept_answer(&mut tx, arrival).await?);
    }
    let fresh: Vec<&Arrival> =
        arrivals.iter().zip(&answers).filter(|(_, a)| a.is_none()).map(|(a, _)| a).collect();
    let count = i64::try_from(fresh.len()).unwrap_or(0);
    let mut now = Moment::EPOCH;
    if count > 0 {
        let last = tx.take_numbers("notice", count).await?;
        let mut rows = Vec::with_capacity(fresh.len());
        let mut receipts = Vec::with_capacity(fresh.len());
        for (sequence, arrival) in (last - count + 1..).zip(&fresh) {
            let (row, receipt) = admit(app, arrival, sequence);
            rows.push(row);
            receipts.push(receipt);
            now = now.max(arrival.op.now);
        }
        tx.insert_notices(&rows).await?;
        for ((arrival, row), receipt) in fresh.iter().zip(&rows).zip(&receipts) {
            follow_through(app, &mut tx, arrival, row, receipt).await?;
        }
        let mut receipts = receipts.into_iter();
        for answer in answers.iter_mut().filter(|a| a.is_none()) {
            *answer = receipts.next().map(Ok);
        }
    }
    tx.commit(now).await?;
    Ok(answers
        .into_iter()
        .map(|a| a.unwrap_or_else(|| Err(Error::internal("an arrival without an answer"))))
        .collect())
}

async fn kept_answer(tx: &mut Tx, arrival: &Arrival) -> Result<Option<Result<Receipt>>> {
    if let Some(mail_id) = &arrival.mail_id
        && let Some(id) = tx.notice_of_mail(mail_id).await?
    {
        let notice = tx.notice(id).await?.ok_or(Error::NotFound)?;
        return Ok(Some(Ok(Receipt {
            id,
            number: notice.number,
            received_at: notice.received_at,
            receipt: notice.receipt,
            secret: String::new(),
            acknowledged_after_micros: notice.acknowledged_after_micros,
        })));
    }
    let Some(key) = &arrival.idempotency else { return Ok(None) };
    Ok(tx.kept_answer(&key.scope, &key.key).await?.map(|kept| replay(kept, key)))
}

fn admit(app: &App, arrival: &Arrival, sequence: i64) -> (NewNotice, Receipt) {
    let number = NoticeNumber::new(&app.settings.notice_prefix, arrival.received_at.legal_year(), sequence);
    let files: Vec<String> = arrival.files.iter().map(|f| f.sha256.clone()).collect();
    let receipt = receipt::receipt(&number, arrival.received_at, &arrival.content, &files);
    let secret = app.notice_secret(arrival.id);
    let waited = i64::try_from(arrival.waits_since.elapsed().as_micros()).unwrap_or(i64::MAX);
    let acknowledged_after_micros = arrival.op.now.micros_since(arrival.received_at).saturating_add(waited);
    let notice = Notice {
        id: arrival.id,
        number: number.clone(),
        state: NoticeState::Received,
        channel: arrival.channel,
        received_at: arrival.received_at,
        recorded_at: arrival.op.now,
        acknowledged_after_micros,
        content: arrival.content.clone(),
        receipt: receipt.clone(),
        lang: arrival.op.lang.to_string(),
        sender_body: if arrival.channel.entered_by_officer() { None } else { arrival.op.body },
        handled_by: arrival.addressed_to.or(if arrival.channel.entered_by_officer() {
            arrival.op.body
        } else {
            None
        }),
        taken_by: None,
        verdict: Verdict::Unverified,
        incident: None,
        merged_into: None,
        reason: String::new(),
        version: 1,
    };
    let told = Receipt {
        id: arrival.id,
        number,
        received_at: arrival.received_at,
        receipt,
        secret,
        acknowledged_after_micros,
    };
    let row = NewNotice {
        notice,
        secret_sha256: domain::canonical::sha256_hex(told.secret.as_bytes()),
        mail_id: arrival.mail_id.clone(),
        raw_sha256: arrival.raw_sha256.clone(),
        searched_text: arrival.searched_text.clone(),
    };
    (row, told)
}

async fn follow_through(
    app: &App,
    tx: &mut Tx,
    arrival: &Arrival,
    row: &NewNotice,
    told: &Receipt,
) -> Result<()> {
    for (position, file) in (0_i64..).zip(&arrival.files) {
        adopt(tx, arrival, file, position).await?;
    }
    let notice = &row.notice;
    let answerable =
        arrival.acknowledge_by_mail && mail::Address::bare(&notice.content.sender.email).is_deliverable();
    tx.record(
        &arrival.op,
        Event::new("notice.received", "notice", notice.id, json!({
            "number": notice.number, "channel": notice.channel, "receipt": notice.receipt,
            "attachments": arrival.files.len(), "acknowledged_after_micros": notice.acknowledged_after_micros,
            "acknowledged_by_mail": answerable,
        })),
    );
    if answerable {
        tx.enqueue(FollowUp::AcknowledgeNotice { notice: notice.id }.job(
            app,
            arrival.op.now,
            arrival.op.now,
        )?);
    }
    if let Some(key) = &arrival.idempotency {
        let answer = serde_json::to_value(told).map_err(Error::internal)?;
        tx.keep_answer(&key.scope, &key.key, &key.request_sha256, &answer, arrival.op.now).await?;
    }
    Ok(())
}

/// Gives a waiting file to the notice.
async fn adopt(tx: &mut Tx, arrival: &Arrival, file: &Attachment, position: i64) -> Result<()> {
    let by = arrival.op.actor.person();
    if tx.adopt_attachment(file.id, "notice", arrival.id.uuid(), position, by).await? {
        Ok(())
    } else {
        Err(Error::refused("attachment.unknown"))
    }
}
