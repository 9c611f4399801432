//! Meetings of a team: called, held, with minutes owed until they are written.

use super::authority::Ground;
use crate::{AttachmentId, MeetingId, MemberId, Moment, Refusal, TeamId, codes};
use jiff::Span;
use law::MeetingRule;
use serde::{Deserialize, Serialize};

codes! {
    /// Why a meeting takes place.
    MeetingKind {
        /// The regular one of its period.
        Regular = "regular",
        /// By need, or by order of a superior.
        Extraordinary = "extraordinary",
    }
    /// How a meeting stands.
    MeetingState {
        /// Called, not held yet.
        Called = "called",
        /// Held; the minutes are owed.
        Held = "held",
        /// Its minutes are written.
        Minuted = "minuted",
        /// Called off.
        Cancelled = "cancelled",
    }
    /// Whether a member came.
    Presence {
        /// Came.
        Present = "present",
        /// Did not come, and said why.
        Excused = "excused",
        /// Did not come.
        Absent = "absent",
    }
}

/// Whether one member came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Who.
    pub member: MemberId,
    /// Name at the time.
    pub name: String,
    /// Whether they came.
    pub presence: Presence,
}

/// Minutes: words, files, or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// The words.
    pub text: String,
    /// Files with them.
    pub files: Vec<AttachmentId>,
    /// Who wrote them.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Identity.
    pub id: MeetingId,
    /// The team.
    pub team: TeamId,
    /// Why it takes place.
    pub kind: MeetingKind,
    /// How it stands.
    pub state: MeetingState,
    /// When it is to be.
    pub planned_at: Moment,
    /// Where.
    pub place: String,
    /// What about.
    pub agenda: String,
    /// Who called it.
    pub called_by: String,
    /// By what authority.
    pub ground: Option<Ground>,
    /// When it was held.
    pub held_at: Option<Moment>,
    /// Who came.
    pub attendance: Vec<Attendance>,
    /// Its minutes.
    pub minutes: Option<Minutes>,
    /// Counted up by each change.
    pub version: i64,
}

impl Meeting {
    /// It was held.
    ///
    /// # Errors
    /// `meeting.not_called`, `meeting.in_future`, `meeting.nobody_present`.
    pub fn held(self, at: Moment, attendance: Vec<Attendance>, now: Moment) -> Result<Self, Refusal> {
        if self.state != MeetingState::Called {
            return Err(Refusal::new("meeting.not_called"));
        }
        if at > now {
            return Err(Refusal::at("held_at", "meeting.in_future"));
        }
        if !attendance.iter().any(|one| one.presence == Presence::Present) {
            return Err(Refusal::at("attendance", "meeting.nobody_present"));
        }
        Ok(Self { state: MeetingState::Held, held_at: Some(at), attendance, ..self })
    }

    /// Its minutes are written; they may be written anew.
    ///
    /// # Errors
    /// `meeting.not_held`, `meeting.minutes_empty`.
    pub fn minuted(self, minutes: Minutes) -> Result<Self, Refusal> {
        if self.held_at.is_none() {
            return Err(Refusal::new("meeting.not_held"));
        }
        if minutes.text.is_empty() && minutes.files.is_empty() {
            return Err(Refusal::at("text", "meeting.minutes_empty"));
        }
        Ok(Self { state: MeetingState::Minuted, minutes: Some(minutes), ..self })
    }

    /// Called off.
    ///
    /// # Errors
    /// `meeting.not_called`.
    pub fn cancelled(self) -> Result<Self, Refusal> {
        if self.state == MeetingState::Called {
            Ok(Self { state: MeetingState::Cancelled, ..self })
        } else {
            Err(Refusal::new("meeting.not_called"))
        }
    }
}

/// By when the next regular meeting must be held: the months of the rule after the last one, or after the team began.
pub fn next_regular(rule: &MeetingRule, began: Moment, meetings: &[Meeting]) -> Moment {
    let held =
        meetings.iter().filter(|one| one.kind == MeetingKind::Regular).filter_map(|one| one.held_at).max();
    let last = held.unwrap_or(began);
    let months = Span::new().months(rule.every_months);
    last.timestamp().to_zoned(law::zone()).checked_add(months).map_or(last, |at| at.timestamp().into())
}
