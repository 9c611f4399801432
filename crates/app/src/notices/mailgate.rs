//! Mail as a mail server pipes it: a new notice, an answer that joins its record, or a refusal that is kept with its
//! reason. The raw message is always kept first.

use super::message::{WriteMessage, add};
use super::{SubmitNotice, submit};
use crate::{App, Result};
use domain::attachments::{Attachment, looks_dangerous, safe_name};
use domain::canonical::sha256_hex;
use domain::messages::{Audience, Direction};
use domain::notices::{Channel, Draft, Sender, Verdict, Verification};
use domain::{AttachmentId, Op};
use mail::parse::Incoming;
use mail::{Limits, Refusal};
use serde::Serialize;
use serde_json::json;
use store::RefusedMail;

/// What became of a mail.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum MailOutcome {
    /// A new notice.
    Notice {
        /// Its number.
        number: String,
        /// Its receipt.
        receipt: String,
        /// Defects of the mail, by code.
        problems: Vec<&'static str>,
    },
    /// Joined a record.
    Joined {
        /// Number of the record.
        number: String,
    },
    /// Refused, with the reason kept.
    Refused {
        /// Stable code.
        code: &'static str,
        /// What to do.
        detail: String,
    },
}

/// Receives one message: `raw` as read from the pipe, or the refusal reading it gave.
///
/// # Errors
/// [`Error::Unavailable`] when nothing could be kept: the mail server must hold the message and come again.
pub async fn receive_mail(
    app: &App,
    op: &Op,
    raw: std::result::Result<Vec<u8>, Refusal>,
    limits: &Limits,
) -> Result<MailOutcome> {
    let raw = match raw {
        Ok(raw) => raw,
        Err(refusal) => return refuse(app, op, &refusal, &[]).await,
    };
    let incoming = match mail::parse::read(&raw, limits) {
        Ok(incoming) => incoming,
        Err(refusal) => return refuse(app, op, &refusal, &raw).await,
    };
    let stored = app.store.vault().put(app.fresh.uuid(op.now), raw.as_slice(), u64::MAX).await?;
    let prefixes = [&app.settings.notice_prefix, &app.settings.incident_prefix];
    let mail_id = incoming.message_id.clone().unwrap_or_else(|| format!("{}@no-message-id", stored.sha256));
    if app.store.read().await?.record_of_mail(&mail_id).await?.is_some() {
        return Ok(MailOutcome::Joined { number: String::new() });
    }
    for reference in incoming.references_to(&prefixes, super::acknowledge::mail_domain(app)) {
        if let Some(outcome) = join(app, op, &incoming, &reference, &mail_id).await? {
            return Ok(outcome);
        }
    }
    let attachments = keep_parts(app, op, &incoming).await?;
    let receipt = submit(
        app,
        op,
        SubmitNotice {
            received_at: None,
            attachments,
            mail_id: Some(mail_id),
            raw_sha256: Some(stored.sha256),
            acknowledge_by_mail: incoming.auto_submitted.may_be_answered(),
            ..SubmitNotice::new(draft(&incoming), Channel::Mail)
        },
    )
    .await?;
    note_authentication(app, op, &incoming, &receipt.number.to_string()).await?;
    let problems = incoming.problems.iter().map(mail::Problem::code).collect();
    Ok(MailOutcome::Notice { number: receipt.number.to_string(), receipt: receipt.receipt, problems })
}

fn draft(incoming: &Incoming) -> Draft {
    let from = incoming.from.clone().or_else(|| incoming.reply_to.clone());
    let (name, email) = from.map_or_else(Default::default, |a| (a.name.unwrap_or_default(), a.email));
    Draft {
        sender: Sender { name, email, ..Sender::default() },
        subject: incoming.subject_without_tag.clone(),
        description: incoming.body_text.clone(),
        ..Draft::default()
    }
}

