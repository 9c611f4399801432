//! Incidents: what happened to which system, who takes part, how far the legal process is, and the two ends:
//! *response ended* and, later, *officially recorded as closed*.

pub mod circle;
pub mod classification;
pub mod closure;
pub mod parties;
pub mod severity;
pub mod steps;

use crate::restriction::{Exception, Secrecy};
use crate::{BodyId, EntryId, IncidentId, IncidentNumber, Moment, NoticeId, SystemId, codes};
pub use circle::Circle;
pub use classification::{Classification, Effects, RsitClass};
pub use parties::{Party, PartyRole, Sees};
use serde::{Deserialize, Serialize};
pub use severity::{SeverityRecord, SeverityState};
use std::collections::BTreeMap;
pub use steps::{StepRun, StepState};

codes! {
    /// How an incident stands.
    IncidentState {
        /// Being responded to.
        Open = "open",
        /// Fixed and back to normal; the closing report is owed.
        Ended = "ended",
        /// Officially recorded as closed.
        Closed = "closed",
    }
    /// Traffic Light Protocol 2.0 (FIRST). Not a Vietnamese legal mark.
    Tlp {
        /// For named recipients only.
        Red = "red",
        /// For the recipient's organisation only.
        AmberStrict = "amber-strict",
        /// For the recipient's organisation and its clients.
        Amber = "amber",
        /// For the community.
        Green = "green",
        /// Without limit.
        Clear = "clear",
    }
    /// Where it happened (decision 1088 art. 2.3).
    Environment {
        /// Local network.
        Lan = "lan",
        /// Wide network.
        Wan = "wan",
        /// The Internet.
        Internet = "internet",
    }
    /// What an entry of the record is.
    EntryKind {
        /// Something that happened.
        Event = "event",
        /// A decision, with the one who took it.
        Decision = "decision",
        /// A direction to parties.
        Direction = "direction",
        /// A result of a test or a check.
        Evidence = "evidence",
    }
}

/// An incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// Identity.
    pub id: IncidentId,
    /// Number told to everybody.
    pub number: IncidentNumber,
    /// How it stands.
    pub state: IncidentState,
    /// One line.
    pub title: String,
    /// What is known, in words.
    pub summary: String,
    /// The affected system, when in the register.
    pub system: Option<SystemId>,
    /// Name of the affected system, as told.
    pub system_name: String,
    /// Level of the system, 1–5, as known.
    pub level: Option<i64>,
    /// On the list of nationally important systems.
    pub national_important: bool,
    /// Province of the owner or operator.
    pub province: Option<String>,
    /// Sector of the owner.
    pub sector: Option<String>,
    /// When it was detected: the start of the first clocks.
    pub detected_at: Moment,
    /// When it was confirmed as an incident.
    pub confirmed_at: Moment,
    /// What it is.
    pub classification: Classification,
    /// Severe or not, and whether that is only proposed.
    pub severity: SeverityState,
    /// Where it happened.
    pub environment: Environment,
    /// May not be handled by the owner's and operator's own means.
    pub beyond_ability: bool,
    /// Circumstances that clocks may ask for: codes of the shared list `circumstances`.
    #[serde(default)]
    pub circumstances: Vec<String>,
    /// The affected party asked for confidentiality (a legal effect, circular draft art. 5.1).
    pub confidential: bool,
    /// Why confidentiality does not restrict, where many others had to be warned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<Exception>,
    /// Sharing mark of the community.
    pub tlp: Tlp,
    /// The fact that state secrets are concerned; the content never enters.
    pub state_secret_concerned: bool,
    /// The ruleset whose process is followed.
    pub process: String,
    /// When it was fixed.
    pub fixed_at: Option<Moment>,
    /// When the system was back to normal work.
    pub normal_at: Option<Moment>,
    /// When the response was declared ended.
    pub ended_at: Option<Moment>,
    /// When it was recorded as closed.
    pub closed_at: Option<Moment>,
    /// What happened when, as the clocks of the rulesets see it: event of a ruleset (`incident.detected`) → moment.
    pub events: BTreeMap<String, Moment>,
    /// Notices behind it, first first.
    pub notices: Vec<NoticeId>,
    /// Times it was reopened.
    pub reopened: i64,
    /// Counted up by each change.
    pub version: i64,
}

impl Incident {
    /// Why only named persons see it; empty while it is not restricted.
    pub fn secrecy(&self) -> Vec<Secrecy> {
        let confidential = self.confidential && self.exception.is_none();
        let of = |holds: bool, secrecy| holds.then_some(secrecy);
        [of(confidential, Secrecy::Confidential), of(self.tlp == Tlp::Red, Secrecy::TlpRed)]
            .into_iter()
            .flatten()
            .collect()
    }

    /// Whether only named persons see it.
    pub fn restricted(&self) -> bool {
        !self.secrecy().is_empty()
    }

    /// The facts by which the law engine binds rulesets.
    pub fn facts(&self) -> law::Facts {
        law::Facts {
            at: self.detected_at.timestamp(),
            province: self.province.clone(),
            sector: self.sector.clone(),
            locality: None,
            level: self.level.and_then(|l| u8::try_from(l).ok()),
            severe: self.severity.is_severe(),
            conditions: law::Conditions {
                beyond_ability: self.beyond_ability,
                fixed_at_notice: self.fixed_at.is_some_and(|fixed| fixed <= self.confirmed_at),
                possibly_severe: self.severity.is_proposed() || self.severity.is_severe(),
                circumstances: self.circumstances.clone(),
            },
        }
    }
}

/// An entry of the record: a decision, a direction, a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Identity.
    pub id: EntryId,
    /// What it is.
    pub kind: EntryKind,
    /// Stable code of the act, for entries the system writes (`step.finished`), else empty.
    pub code: String,
    /// The words, or the values of the phrase behind `code`, as JSON text.
    pub text: String,
    /// Sign of the document behind it.
    pub document: String,
    /// Only for the response side?
    pub internal: bool,
    /// Who.
    pub by: String,
    /// For which body.
    pub body: Option<BodyId>,
    /// To which body, for a direction.
    pub to: Option<BodyId>,
    /// When.
    pub at: Moment,
}
