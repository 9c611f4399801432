//! Mail as a mail server pipes it: a new notice, an answer that joins its record, or a refusal that is kept with its
//! reason. The raw message is always kept first.

use super::message::add;
use super::{SubmitNotice, submit};
use crate::incidents::Mailed;
use crate::messages::Said;
use crate::{App, Result, boxed};
use domain::attachments::{Attachment, looks_dangerous, safe_name};
use domain::canonical::{canonical, sha256_hex};
use domain::messages::{Audience, Direction};
use domain::notices::{Channel, Draft, Sender, Verdict, Verification, likeness};
use domain::{AttachmentId, IncidentId, NoticeId, Op};
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
#[boxed]
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
    let mail_id = identity(&incoming);
    if let Some(number) = joined_before(app, &mail_id).await? {
        return Ok(MailOutcome::Joined { number });
    }
    if let Some(number) = crate::reachability::take_mail(app, op, &incoming).await? {
        return Ok(MailOutcome::Joined { number });
    }
    let raw = Raw { sha256: stored.sha256.clone(), size_bytes: raw.len() };
    for reference in incoming.answers(&prefixes, super::acknowledge::mail_domain(app)) {
        if let Some(outcome) = join(app, op, &incoming, &raw, &reference, &mail_id).await? {
            return Ok(outcome);
        }
    }
    let attachments = keep_parts(app, op, &incoming, &raw).await?;
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

/// What makes a mail the same when it comes again: its Message-ID and its words. Another mail under a Message-ID that was
/// seen before, whether by a careless program or on purpose, is a mail of its own.
fn identity(incoming: &Incoming) -> String {
    let files: Vec<String> = incoming.attachments.iter().map(|part| sha256_hex(&part.bytes)).collect();
    let from = incoming.from.as_ref().map(|a| a.email.as_str());
    let words = json!([from, incoming.subject, incoming.body_text, files]);
    let id: String =
        incoming.message_id.as_deref().unwrap_or("no-message-id").chars().take(LONGEST_ID).collect();
    format!("{id} {}", sha256_hex(canonical(&words).as_bytes()))
}

/// Longest part of a Message-ID that is kept, in characters.
const LONGEST_ID: usize = 300;

/// Number of the record that the mail was added to when it came before.
async fn joined_before(app: &App, mail_id: &str) -> Result<Option<String>> {
    let mut read = app.store.read().await?;
    let Some((kind, id)) = read.record_of_mail(mail_id).await? else { return Ok(None) };
    let number = match kind.as_str() {
        "notice" => read.notice(NoticeId(id)).await?.map(|n| n.number.to_string()),
        _ => read.incident(IncidentId(id)).await?.map(|i| i.number.to_string()),
    };
    Ok(number)
}

fn draft(incoming: &Incoming) -> Draft {
    let from = incoming.from.clone().or_else(|| incoming.reply_to.clone());
    let (name, email) = from.map_or_else(Default::default, |a| (a.name.unwrap_or_default(), a.email));
    let (addresses, domains) = likeness::mentioned(&incoming.body_text);
    Draft {
        sender: Sender { name, email, ..Sender::default() },
        subject: incoming.subject_without_tag.clone(),
        description: incoming.body_text.clone(),
        addresses,
        domains,
        ..Draft::default()
    }
}

/// The message as it came, in the vault.
struct Raw {
    sha256: String,
    size_bytes: usize,
}

/// Name under which the message as it came stands among the files of its record.
const RAW_NAME: &str = "thu-goc.eml";

