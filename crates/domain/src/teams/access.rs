//! Access of team members to an affected system: only when the owner's leader agreed, to what was agreed, while it was
//! agreed, under somebody of the owner who watches.

use super::Member;
use crate::{AccessUseId, BodyId, ConsentId, IncidentId, MemberId, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// Who agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// Name.
    pub name: String,
    /// Position.
    pub position: String,
    /// Body.
    pub body: BodyId,
    /// Its name at the time.
    pub body_name: String,
    /// When.
    pub at: Moment,
    /// How: sign of the document, or the way it was said.
    pub way: String,
}

/// A member who may open the system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowed {
    /// The member.
    pub member: MemberId,
    /// Name at the time.
    pub name: String,
}

/// Taken back, or no longer needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// A consent to access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Identity.
    pub id: ConsentId,
    /// The incident.
    pub incident: IncidentId,
    /// The system, by name.
    pub system: String,
    /// Who agreed.
    pub agreed: Agreed,
    /// What may be opened, by key.
    pub targets: Vec<String>,
    /// What exactly: hosts, accounts, limits.
    pub scope: String,
    /// Who watches for the owner.
    pub supervisor: String,
    /// Their telephone.
    pub supervisor_phone: String,
    /// First moment.
    pub from: Moment,
    /// First moment no longer.
    pub until: Moment,
    /// Who may.
    pub members: Vec<Allowed>,
    /// Id of the text that asks for it.
    pub ruleset: String,
    /// Where it stands there.
    pub cite: String,
    /// Ended before its time.
    pub ended: Option<Ended>,
    /// Counted up by each change.
    pub version: i64,
}

/// One access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessUse {
    /// Identity.
    pub id: AccessUseId,
    /// The consent.
    pub consent: ConsentId,
    /// Who.
    pub member: MemberId,
    /// Their name at the time.
    pub name: String,
    /// What was opened, by key.
    pub target: String,
    /// What was done.
    pub what: String,
    /// Who watched.
    pub supervisor: String,
    /// When.
    pub at: Moment,
    /// Who noted it.
    pub noted_by: String,
}

impl Consent {
    /// Whether it can be used at a moment.
    pub fn open(&self, at: Moment) -> bool {
        self.ended.is_none() && self.from <= at && at < self.until
    }

    /// That a member may open a target at a moment, holding the office that the owner agreed to.
    ///
    /// # Errors
    /// `access.ended`, `access.not_begun`, `access.over`, `access.outside_scope`, `access.not_named`, `access.office_over`.
    pub fn allows(&self, member: &Member, target: &str, at: Moment) -> Result<(), Refusal> {
        if self.ended.as_ref().is_some_and(|ended| ended.at <= at) {
            return Err(Refusal::new("access.ended"));
        }
        if at < self.from {
            return Err(Refusal::at("at", "access.not_begun"));
        }
        if self.until <= at {
            return Err(Refusal::at("at", "access.over"));
        }
        if !self.members.iter().any(|allowed| allowed.member == member.id) {
            return Err(Refusal::at("member", "access.not_named"));
        }
        if !member.holds(at) {
            return Err(Refusal::at("member", "access.office_over"));
        }
        if !self.targets.iter().any(|known| known == target) {
            return Err(Refusal::at("target", "access.outside_scope"));
        }
        Ok(())
    }

    /// Ended now.
    ///
    /// # Errors
    /// `access.ended`.
    pub fn end(self, by: String, reason: String, now: Moment) -> Result<Self, Refusal> {
        if self.ended.is_some() || self.until <= now {
            return Err(Refusal::new("access.ended"));
        }
        Ok(Self { ended: Some(Ended { at: now, by, reason }), ..self })
    }
}
