//! One notice.

use crate::api::answer;
use crate::api::asked::Caller;
use crate::api::v1::messages::{FileLine, MessageShown};
use crate::api::words::codes::{Channel, NoticeState, Trait, Verdict};
use crate::api::words::{Time, Uid};
use crate::{Outcome, Web};
use app::domain::notices::{Content, Verification};
use app::notices::{NoticeView, SimilarView};
use axum::extract::{Path, State};
use serde::Serialize;
use utoipa::ToSchema;

/// A notice.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NoticeShown {
    /// Id.
    id: Uid,
    /// Number.
    number: String,
    /// What became of it.
    state: NoticeState,
    /// How it came.
    channel: Channel,
    /// When it reached us.
    received_at: Time,
    /// When it was written down here.
    recorded_at: Time,
    /// Time to the acknowledgement, in microseconds.
    acknowledged_after_micros: i64,
    /// SHA-256 receipt over the canonical content.
    receipt: String,
    /// What it says.
    content: NoticeContent,
    /// Latest verdict on the sender.
    verdict: Verdict,
    /// Reason of a rejection.
    reason: String,
    /// Name of the sender's body, for senders with an account.
    sender_body: Option<String>,
    /// Name of the body whose contact has the sender's address.
    known_sender: Option<String>,
    /// Name of the body that handles it.
    handler: Option<String>,
    /// Name of the officer who has it.
    officer: Option<String>,
    /// Number of the incident it led to or joined.
    incident: Option<String>,
    /// Number of the notice it was merged into.
    merged_into: Option<String>,
    /// Numbers merged into this one.
    merged: Vec<String>,
    /// Checks of the sender, oldest first.
    verifications: Vec<VerificationShown>,
    /// Messages the caller may read, oldest first.
    messages: Vec<MessageShown>,
    /// Files.
    attachments: Vec<FileLine>,
    /// Likely duplicates, best first.
    similar: Vec<SimilarShown>,
    /// Ids of systems of the register it may speak of.
    systems: Vec<Uid>,
    /// The caller may triage it now.
    may_triage: bool,
    /// Counted up by each change.
    version: i64,
}

/// What a notice says.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NoticeContent {
    /// Who notifies.
    reporter: ReporterShown,
    /// One line.
    subject: String,
    /// What happened.
    description: String,
    /// When it was detected.
    detected_at: Option<Time>,
    /// Name of the affected system.
    system: String,
    /// Domains.
    domains: Vec<String>,
    /// IP addresses.
    addresses: Vec<String>,
    /// Still going on.
    ongoing: Option<bool>,
    /// The sender asked for confidentiality.
    confidential: bool,
    /// The sender asked for help.
    help_wanted: bool,
    /// The legal form, when one was filled.
    form: Option<FormShown>,
}

/// Who notified.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReporterShown {
    /// Organisation or person.
    organisation: String,
    /// Name of the contact person.
    name: String,
    /// Position.
    position: String,
    /// Postal address.
    address: String,
    /// Telephone.
    phone: String,
    /// Electronic mail.
    email: String,
}

/// A filled legal form.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FormShown {
    /// Id of the ruleset.
    ruleset: String,
    /// Id of the form.
    form: String,
    /// Values by field key.
    #[schema(value_type = Object)]
    values: law::Values,
}

/// A check of the sender.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct VerificationShown {
    /// Who checked.
    by: String,
    /// When.
    at: Time,
    /// How, a code of list `verification-methods`.
    method: String,
    /// What it showed.
    verdict: Verdict,
    /// In words.
    note: String,
}

/// A likely duplicate.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SimilarShown {
    /// Number.
    number: String,
    /// One line.
    subject: String,
    /// What became of it.
    #[schema(value_type = NoticeState)]
    state: String,
    /// When it reached us.
    received_at: Time,
    /// What both share.
    shared: Vec<Trait>,
    /// 0 to 100; a ranking of policy.
    score: u32,
}

/// Show a notice.
#[utoipa::path(
    get, path = "/api/v1/notices/{number}", tag = "notices",
    responses((status = 200, description = "The notice.", body = NoticeShown,
        headers(("ETag" = String, description = "Its version.")))),
    security(("bearer" = ["notices:read"]))
)]
pub(super) async fn show(State(web): State<Web>, caller: Caller, Path(number): Path<String>) -> Outcome {
    let shown = NoticeShown::from(app::notices::view(&web.app, caller.op(), &number).await?);
    Ok(answer::versioned(&shown, shown.version))
}

impl From<NoticeView> for NoticeShown {
    fn from(view: NoticeView) -> Self {
        let notice = view.notice;
        Self {
            id: notice.id.into(),
            number: notice.number.to_string(),
            state: notice.state.into(),
            channel: notice.channel.into(),
            received_at: notice.received_at.into(),
            recorded_at: notice.recorded_at.into(),
            acknowledged_after_micros: notice.acknowledged_after_micros,
            receipt: notice.receipt,
            content: notice.content.into(),
            verdict: notice.verdict.into(),
            reason: notice.reason,
            sender_body: view.sender_body.map(|body| body.name),
            known_sender: view.known_sender.map(|body| body.name),
            handler: view.handler.map(|body| body.name),
            officer: view.officer,
            incident: view.incident,
            merged_into: view.merged_into,
            merged: view.merged,
            verifications: view.verifications.into_iter().map(VerificationShown::from).collect(),
            messages: MessageShown::all(view.messages, &view.message_files),
            attachments: view.attachments.into_iter().map(FileLine::from).collect(),
            similar: view.similar.into_iter().map(SimilarShown::from).collect(),
            systems: view.systems.into_iter().map(|system| system.id.into()).collect(),
            may_triage: view.may_triage,
            version: notice.version,
        }
    }
}

impl From<Content> for NoticeContent {
    fn from(content: Content) -> Self {
        let sender = content.sender;
        Self {
            reporter: ReporterShown {
                organisation: sender.organisation,
                name: sender.name,
                position: sender.position,
                address: sender.address,
                phone: sender.phone,
                email: sender.email,
            },
            subject: content.subject,
            description: content.description,
            detected_at: content.detected_at.map(Time::from),
            system: content.system,
            domains: content.domains,
            addresses: content.addresses.iter().map(ToString::to_string).collect(),
            ongoing: content.ongoing,
            confidential: content.confidential,
            help_wanted: content.help_wanted,
            form: content.form.map(|f| FormShown { ruleset: f.ruleset, form: f.form, values: f.values }),
        }
    }
}

impl From<Verification> for VerificationShown {
    fn from(check: Verification) -> Self {
        Self {
            by: check.by,
            at: check.at.into(),
            method: check.method,
            verdict: check.verdict.into(),
            note: check.note,
        }
    }
}

impl From<SimilarView> for SimilarShown {
    fn from(found: SimilarView) -> Self {
        Self {
            number: found.number,
            subject: found.subject,
            state: found.state,
            received_at: found.received_at.into(),
            shared: found.shared.into_iter().map(Trait::from).collect(),
            score: found.score,
        }
    }
}