/// Puts the files of a mail on record as waiting, and the mail itself, so that nothing it carries is out of reach,
/// however much there is and whatever could not be read.
async fn keep_parts(app: &App, op: &Op, incoming: &Incoming, raw: &Raw) -> Result<Vec<AttachmentId>> {
    let mut files = vec![Attachment {
        id: app.fresh.id(op.now),
        sha256: raw.sha256.clone(),
        malware: false,
        name: RAW_NAME.to_owned(),
        media_type: "message/rfc822".to_owned(),
        size_bytes: i64::try_from(raw.size_bytes).unwrap_or(i64::MAX),
        created_at: op.now,
    }];
    for part in incoming.attachments.iter().take(app.settings.max_attachments.saturating_sub(1)) {
        let stored = app.store.vault().put(app.fresh.uuid(op.now), part.bytes.as_slice(), u64::MAX).await?;
        let name = safe_name(part.name.as_deref().unwrap_or_default());
        files.push(Attachment {
            id: app.fresh.id(op.now),
            malware: looks_dangerous(&name),
            name,
            media_type: part.media_type.clone(),
            size_bytes: i64::try_from(stored.size_bytes).unwrap_or(i64::MAX),
            sha256: stored.sha256,
            created_at: op.now,
        });
    }
    let mut tx = app.store.write().await?;
    for file in &files {
        tx.insert_attachment(file, None, 0, op.actor.person()).await?;
        let detail = json!({ "sha256": file.sha256, "size_bytes": file.size_bytes, "malware": file.malware });
        tx.record(op, domain::audit::Event::new("attachment.stored", "attachment", file.id, detail));
    }
    tx.commit(op.now).await?;
    Ok(files.into_iter().map(|file| file.id).collect())
}

/// Adds the mail to the notice or incident it answers; `None` when there is no such record.
async fn join(
    app: &App,
    op: &Op,
    incoming: &Incoming,
    raw: &Raw,
    reference: &str,
    mail_id: &str,
) -> Result<Option<MailOutcome>> {
    let author = incoming.from.as_ref().map(|a| a.email.clone()).unwrap_or_default();
    let words = Some(&incoming.body_text).filter(|text| !text.trim().is_empty());
    let text = words.unwrap_or(&incoming.subject);
    let mut read = app.store.read().await?;
    let notice = read.notice_by_number(reference).await?;
    if notice.is_none() && read.incident_by_number(reference).await?.is_none() {
        return Ok(None);
    }
    drop(read);
    let files = keep_parts(app, op, incoming, raw).await?;
    let Some(notice) = notice else {
        let mail = Mailed { from: &author, text, files: &files, mail_id };
        let joined = crate::incidents::join_mail(app, op, reference, mail).await?;
        return Ok(joined.then(|| MailOutcome::Joined { number: reference.to_owned() }));
    };
    let verdicts = mail::authenticate::from_headers(incoming, &app.settings.trusted_mail_servers);
    let forged = verdicts.dmarc.as_deref() == Some("fail");
    let own = !author.is_empty() && author.eq_ignore_ascii_case(&notice.content.sender.email);
    let from_sender = own && !forged;
    let said = Said {
        // Whoever knows the number can write, but only the sender's own address is shown to the sender's side.
        audience: if from_sender { Audience::Shared } else { Audience::Internal },
        direction: Direction::Incoming,
        author: &author,
        body: None,
        text,
        files: &files,
        mail_id: Some(mail_id),
    };
    let mut tx = app.store.write().await?;
    let notice = super::by_number(&mut tx, reference).await?;
    add(app, &mut tx, op, &notice, said).await?;
    let number = notice.number.to_string();
    // A machine's "I am away" answers nothing.
    if from_sender && incoming.auto_submitted.may_be_answered() {
        tx.update_notice(&notice.answered()).await?;
    }
    tx.commit(op.now).await?;
    Ok(Some(MailOutcome::Joined { number }))
}

async fn note_authentication(app: &App, op: &Op, incoming: &Incoming, number: &str) -> Result<()> {
    let verdicts = mail::authenticate::from_headers(incoming, &app.settings.trusted_mail_servers);
    let said: Vec<String> = [("spf", verdicts.spf), ("dkim", verdicts.dkim), ("dmarc", verdicts.dmarc)]
        .into_iter()
        .filter_map(|(name, verdict)| verdict.map(|v| format!("{name}={v}")))
        .chain(incoming.problems.iter().map(|problem| problem.to_string()))
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
        note: said.join("; "),
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
    let size_bytes = match refusal {
        Refusal::TooLarge { bytes, .. } => i64::try_from(*bytes).unwrap_or(i64::MAX),
        _ => i64::try_from(raw.len()).unwrap_or(i64::MAX),
    };
    let row = RefusedMail {
        at: op.now.micros(),
        code: refusal.code().to_owned(),
        detail: refusal.to_string(),
        sender: String::new(),
        size_bytes,
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
