//! Parties of an incident and what each may see. Which acts belong to which part stands in the table of rights
//! ([`crate::access::table`]).

use crate::access::table;
use crate::{BodyId, Moment, codes};
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
    /// What a party of this role sees unless set otherwise, as the table of rights says.
    pub fn sees(self) -> Sees {
        table().seen_by(self)
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

/// The body that plays a role now.
pub fn playing(parties: &[Party], role: &str) -> Option<BodyId> {
    parties.iter().find(|p| p.role.code() == role && p.until.is_none()).map(|p| p.body)
}
