//! Members of the network: bodies on the register, what they declare of themselves, and how strangers apply to join.
//!
//! Two kinds are told apart by the texts: those who must be members and those who join of their own will. A member's
//! profile is the legal form it filled in; each accepted state of it is an edition.

mod application;
mod difference;
mod profile_change;

pub use application::{Application, ApplicationState};
pub use difference::{Difference, differences};
pub use profile_change::{ChangeState, ProfileChange};

use crate::law_changes::Hand;
use crate::notices::submission::FilledForm;
use crate::{BodyId, Moment, Refusal, codes};
use serde::{Deserialize, Serialize};

codes! {
    /// Why a body is a member.
    MemberKind {
        /// A text makes it one.
        Obligatory = "obligatory",
        /// It applied and was approved.
        Voluntary = "voluntary",
    }
    /// How a membership stands.
    MemberState {
        /// A member.
        Active = "active",
        /// For a time without the rights of a member.
        Suspended = "suspended",
        /// No member any more.
        Withdrawn = "withdrawn",
    }
}

/// The membership of a body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Membership {
    /// The body.
    pub body: BodyId,
    /// Why it is a member.
    pub kind: MemberKind,
    /// How the membership stands.
    pub state: MemberState,
    /// The cluster of members it works in; empty for none.
    pub cluster: String,
    /// Since when it is a member.
    pub since: Moment,
    /// Why it stands as it does: the decision, or the reason of a suspension.
    pub reason: String,
    /// Number of the edition of its profile that is in force; 0 before any.
    pub edition: i64,
    /// When it was changed last.
    pub changed_at: Moment,
    /// Counted up by each change.
    pub version: i64,
}

impl Membership {
    /// A new member.
    pub fn begun(body: BodyId, kind: MemberKind, cluster: String, reason: String, now: Moment) -> Self {
        let state = MemberState::Active;
        Self { body, kind, state, cluster, since: now, reason, edition: 0, changed_at: now, version: 1 }
    }

    /// Without its rights for a time.
    ///
    /// # Errors
    /// `member.not_active`.
    pub fn suspended(self, reason: String, now: Moment) -> Result<Self, Refusal> {
        if self.state != MemberState::Active {
            return Err(Refusal::new("member.not_active"));
        }
        Ok(Self { state: MemberState::Suspended, reason, changed_at: now, ..self })
    }

    /// A member with all rights again.
    ///
    /// # Errors
    /// `member.already_active`.
    pub fn resumed(self, reason: String, now: Moment) -> Result<Self, Refusal> {
        if self.state == MemberState::Active {
            return Err(Refusal::new("member.already_active"));
        }
        Ok(Self { state: MemberState::Active, reason, changed_at: now, ..self })
    }

    /// No member any more. Whoever must be a member cannot leave while the text binds it.
    ///
    /// # Errors
    /// `member.already_withdrawn`, `member.obligatory_stays`.
    pub fn withdrawn(self, reason: String, now: Moment) -> Result<Self, Refusal> {
        match (self.state, self.kind) {
            (MemberState::Withdrawn, _) => Err(Refusal::new("member.already_withdrawn")),
            (_, MemberKind::Obligatory) => Err(Refusal::new("member.obligatory_stays")),
            _ => Ok(Self { state: MemberState::Withdrawn, reason, changed_at: now, ..self }),
        }
    }
}

/// What a member declares of itself: the forms as filled in, once accepted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// The body.
    pub body: BodyId,
    /// Number of the edition, from 1.
    pub edition: i64,
    /// The profile.
    pub profile: FilledForm,
    /// Its annex with the staff: personal data.
    pub staff: Option<FilledForm>,
    /// Who declared it.
    pub by: Hand,
    /// Since when it is in force.
    pub at: Moment,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn member(kind: MemberKind) -> Membership {
        Membership::begun(BodyId(uuid::Uuid::nil()), kind, String::new(), String::new(), Moment::EPOCH)
    }

    #[test]
    fn a_suspended_member_may_be_resumed_and_not_suspended_twice() {
        let suspended = member(MemberKind::Voluntary).suspended("x".into(), Moment::EPOCH).unwrap();
        assert_eq!(
            suspended.clone().suspended("x".into(), Moment::EPOCH).map_err(|r| r.code),
            Err("member.not_active")
        );
        assert_eq!(suspended.resumed("y".into(), Moment::EPOCH).unwrap().state, MemberState::Active);
    }

    #[test]
    fn who_must_be_a_member_cannot_leave() {
        let leaves =
            |kind| member(kind).withdrawn("x".into(), Moment::EPOCH).map(|m| m.state).map_err(|r| r.code);
        assert_eq!(leaves(MemberKind::Obligatory), Err("member.obligatory_stays"));
        assert_eq!(leaves(MemberKind::Voluntary), Ok(MemberState::Withdrawn));
    }
}