async fn keep_parts(app: &App, op: &Op, incoming: &Incoming) -> Result<Vec<AttachmentId>> {
    let mut kept = Vec::new();
    for part in incoming.attachments.iter().take(app.settings.max_attachments) {
        let stored = app.store.vault().put(app.fresh.uuid(op.now), part.bytes.as_slice(), u64::MAX).await?;
        let name = safe_name(part.name.as_deref().unwrap_or_default());
        let attachment = Attachment {
            id: app.fresh.id(op.now),
            malware: looks_dangerous(&name),
            name,
            media_type: part.media_type.clone(),
            size_bytes: i64::try_from(stored.size_bytes).unwrap_or(i64::MAX),
            sha256: stored.sha256,
            created_at: op.now,
        };
        let mut tx = app.store.write().await?;
        tx.insert_attachment(&attachment, None, 0, None).await?;
        tx.commit(op.now).await?;
        kept.push(attachment.id);
    }
    Ok(kept)
}

/// Adds the mail to the record it refers to; `None` when there is no such record.
async fn join(
    app: &App,
    op: &Op,
    incoming: &Incoming,
    reference: &str,
    mail_id: &str,
) -> Result<Option<MailOutcome>> {
    let Some(notice) = app.store.read().await?.notice_by_number(reference).await? else { return Ok(None) };
    let author = incoming.from.as_ref().map(|a| a.email.clone()).unwrap_or_default();
    let from_sender = author.eq_ignore_ascii_case(&notice.content.sender.email);
    let attachments = keep_parts(app, op, incoming).await?;
    let cmd = WriteMessage {
        number: reference.to_owned(),
        // Whoever knows the number can write, but only the sender's own address is shown to the sender's side.
        audience: if from_sender { Audience::Shared } else { Audience::Internal },
        text: if incoming.body_text.trim().is_empty() {
            incoming.subject.clone()
        } else {
            incoming.body_text.clone()
        },
        attachments,
    };
    let mut tx = app.store.write().await?;
    add(app, &mut tx, op, &notice, &cmd, Direction::Incoming, &author, Some(mail_id)).await?;
    if from_sender {
        let current = super::by_number(&mut tx, reference).await?;
        tx.update_notice(&current.answered()).await?;
    }
    tx.commit(op.now).await?;
    Ok(Some(MailOutcome::Joined { number: notice.number.to_string() }))
}

async fn note_authentication(app: &App, op: &Op, incoming: &Incoming, number: &str) -> Result<()> {
    let verdicts = mail::authenticate::from_headers(incoming, &app.settings.trusted_mail_servers);
    let said: Vec<String> = [("spf", verdicts.spf), ("dkim", verdicts.dkim), ("dmarc", verdicts.dmarc)]
        .into_iter()
        .filter_map(|(name, verdict)| verdict.map(|v| format!("{name}={v}")))
        .collect();
    if said.is_empty() {
        return Ok(());
    }
    let mut tx = app.store.write().await?;
    let notice = super::by_number(&mut tx, number).await?;
    // A machine's word on the envelope is noted; only a person turns it into a verdict on the sender.
    let check = Verification {
        id: app.fresh.id(op.now),
        by: op.actor.name().to_owned(),
        at: op.now,
        method: "automatic".to_owned(),
        verdict: Verdict::Unverified,
        note: said.join(" "),
    };
    tx.insert_verification(notice.id, &check).await?;
    tx.record(
        op,
        domain::audit::Event::new(
            "notice.sender_checked",
            "notice",
            notice.id,
            json!({ "number": number, "automatic": said }),
        ),
    );
    tx.commit(op.now).await?;
    Ok(())
}

async fn refuse(app: &App, op: &Op, refusal: &Refusal, raw: &[u8]) -> Result<MailOutcome> {
    let kept = if raw.is_empty() {
        None
    } else {
        Some(app.store.vault().put(app.fresh.uuid(op.now), raw, u64::MAX).await?)
    };
    let row = RefusedMail {
        at: op.now.micros(),
        code: refusal.code().to_owned(),
        detail: refusal.to_string(),
        sender: String::new(),
        size_bytes: i64::try_from(raw.len()).unwrap_or(i64::MAX),
        sha256: kept.map_or_else(|| sha256_hex(raw), |k| k.sha256),
    };
    let mut tx = app.store.write().await?;
    tx.insert_refused_mail(app.fresh.uuid(op.now), &row).await?;
    tx.record(
        op,
        domain::audit::Event::new(
            "mail.refused",
            "mail",
            &row.sha256,
            json!({ "code": row.code, "size_bytes": row.size_bytes }),
        ),
    );
    tx.commit(op.now).await?;
    Ok(MailOutcome::Refused { code: refusal.code(), detail: row.detail })
}
