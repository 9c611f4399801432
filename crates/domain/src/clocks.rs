//! Running legal clocks: one row for each duty of each ruleset, one proof for each addressee. Clocks of different texts
//! are never merged; a corrected start keeps the old clock as superseded.

use crate::{BodyId, ClockRunId, IncidentId, Moment, ReportId, codes};
use law::{Reason, Text};
use serde::{Deserialize, Serialize};

codes! {
    /// How a clock stands. Overdue is not a state: it follows from the due moment.
    ClockState {
        /// Waiting for proof to every addressee.
        Running = "running",
        /// Proven to every addressee.
        Met = "met",
        /// Replaced by a clock with another start.
        Superseded = "superseded",
        /// No longer owed, with a reason.
        Cancelled = "cancelled",
    }
    /// What kind of moment the due date is.
    DueKind {
        /// A limit of the law.
        Law = "law",
        /// A target of ours, because the law gives no number.
        Policy = "policy",
        /// No number at all.
        Open = "open",
    }
}

/// Proof towards one addressee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addressee {
    /// Role in the text (`system-owner`).
    pub role: String,
    /// The body that plays the role here; `None` while nobody is known to.
    pub body: Option<BodyId>,
    /// When the duty was met towards it.
    pub met_at: Option<Moment>,
    /// The report that met it.
    pub report: Option<ReportId>,
}

/// A running clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClockRun {
    /// Identity.
    pub id: ClockRunId,
    /// The incident it runs for.
    pub incident: IncidentId,
    /// Ruleset it comes from.
    pub ruleset: String,
    /// Clock within the ruleset.
    pub clock: String,
    /// Title, both languages.
    pub title: Text,
    /// Citation as printed.
    pub cite: String,
    /// Who owes, as a role.
    pub owes: String,
    /// The body that owes, when known.
    pub owing_body: Option<BodyId>,
    /// What meets it (`report.closing.delivered`).
    pub met_by: String,
    /// The moment it started from.
    pub started_at: Moment,
    /// Last moment, if there is one.
    pub due_at: Option<Moment>,
    /// The last moment in words, both languages.
    pub due_text: Option<Text>,
    /// Law, policy or open.
    pub due_kind: DueKind,
    /// The chain of reasons that led to the due moment.
    pub reasoning: Vec<Reason>,
    /// How it stands.
    pub state: ClockState,
    /// When it was met or replaced.
    pub settled_at: Option<Moment>,
    /// Proof towards each addressee.
    pub addressees: Vec<Addressee>,
    /// The clock it replaced.
    pub replaces: Option<ClockRunId>,
    /// Counted up by each change.
    pub version: i64,
}

impl ClockRun {
    /// Whether the last moment has passed without proof.
    pub fn overdue(&self, now: Moment) -> bool {
        self.state == ClockState::Running
            && self.due_kind != DueKind::Open
            && self.due_at.is_some_and(|due| due <= now)
    }

    /// Records proof towards a body; returns whether anything changed. The clock is met once every addressee that
    /// somebody plays is; a text may name addressees "if any".
    pub fn prove(&mut self, body: BodyId, at: Moment, report: Option<ReportId>) -> bool {
        if self.state != ClockState::Running {
            return false;
        }
        let mut changed = false;
        for addressee in self.addressees.iter_mut().filter(|a| a.body == Some(body) && a.met_at.is_none()) {
            addressee.met_at = Some(at);
            addressee.report = report;
            changed = true;
        }
        if changed {
            self.close_when_met();
        }
        changed
    }

    /// Marks a running clock as met when somebody was reached and nobody is left to be.
    pub fn close_when_met(&mut self) {
        let last = self.addressees.iter().filter_map(|a| a.met_at).max();
        let reached = self.addressees.iter().all(|a| a.met_at.is_some() || a.body.is_none());
        if self.state == ClockState::Running && reached && last.is_some() {
            self.state = ClockState::Met;
            self.settled_at = last;
        }
    }
}
