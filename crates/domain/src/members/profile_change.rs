//! A member's own edit of its profile that waits for an officer. One waits at a time; what nobody judged runs out.

use super::{Difference, differences};
use crate::law_changes::Hand;
use crate::notices::submission::FilledForm;
use crate::{BodyId, Moment, ProfileChangeId, Refusal, codes};
use serde::{Deserialize, Serialize};

codes! {
    /// How an edit stands.
    ChangeState {
        /// Waits for an officer.
        Pending = "pending",
        /// In force.
        Applied = "applied",
        /// Refused with a reason.
        Refused = "refused",
        /// Taken back by the member, or replaced by its next edit.
        TakenBack = "taken-back",
        /// Nobody judged it in time.
        Expired = "expired",
    }
}

/// An edit of a profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProfileChange {
    /// Identity.
    pub id: ProfileChangeId,
    /// The member.
    pub body: BodyId,
    /// How it stands.
    pub state: ChangeState,
    /// The edition it starts from; 0 when there was none.
    pub base: i64,
    /// The profile as it would be.
    pub profile: FilledForm,
    /// Its annex as it would be.
    pub staff: Option<FilledForm>,
    /// Who wrote it.
    pub by: Hand,
    /// When it was written.
    pub at: Moment,
    /// When contact points changed in fact.
    pub changed_at: Moment,
    /// When it runs out (policy of the deployment).
    pub expires_at: Moment,
    /// Who judged it.
    pub judged_by: Option<Hand>,
    /// When it was judged.
    pub judged_at: Option<Moment>,
    /// Reason of the judgement.
    pub reason: String,
    /// Counted up by each change.
    pub version: i64,
}

impl ProfileChange {
    /// Whether it waits for an officer.
    pub fn waits(&self, now: Moment) -> bool {
        self.state == ChangeState::Pending && now < self.expires_at
    }

    /// How it stands at a moment: what nobody judged has run out.
    pub fn standing(&self, now: Moment) -> ChangeState {
        if self.state == ChangeState::Pending && !self.waits(now) { ChangeState::Expired } else { self.state }
    }

    /// Judged: in force, refused, taken back or run out.
    ///
    /// # Errors
    /// `profile_change.not_waiting`; `profile_change.overtaken` when it would come into force over another edition than it
    /// starts from; `profile_change.reason_missing`.
    pub fn judged(
        self,
        state: ChangeState,
        edition: i64,
        hand: Hand,
        reason: String,
        now: Moment,
    ) -> Result<Self, Refusal> {
        if !self.waits(now) {
            return Err(Refusal::new("profile_change.not_waiting"));
        }
        if state == ChangeState::Applied && self.base != edition {
            return Err(Refusal::new("profile_change.overtaken"));
        }
        if state == ChangeState::Refused && reason.trim().is_empty() {
            return Err(Refusal::at("reason", "profile_change.reason_missing"));
        }
        Ok(Self { state, judged_by: Some(hand), judged_at: Some(now), reason, ..self })
    }

    /// Whether an officer must look at the edit: it touches a field that the deployment keeps for review. A trailing `*`
    /// stands for any ending.
    pub fn needs_review(before: Option<&FilledForm>, after: &FilledForm, reviewed: &[String]) -> bool {
        let Some(before) = before else { return true };
        let kept = |field: &str| {
            reviewed.iter().any(|rule| match rule.strip_suffix('*') {
                Some(start) => field.starts_with(start),
                None => field == rule,
            })
        };
        let touched = differences(&before.values, &after.values);
        (&before.ruleset, &before.form) != (&after.ruleset, &after.form)
            || touched.iter().any(|one: &Difference| kept(&one.field))
    }
}
