//! The way of a notice: taken, asked back, confirmed, merged or rejected. Each transition gives the new notice.

use super::{Notice, NoticeState, Verdict};
use crate::{BodyId, IncidentId, NoticeId, PersonId, Refusal};

type Moved = Result<Notice, Refusal>;

impl Notice {
    /// Whether a decision is still open.
    ///
    /// # Errors
    /// `notice.already_decided`.
    pub fn undecided(&self) -> Result<(), Refusal> {
        match self.state {
            NoticeState::Received | NoticeState::Taken | NoticeState::Asked => Ok(()),
            NoticeState::Confirmed | NoticeState::Rejected | NoticeState::Merged => {
                Err(Refusal::new("notice.already_decided"))
            }
        }
    }

    /// An officer takes it for a body. Taking over from a colleague is allowed and audited.
    ///
    /// # Errors
    /// `notice.already_decided`.
    pub fn take(mut self, officer: PersonId, body: BodyId) -> Moved {
        self.undecided()?;
        self.taken_by = Some(officer);
        self.handled_by = Some(body);
        if self.state == NoticeState::Received {
            self.state = NoticeState::Taken;
        }
        Ok(self)
    }

    /// The sender was asked something.
    ///
    /// # Errors
    /// `notice.already_decided`, `notice.not_taken`.
    pub fn ask(mut self) -> Moved {
        self.held()?;
        self.state = NoticeState::Asked;
        Ok(self)
    }

    /// The sender answered.
    #[must_use]
    pub fn answered(mut self) -> Self {
        if self.state == NoticeState::Asked {
            self.state = NoticeState::Taken;
        }
        self
    }

    /// A check of the sender gave a verdict.
    #[must_use]
    pub fn judged(mut self, verdict: Verdict) -> Self {
        self.verdict = verdict;
        self
    }

    /// Rejects with a reason that the sender will read.
    ///
    /// # Errors
    /// `notice.already_decided`, `notice.not_taken`, `notice.reason_missing`.
    pub fn reject(mut self, reason: &str) -> Moved {
        self.held()?;
        if reason.trim().is_empty() {
            return Err(Refusal::at("reason", "notice.reason_missing"));
        }
        reason.trim().clone_into(&mut self.reason);
        self.state = NoticeState::Rejected;
        Ok(self)
    }

    /// The same thing as `other`; the old number goes on working.
    ///
    /// # Errors
    /// `notice.already_decided`, `notice.not_taken`, `notice.merge_with_itself`, `notice.merge_target_merged`.
    pub fn merge(mut self, other: &Self) -> Moved {
        self.held()?;
        if other.id == self.id {
            return Err(Refusal::new("notice.merge_with_itself"));
        }
        if matches!(other.state, NoticeState::Merged | NoticeState::Rejected) {
            return Err(Refusal::new("notice.merge_target_merged"));
        }
        self.state = NoticeState::Merged;
        self.merged_into = Some(other.id);
        self.incident = other.incident;
        Ok(self)
    }

    /// It tells of an incident.
    ///
    /// # Errors
    /// `notice.already_decided`, `notice.not_taken`.
    pub fn confirm(mut self, incident: IncidentId) -> Moved {
        self.held()?;
        self.state = NoticeState::Confirmed;
        self.incident = Some(incident);
        Ok(self)
    }

    /// Id of the notice that speaks for this one.
    pub fn speaking(&self) -> NoticeId {
        self.merged_into.unwrap_or(self.id)
    }

    fn held(&self) -> Result<(), Refusal> {
        self.undecided()?;
        if self.state == NoticeState::Received { Err(Refusal::new("notice.not_taken")) } else { Ok(()) }
    }
}
