//! A change of contact points and the duties that follow from it: told to the coordinator, published on the body's own
//! site. Each duty of each text is a limit of its own; each proof says when, how and by whom.

use crate::clocks::DueKind;
use crate::law_changes::Hand;
use crate::{BodyId, ContactChangeId, ContactPointId, Moment, Refusal, codes};
use law::{Reason, Text};
use serde::{Deserialize, Serialize};

codes! {
    /// How one proof of one duty stands.
    Standing {
        /// Proven in time.
        InTime = "in-time",
        /// Proven after the last moment.
        Late = "late",
        /// Not proven yet, and there is time.
        Running = "running",
        /// Not proven, and the last moment has passed.
        Overdue = "overdue",
    }
}

impl Standing {
    /// The worst of several.
    pub fn worst(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        all.into_iter().max_by_key(|standing| match standing {
            Self::InTime => 0,
            Self::Running => 1,
            Self::Late => 2,
            Self::Overdue => 3,
        })
    }
}

/// That something was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// When it was done.
    pub at: Moment,
    /// How, or where: a document, a telephone call, an address on the Web.
    pub how: String,
    /// Who entered the proof.
    pub by: Hand,
    /// When the proof was entered.
    pub entered_at: Moment,
}

/// A duty of one text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactDuty {
    /// Ruleset it comes from.
    pub ruleset: String,
    /// Clock within the ruleset.
    pub clock: String,
    /// Title, both languages.
    pub title: Text,
    /// Citation as printed.
    pub cite: String,
    /// Last moment, if there is one.
    pub due_at: Option<Moment>,
    /// The last moment in words, both languages.
    pub due_text: Option<Text>,
    /// Law, policy or open.
    pub due_kind: DueKind,
    /// The chain of reasons that led to the last moment.
    pub reasoning: Vec<Reason>,
}

impl ContactDuty {
    /// How a proof of it stands.
    pub fn standing(&self, proof: Option<&Proof>, now: Moment) -> Standing {
        let passed =
            |moment: Moment| self.due_kind != DueKind::Open && self.due_at.is_some_and(|due| moment >= due);
        match proof {
            Some(proof) if passed(proof.at) => Standing::Late,
            Some(_) => Standing::InTime,
            None if passed(now) => Standing::Overdue,
            None => Standing::Running,
        }
    }
}

/// A change of the contact points of a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactChange {
    /// Identity.
    pub id: ContactChangeId,
    /// The member.
    pub body: BodyId,
    /// The contact point.
    pub contact: ContactPointId,
    /// Name of the contact point, for lists.
    pub name: String,
    /// Names of the fields that changed.
    pub fields: Vec<String>,
    /// When the contact changed in fact; the duties run from here.
    pub changed_at: Moment,
    /// When it was entered.
    pub entered_at: Moment,
    /// Who entered it.
    pub entered_by: Hand,
    /// The coordinator was told.
    pub notified: Option<Proof>,
    /// The body's own site shows it.
    pub published: Option<Proof>,
    /// What the texts ask.
    pub duties: Vec<ContactDuty>,
    /// Counted up by each change.
    pub version: i64,
}

impl ContactChange {
    /// Both proofs are there.
    pub const fn settled(&self) -> bool {
        self.notified.is_some() && self.published.is_some()
    }

    /// The earliest last moment.
    pub fn due_at(&self) -> Option<Moment> {
        self.duties.iter().filter(|duty| duty.due_kind != DueKind::Open).filter_map(|duty| duty.due_at).min()
    }

    /// How the change stands over all duties and both proofs: the worst of them.
    pub fn standing(&self, now: Moment) -> Standing {
        let proofs = [self.notified.as_ref(), self.published.as_ref()];
        let all = self.duties.iter().flat_map(|duty| proofs.map(|proof| duty.standing(proof, now)));
        let open = if self.settled() { Standing::InTime } else { Standing::Running };
        Standing::worst(all).unwrap_or(open)
    }

    /// With the proof that the coordinator was told.
    ///
    /// # Errors
    /// `contact_change.already_proven`, `contact_change.proof_before_change`, `contact_change.proof_in_future`.
    pub fn told(self, proof: Proof) -> Result<Self, Refusal> {
        self.fits(self.notified.as_ref(), &proof)?;
        Ok(Self { notified: Some(proof), ..self })
    }

    /// With the proof that the body's own site shows it.
    ///
    /// # Errors
    /// As [`ContactChange::told`].
    pub fn shown(self, proof: Proof) -> Result<Self, Refusal> {
        self.fits(self.published.as_ref(), &proof)?;
        Ok(Self { published: Some(proof), ..self })
    }

    fn fits(&self, already: Option<&Proof>, proof: &Proof) -> Result<(), Refusal> {
        if already.is_some() {
            return Err(Refusal::new("contact_change.already_proven"));
        }
        if proof.at < self.changed_at {
            return Err(Refusal::at("at", "contact_change.proof_before_change"));
        }
        if proof.at > proof.entered_at {
            return Err(Refusal::at("at", "contact_change.proof_in_future"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use std::time::Duration;

    fn hours(n: u64) -> Moment {
        Moment::EPOCH.plus(Duration::from_secs(n * 3600))
    }

    fn hand() -> Hand {
        Hand { person: None, name: "x".into() }
    }

    fn proof(at: Moment, entered_at: Moment) -> Proof {
        Proof { at, how: "x".into(), by: hand(), entered_at }
    }

    fn change(limit: u64) -> ContactChange {
        ContactChange {
            id: ContactChangeId(uuid::Uuid::nil()),
            body: BodyId(uuid::Uuid::nil()),
            contact: ContactPointId(uuid::Uuid::nil()),
            name: "Trực ban".into(),
            fields: vec!["phone".into()],
            changed_at: hours(0),
            entered_at: hours(1),
            entered_by: hand(),
            notified: None,
            published: None,
            duties: vec![ContactDuty {
                ruleset: "r".into(),
                clock: "c".into(),
                title: Text::default(),
                cite: String::new(),
                due_at: Some(hours(limit)),
                due_text: None,
                due_kind: DueKind::Law,
                reasoning: Vec::new(),
            }],
            version: 1,
        }
    }

    #[test]
    fn both_proofs_count_and_the_worst_of_them_tells() {
        let change = change(10);
        assert_eq!(change.standing(hours(9)), Standing::Running);
        assert_eq!(change.standing(hours(10)), Standing::Overdue);
        let told = change.told(proof(hours(2), hours(2))).unwrap();
        assert_eq!(told.standing(hours(10)), Standing::Overdue);
        let late = told.clone().shown(proof(hours(11), hours(12))).unwrap();
        assert_eq!((late.standing(hours(12)), late.settled()), (Standing::Late, true));
        let both = told.shown(proof(hours(9), hours(12))).unwrap();
        assert_eq!(both.standing(hours(12)), Standing::InTime);
    }

    #[test]
    fn a_proof_is_given_once_and_lies_between_the_change_and_now() {
        let told = change(10).told(proof(hours(2), hours(2))).unwrap();
        let code = |result: Result<ContactChange, Refusal>| result.map_err(|r| r.code).unwrap_err();
        assert_eq!(code(told.clone().told(proof(hours(3), hours(3)))), "contact_change.already_proven");
        assert_eq!(code(told.clone().shown(proof(hours(5), hours(3)))), "contact_change.proof_in_future");
        let before = ContactChange { changed_at: hours(4), ..told };
        assert_eq!(code(before.shown(proof(hours(3), hours(5)))), "contact_change.proof_before_change");
    }
}
