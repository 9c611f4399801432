//! Parties of an incident and what each may see.

use crate::{BodyId, Moment, Right, codes};
use serde::{Deserialize, Serialize};

codes! {
    /// The part a body takes. Its code is the role key of the rulesets.
    PartyRole {
        /// Operates the affected system.
        Operator = "operator",
        /// Owns it (chủ quản).
        Owner = "system-owner",
        /// The specialised unit responsible.
        SpecialisedUnit = "specialised-unit",
        /// Provides its Internet connection.
        Provider = "provider",
        /// The national coordinator.
        Coordinator = "national-coordinator",
        /// Steering committee of the ministry or province.
        Committee = "steering-committee",
        /// The response team's standing office (provincial rulesets).
        StandingOffice = "team-standing-office",
        /// A network member concerned.
        Member = "network-member",
        /// Helps.
        Supporter = "supporter",
        /// Reported it without another part in it.
        Reporter = "reporter",
    }
    /// How much a party sees.
    Sees {
        /// Everything, internal notes included.
        Everything = "everything",
        /// The record without internal notes.
        Record = "record",
        /// What was shared with all parties, and its own reports.
        Shared = "shared",
    }
}

impl PartyRole {
    /// Whether an act belongs to this part. Directing, judging the facts and closing are with those who answer for the
    /// response; running it is also with those whose system it is. Seeing, reporting and writing are with every part.
    pub const fn does(self, right: Right) -> bool {
        let answers = matches!(
            self,
            Self::Coordinator | Self::SpecialisedUnit | Self::StandingOffice | Self::Committee
        );
        match right {
            Right::ManageParties
            | Right::ClassifyIncident
            | Right::ProposeSeverity
            | Right::DecideSeverity
            | Right::RecordClosed
            | Right::Direct => answers,
            Right::RunProcess | Right::EndResponse => answers || matches!(self, Self::Operator | Self::Owner),
            _ => true,
        }
    }

    /// What a party of this role sees unless set otherwise.
    pub const fn sees(self) -> Sees {
        match self {
            Self::Coordinator | Self::SpecialisedUnit | Self::StandingOffice | Self::Committee => {
                Sees::Everything
            }
            Self::Operator | Self::Owner => Sees::Record,
            Self::Provider | Self::Member | Self::Supporter | Self::Reporter => Sees::Shared,
        }
    }
}

/// A body's part in an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The body.
    pub body: BodyId,
    /// Its part.
    pub role: PartyRole,
    /// What it sees.
    pub sees: Sees,
    /// Since when.
    pub since: Moment,
    /// Until when, once released.
    pub until: Option<Moment>,
}

/// The widest view among the parts a body takes; `None` when it takes none.
pub fn view_of(parties: &[Party], body: BodyId) -> Option<Sees> {
    parties.iter().filter(|p| p.body == body && p.until.is_none()).map(|p| p.sees).min()
}

/// Whether a body took part and does no longer.
pub fn released(parties: &[Party], body: BodyId) -> bool {
    let mut own = parties.iter().filter(|p| p.body == body).peekable();
    own.peek().is_some() && own.all(|p| p.until.is_some())
}

/// Whether a body takes a part now to which an act belongs.
pub fn entitled(parties: &[Party], body: BodyId, right: Right) -> bool {
    parties.iter().any(|p| p.body == body && p.until.is_none() && p.role.does(right))
}

/// The body that plays a role now.
pub fn playing(parties: &[Party], role: &str) -> Option<BodyId> {
    parties.iter().find(|p| p.role.code() == role && p.until.is_none()).map(|p| p.body)
}
