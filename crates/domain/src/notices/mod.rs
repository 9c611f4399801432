//! Incident notices: what somebody tells us, over which way, and what becomes of it.
//!
//! [`submission`] parses and bounds what comes in, [`receipt`] hashes it, [`triage`] moves it on, [`likeness`] finds
//! notices that may tell of the same thing.

pub mod likeness;
pub mod receipt;
pub mod submission;
pub mod triage;

use crate::access::{Relation, Relations, Right, Tie, relations, table};
use crate::messages::Message;
use crate::restriction::{Grant, named};
use crate::{
    AttachmentId, BodyId, IncidentId, Moment, NoticeId, NoticeNumber, Op, PersonId, VerificationId, codes,
};
use serde::{Deserialize, Serialize};
pub use submission::{Content, Draft, FilledForm, Sender};

codes! {
    /// How a notice came.
    Channel {
        /// The public page or the signed-in form.
        Web = "web",
        /// The programming interface.
        Api = "api",
        /// Electronic mail.
        Mail = "email",
        /// Telephone.
        Phone = "phone",
        /// Fax.
        Fax = "fax",
        /// Paper: an official letter.
        Paper = "paper",
        /// Multimedia message.
        Message = "mms",
        /// A technical system.
        System = "technical-system",
        /// In person.
        InPerson = "in-person",
    }
    /// What became of a notice.
    NoticeState {
        /// Nobody has taken it yet.
        Received = "received",
        /// An officer has it.
        Taken = "taken",
        /// The sender was asked back.
        Asked = "asked",
        /// It led to an incident, or joined one.
        Confirmed = "confirmed",
        /// Rejected with a reason.
        Rejected = "rejected",
        /// The same as another notice.
        Merged = "merged",
    }
    /// What checking the sender showed.
    Verdict {
        /// Not checked yet.
        Unverified = "unverified",
        /// The sender is who they say.
        Verified = "verified",
        /// Checked without a result.
        Doubtful = "doubtful",
        /// The sender is not who they say.
        False = "false",
    }
}

impl Channel {
    /// Whether an officer enters it on behalf of the sender.
    pub const fn entered_by_officer(self) -> bool {
        matches!(self, Self::Phone | Self::Fax | Self::Paper | Self::Message | Self::InPerson)
    }
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// Identity.
    pub id: NoticeId,
    /// Number told to the sender.
    pub number: NoticeNumber,
    /// What became of it.
    pub state: NoticeState,
    /// How it came.
    pub channel: Channel,
    /// When it reached us (for paper: the arrival stamp).
    pub received_at: Moment,
    /// When it was written down here.
    pub recorded_at: Moment,
    /// Time from reaching us to the answer, in microseconds.
    pub acknowledged_after_micros: i64,
    /// What it says.
    pub content: Content,
    /// SHA-256 receipt over the canonical content.
    pub receipt: String,
    /// Language of the sender.
    pub lang: String,
    /// Body of a signed-in sender.
    pub sender_body: Option<BodyId>,
    /// The body that handles it; `None` is the national coordinator's inbox.
    pub handled_by: Option<BodyId>,
    /// The officer who has it.
    pub taken_by: Option<PersonId>,
    /// Latest verdict on the sender.
    pub verdict: Verdict,
    /// Incident it led to or joined.
    pub incident: Option<IncidentId>,
    /// Notice it was merged into.
    pub merged_into: Option<NoticeId>,
    /// Reason of a rejection.
    pub reason: String,
    /// Only the officer in charge and named persons see it: its sender asked for confidentiality.
    #[serde(default)]
    pub restricted: bool,
    /// Persons named on it, former ones included; empty while it is not restricted.
    #[serde(default)]
    pub named: Vec<Grant>,
    /// Counted up by each change.
    pub version: i64,
}

impl Notice {
    /// How the actor stands to the notice.
    pub fn ties(&self, op: &Op) -> Vec<Tie> {
        let mut ties = Vec::new();
        if op.may(Right::SeeEverything) {
            ties.push(Tie::new(Relation::Coordinator));
        }
        let through = |relation, body: Option<BodyId>, since| {
            body.filter(|body| op.body == Some(*body)).map(|body| Tie::through(relation, body, Some(since)))
        };
        ties.extend(through(Relation::OwnBody, self.sender_body, self.received_at));
        ties.extend(through(Relation::Handler, self.handled_by, self.recorded_at));
        let may_take = op.rights.over(Right::TriageNotice).meets(relations(&ties));
        if self.taken_by.map_or(may_take, |officer| op.actor.person() == Some(officer)) {
            ties.push(Tie::new(Relation::InCharge));
        }
        ties.extend(named(op, &self.named));
        ties
    }

    /// The relations in which the actor stands to the notice.
    pub fn relations(&self, op: &Op) -> Relations {
        relations(&self.ties(op))
    }

    /// Whether the actor may know of the notice.
    pub fn seen_by(&self, op: &Op) -> bool {
        let relations = self.relations(op);
        op.rights.over(Right::SeeNotices).meets(relations)
            && (!self.restricted || table().restricted_notices().meets(relations))
    }

    /// Bodies concerned, which bound who may see it.
    pub fn bodies(&self) -> Vec<BodyId> {
        self.sender_body.into_iter().chain(self.handled_by).collect()
    }
}

/// A record of checking the sender (circular draft art. 5.2: authenticate the sender).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// Identity.
    pub id: VerificationId,
    /// Who checked.
    pub by: String,
    /// When.
    pub at: Moment,
    /// How: a code of the list `verification-methods`.
    pub method: String,
    /// What it showed.
    pub verdict: Verdict,
    /// In words.
    pub note: String,
}

/// A notice with what belongs to it.
#[derive(Debug, Clone, Serialize)]
pub struct Dossier {
    /// The notice.
    pub notice: Notice,
    /// Checks of the sender, oldest first.
    pub verifications: Vec<Verification>,
    /// Messages, oldest first, already bounded to what the reader may see.
    pub messages: Vec<Message>,
    /// Files of the notice.
    pub attachments: Vec<AttachmentId>,
}
