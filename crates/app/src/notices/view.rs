//! One notice with everything the officer needs: checks of the sender, files, words, likely duplicates, systems it may
//! speak of.

use crate::access::{Ask, circle, handles, note_read};
use crate::{App, Result, boxed};
use domain::attachments::Attachment;
use domain::bodies::Body;
use domain::messages::{Audience, Message};
use domain::notices::likeness::{self, Trait};
use domain::notices::{Notice, NoticeState, Verification};
use domain::systems::System;
use domain::{Moment, Op, Right};
use serde::Serialize;
use store::Conn;

/// A likely duplicate.
#[derive(Debug, Clone, Serialize)]
pub struct SimilarView {
    /// Number.
    pub number: String,
    /// One line.
    pub subject: String,
    /// State code.
    pub state: String,
    /// When it reached us.
    pub received_at: Moment,
    /// What is shared.
    pub shared: Vec<Trait>,
    /// Score, 0–100.
    pub score: u32,
}

/// A notice as an officer or its sender's body sees it.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeView {
    /// The notice.
    pub notice: Notice,
    /// Checks of the sender.
    pub verifications: Vec<Verification>,
    /// Words, bounded to what the reader may see.
    pub messages: Vec<Message>,
    /// Files of the notice.
    pub attachments: Vec<Attachment>,
    /// Files of the messages above.
    pub message_files: Vec<Attachment>,
    /// Likely duplicates, best first.
    pub similar: Vec<SimilarView>,
    /// Systems of the register it may speak of.
    pub systems: Vec<System>,
    /// Body of the sender.
    pub sender_body: Option<Body>,
    /// Whether the sender's address is that of a known contact.
    pub known_sender: Option<Body>,
    /// Name of the officer who has it.
    pub officer: Option<String>,
    /// Body that handles it.
    pub handler: Option<Body>,
    /// Number of the incident.
    pub incident: Option<String>,
    /// Number of the notice it was merged into.
    pub merged_into: Option<String>,
    /// Numbers merged into this one.
    pub merged: Vec<String>,
    /// Whether the actor may triage it.
    pub may_triage: bool,
}

/// Whether a system of the register is the actor's business: of its own body, of one below it, or of its province.
async fn concerns_actor(conn: &mut Conn, op: &Op, system: &System) -> Result<bool> {
    let Some(own) = op.bounded_to() else { return Ok(true) };
    let province = conn.body(own).await?.and_then(|body| body.province);
    for id in [system.owner, system.operator] {
        let Some(body) = conn.body(id).await? else { continue };
        if body.id == own || body.parent == Some(own) || (province.is_some() && body.province == province) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Those files that come with one of the messages.
pub(crate) fn files_of(messages: &[Message], files: Vec<Attachment>) -> Vec<Attachment> {
    let shown = |file: &Attachment| messages.iter().any(|m| m.attachments.contains(&file.id));
    files.into_iter().filter(shown).collect()
}

/// Shows a notice.
///
/// # Errors
/// [`crate::Error::NotFound`] when it is not there or may not be seen.
#[boxed]
pub async fn view(app: &App, op: &Op, number: &str) -> Result<NoticeView> {
    let mut read = app.store.read().await?;
    let notice = super::by_number(&mut read, number).await?;
    op.require_on_notice(Right::SeeNotices, &notice)?;
    let may_triage = handles(op, &notice);
    let mut messages = read.messages_of("notice", notice.id.uuid()).await?;
    let mut message_files = read.attachments_of_messages("notice", notice.id.uuid()).await?;
    messages.retain(|m| may_triage || m.audience == Audience::Shared);
    if may_triage {
        // What the senders of merged notices write goes on arriving under their old numbers.
        for other in read.merged_notices(notice.id).await?.into_iter().filter(|other| other.seen_by(op)) {
            let theirs = read.messages_of("notice", other.id.uuid()).await?;
            let named = |m: Message| Message { author: format!("{} ({})", m.author, other.number), ..m };
            messages.extend(theirs.into_iter().map(named));
            message_files.extend(read.attachments_of_messages("notice", other.id.uuid()).await?);
        }
        messages.sort_by_key(|m| m.written_at);
    }
    let mut similar = Vec::new();
    let mut systems: Vec<System> = Vec::new();
    if may_triage {
        for found in read.similar_notices(&notice, op.bounded_to()).await? {
            let score = likeness::score(&found.shared, notice.received_at.apart(found.received_at));
            let known =
                !found.restricted || read.notice(found.id).await?.is_some_and(|other| other.seen_by(op));
            if known && score >= likeness::PROPOSED_FROM {
                similar.push(SimilarView {
                    number: found.number,
                    subject: found.subject,
                    state: found.state,
                    received_at: found.received_at,
                    shared: found.shared,
                    score,
                });
            }
        }
        similar.sort_by_key(|s| std::cmp::Reverse(s.score));
        similar.truncate(10);
        let keys: Vec<_> = likeness::keys(&notice.content)
            .into_iter()
            .filter(|k| k.kind != Trait::Sender)
            .take(20)
            .collect();
        for key in keys {
            for system in read.systems_with(&key).await? {
                let known = systems.iter().any(|s| s.id == system.id);
                if !known && concerns_actor(&mut read, op, &system).await? {
                    systems.push(system);
                }
            }
        }
    }
    let sender_body = match notice.sender_body {
        Some(id) => read.body(id).await?,
        None => None,
    };
    let handler = match notice.handled_by {
        Some(id) => read.body(id).await?,
        None => None,
    };
    let officer = match notice.taken_by {
        Some(id) => read.person(id).await?.map(|c| c.person.name),
        None => None,
    };
    let incident = match notice.incident {
        Some(id) => incident_seen(&mut read, op, id).await?,
        None => None,
    };
    let merged_into = match notice.merged_into {
        Some(id) => {
            read.notice(id).await?.filter(|n| !n.restricted || n.seen_by(op)).map(|n| n.number.to_string())
        }
        None => None,
    };
    let view = NoticeView {
        verifications: if may_triage { read.verifications(notice.id).await? } else { Vec::new() },
        attachments: read.attachments_of("notice", notice.id.uuid()).await?,
        message_files: files_of(&messages, message_files),
        merged: read.notices_merged_into(notice.id, op.reader()).await?,
        known_sender: if may_triage { read.body_by_email(&notice.content.sender.email).await? } else { None },
        messages,
        similar,
        systems,
        sender_body,
        officer,
        handler,
        incident,
        merged_into,
        may_triage: may_triage
            && !matches!(notice.state, NoticeState::Confirmed | NoticeState::Rejected | NoticeState::Merged),
        notice,
    };
    drop(read);
    note_read(app, op, "notice", view.notice.id.uuid(), view.notice.restricted).await?;
    Ok(view)
}

/// Number of the incident a notice led to; not where the incident is restricted and closed to the reader.
async fn incident_seen(conn: &mut Conn, op: &Op, id: domain::IncidentId) -> Result<Option<String>> {
    let Some(incident) = conn.incident(id).await? else { return Ok(None) };
    let open = !incident.restricted() || circle(conn, &incident).await?.seen_by(op).is_some();
    Ok(open.then(|| incident.number.to_string()))
}
