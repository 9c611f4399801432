//! Notices that are ready to be written, and writing them: number, receipt, audit row and queued acknowledgement of all
//! in one transaction.

use crate::{App, Error, FollowUp, Result, restriction};
use domain::attachments::Attachment;
use domain::audit::Event;
use domain::notices::{Channel, Content, Notice, NoticeState, Verdict, receipt};
use domain::{BodyId, Moment, NoticeId, NoticeNumber, Op};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{NewNotice, Tx};
use tokio::time::Instant;

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

/// A notice ready to be written.
#[derive(Clone)]
pub(super) struct Arrival {
    pub(super) op: Op,
    pub(super) id: NoticeId,
    pub(super) channel: Channel,
    pub(super) received_at: Moment,
    pub(super) content: Content,
    pub(super) searched_text: String,
    pub(super) addressed_to: Option<BodyId>,
    pub(super) files: Vec<Attachment>,
    pub(super) mail_id: Option<String>,
    pub(super) raw_sha256: Option<String>,
    pub(super) acknowledge_by_mail: bool,
    pub(super) idempotency: Option<Idempotency>,
    /// When it came to the lane; the time until it is written counts as time to the answer.
    pub(super) waits_since: Instant,
}

/// The answer kept for a key, if the same was asked.
pub(super) fn replay(kept: store::KeptAnswer, key: &Idempotency) -> Result<Receipt> {
    if kept.request_sha256 == key.request_sha256 {
        serde_json::from_value(kept.answer).map_err(Error::internal)
    } else {
        Err(Error::Conflict)
    }
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
        restricted: arrival.content.confidential,
        named: Vec::new(),
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
    if notice.restricted {
        // Whoever hands a confidential notice in goes on seeing it.
        restriction::name_actor(tx, app, &arrival.op, ("notice", notice.id.uuid())).await?;
    }
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
