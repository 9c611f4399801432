//! One notice, `/notices/{number}`: what it says, who sent it, what it resembles, and what can be done with it.

use super::show_samples;
use crate::Page;
use crate::contexts::access::WhyView;
use crate::contexts::desk::{Act, Attachment, MessageView, Typed};
use crate::contexts::elements::{Choice, Fact, Happening, Link};
use serde::Serialize;

/// Who sent a notice, as told, and whether we know them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SenderView {
    /// Organisation or person; empty when not told, as every text here.
    pub organisation: String,
    /// Contact person.
    pub name: String,
    /// Position of the contact person.
    pub position: String,
    /// Postal address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// Electronic mail.
    pub email: String,
    /// Body of a signed-in sender.
    pub signed_in_for: Option<Link>,
    /// Registered contact point whose mail or telephone is the sender's.
    pub known_contact: Option<Link>,
}

/// A check of the sender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerificationView {
    /// Who checked.
    pub by: String,
    /// When, microseconds.
    pub at: i64,
    /// How, in the reader's language.
    pub method: String,
    /// Code of the verdict.
    pub verdict: String,
    /// In words; empty for none.
    pub note: String,
}

/// A legal form that came with the notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FilledFormView {
    /// Title of the form.
    pub title: String,
    /// Short name of the text of law.
    pub law: String,
    /// Fields as printed, with their values.
    pub facts: Vec<Fact>,
}

/// A value two notices share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SharedTrait {
    /// `address`, `domain`, `system` or `sender`.
    pub kind: String,
    /// The value, defanged.
    pub value: String,
}

/// A notice that may tell of the same thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Likely {
    /// Number.
    pub number: String,
    /// Its page.
    pub href: String,
    /// One line.
    pub subject: String,
    /// Code of its state.
    pub state: String,
    /// When it reached us, microseconds.
    pub received_at: i64,
    /// Likeness, 0 to 100.
    pub score: i64,
    /// What is shared.
    pub shared: Vec<SharedTrait>,
    /// Whether it may be merged into.
    pub mergeable: bool,
}

/// What the reader may do with the notice; none: no right to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeActs {
    /// Take it, or take it over from a colleague.
    pub take: Option<Act>,
    /// Record a check of the sender; none for a reader who is no officer, who sees neither checks nor acts.
    pub verify: Option<Act>,
    /// Ask the sender.
    pub ask: Option<Act>,
    /// Reject it.
    pub reject: Option<Act>,
    /// Merge it into another.
    pub merge: Option<Act>,
    /// Confirm it as a new incident.
    pub confirm: Option<Act>,
    /// Join it to an incident.
    pub join: Option<Act>,
    /// Write messages.
    pub write: Option<Act>,
    /// Write internal notes.
    pub write_internal: bool,
}

/// A system of the register that the notice seems to speak of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProposedSystem {
    /// Posted value.
    pub id: String,
    /// Name.
    pub name: String,
    /// Level 1–5, when approved.
    pub level: Option<i64>,
    /// Owner.
    pub owner: String,
    /// Operator.
    pub operator: String,
    /// Whether it is chosen.
    pub checked: bool,
}

/// The form that turns a notice into an incident, filled with what is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConfirmForm {
    /// Proposed title.
    pub title: String,
    /// Moment of detection, `2026-11-20T08:15` in Vietnam time; empty when not told.
    pub detected_at: String,
    /// Systems proposed by address, domain and name.
    pub systems: Vec<ProposedSystem>,
    /// Name of the system as told.
    pub system_name: String,
    /// Bodies that may be the owner.
    pub owners: Vec<Choice>,
    /// Bodies that may be the operator.
    pub operators: Vec<Choice>,
    /// Levels 1–5.
    pub levels: Vec<Choice>,
    /// Environments.
    pub environments: Vec<Choice>,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeShow {
    /// Number.
    pub number: String,
    /// Version that acts refer to.
    pub version: i64,
    /// Code of the state.
    pub state: String,
    /// Code of the channel.
    pub channel: String,
    /// One line.
    pub subject: String,
    /// What happened; addresses are defanged.
    pub description: String,
    /// When it reached us, microseconds.
    pub received_at: i64,
    /// When it was written down here, microseconds.
    pub recorded_at: i64,
    /// Time from reaching us to the answer, microseconds.
    pub acknowledged_after: i64,
    /// SHA-256 over the canonical content, hex.
    pub receipt: String,
    /// Who sent it.
    pub sender: SenderView,
    /// Code of the latest verdict on the sender.
    pub verdict: String,
    /// Checks of the sender, oldest first.
    pub verifications: Vec<VerificationView>,
    /// Ways to check.
    pub methods: Vec<Choice>,
    /// Verdicts to choose from.
    pub verdicts: Vec<Choice>,
    /// When it was detected, microseconds.
    pub detected_at: Option<i64>,
    /// Affected system, as told; empty for none.
    pub system: String,
    /// Domains, defanged.
    pub domains: Vec<String>,
    /// Addresses, defanged.
    pub addresses: Vec<String>,
    /// Still going on?
    pub ongoing: Option<bool>,
    /// The sender asks for confidentiality.
    pub confidential: bool,
    /// The sender asks for help.
    pub help_wanted: bool,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// Password of the zip around malware samples.
    pub malware_password: String,
    /// The legal form, when filled.
    pub form: Option<FilledFormView>,
    /// Notices that may tell of the same thing, the likeliest first.
    pub likely: Vec<Likely>,
    /// Who has it.
    pub taken_by: Option<String>,
    /// The incident it led to or joined.
    pub incident: Option<Link>,
    /// The notice that speaks for this one.
    pub merged_into: Option<Link>,
    /// Notices merged into this one.
    pub merged: Vec<Link>,
    /// Reason of a rejection; empty for none.
    pub reason: String,
    /// Where state-secret material goes on paper.
    pub paper_address: String,
    /// What the reader may do.
    pub acts: NoticeActs,
    /// The form for a new incident, when that may be done.
    pub confirm: Option<ConfirmForm>,
    /// Messages, oldest first.
    pub messages: Vec<MessageView>,
    /// History, newest first.
    pub history: Vec<Happening>,
    /// Why the reader sees it.
    pub why: WhyView,
    /// A form that was refused, with what was typed.
    pub typed: Option<Typed>,
}

impl Page for NoticeShow {
    const TEMPLATE: &'static str = "pages/notices/show.html";

    fn samples() -> Vec<Self> {
        show_samples::all()
    }
}
