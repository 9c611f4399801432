//! Steps of the legal process in one incident: started, finished, skipped with a reason, reopened; loops give rounds.

use crate::{BodyId, Moment, Refusal, StepRunId, codes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

codes! {
    /// How a step stands.
    StepState {
        /// Not begun.
        Waiting = "waiting",
        /// Under way.
        Running = "running",
        /// Done.
        Finished = "finished",
        /// Left out, with a reason.
        Skipped = "skipped",
    }
}

/// One step of one incident. A loop back adds a round to the same step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRun {
    /// Identity.
    pub id: StepRunId,
    /// Step of the ruleset's process.
    pub step: String,
    /// 1 at first, one more each time it is reopened.
    pub round: i64,
    /// How it stands.
    pub state: StepState,
    /// Who leads.
    pub lead: Option<BodyId>,
    /// Who supports.
    pub support: Vec<BodyId>,
    /// When started.
    pub started_at: Option<Moment>,
    /// When finished or skipped.
    pub settled_at: Option<Moment>,
    /// Who settled it.
    pub by: String,
    /// Result, or reason of skipping or reopening.
    pub note: String,
    /// Evidence given, by the key the step requires.
    pub evidence: Vec<(String, String)>,
    /// Counted up by each change.
    pub version: i64,
}

impl StepRun {
    /// Finished or skipped.
    pub const fn settled(&self) -> bool {
        matches!(self.state, StepState::Finished | StepState::Skipped)
    }

    /// Starts it; all steps before it must be settled.
    ///
    /// # Errors
    /// `step.finished_already`, `step.not_ready`.
    pub fn start(
        mut self,
        definition: &law::Step,
        settled: &BTreeSet<String>,
        at: Moment,
        by: &str,
    ) -> Result<Self, Refusal> {
        match self.state {
            StepState::Waiting => {}
            StepState::Running => return Ok(self),
            StepState::Finished | StepState::Skipped => return Err(Refusal::new("step.finished_already")),
        }
        if definition.after.iter().any(|s| !settled.contains(s.as_ref())) {
            return Err(Refusal::new("step.not_ready"));
        }
        self.state = StepState::Running;
        self.started_at = Some(at);
        by.clone_into(&mut self.by);
        Ok(self)
    }

    /// Finishes it with its result and the evidence the step requires.
    ///
    /// # Errors
    /// `step.not_running`, `step.evidence_missing`.
    pub fn finish(
        mut self,
        definition: &law::Step,
        note: &str,
        evidence: Vec<(String, String)>,
        at: Moment,
        by: &str,
    ) -> Result<Self, Refusal> {
        if self.state != StepState::Running {
            return Err(Refusal::new("step.not_running"));
        }
        let given = |key: &str| evidence.iter().any(|(k, v)| k == key && !v.trim().is_empty());
        if let Some(key) = definition.requires.iter().find(|key| !given(key)) {
            return Err(Refusal::at(format!("evidence.{key}"), "step.evidence_missing"));
        }
        self.state = StepState::Finished;
        self.settled_at = Some(at);
        by.clone_into(&mut self.by);
        self.note = crate::text::bounded(note);
        let told =
            |(key, value): (String, String)| (crate::text::one_line(&key), crate::text::bounded(&value));
        self.evidence = evidence.into_iter().map(told).collect();
        Ok(self)
    }

    /// Leaves it out (circular draft art. 13: adapted to real conditions) with a reason.
    ///
    /// # Errors
    /// `step.finished_already`, `step.reason_missing`.
    pub fn skip(mut self, reason: &str, at: Moment, by: &str) -> Result<Self, Refusal> {
        if self.settled() {
            return Err(Refusal::new("step.finished_already"));
        }
        if reason.trim().is_empty() {
            return Err(Refusal::at("reason", "step.reason_missing"));
        }
        self.state = StepState::Skipped;
        self.settled_at = Some(at);
        by.clone_into(&mut self.by);
        self.note = crate::text::bounded(reason);
        Ok(self)
    }

    /// Opens it again in a new round, with a reason. The old round is kept by the caller.
    ///
    /// # Errors
    /// `step.not_running` when it is not settled, `step.reason_missing`.
    pub fn reopen(mut self, reason: &str, id: StepRunId, at: Moment, by: &str) -> Result<Self, Refusal> {
        if !self.settled() {
            return Err(Refusal::new("step.not_running"));
        }
        if reason.trim().is_empty() {
            return Err(Refusal::at("reason", "step.reason_missing"));
        }
        self.id = id;
        self.round += 1;
        self.state = StepState::Running;
        self.started_at = Some(at);
        self.settled_at = None;
        by.clone_into(&mut self.by);
        self.note = crate::text::bounded(reason);
        self.evidence = Vec::new();
        self.version = 1;
        Ok(self)
    }
}

/// The steps settled in their latest round.
pub fn settled(runs: &[StepRun]) -> BTreeSet<String> {
    latest(runs).into_iter().filter(|r| r.settled()).map(|r| r.step.clone()).collect()
}

/// The latest round of each step, in the order given.
pub fn latest(runs: &[StepRun]) -> Vec<&StepRun> {
    let mut newest: Vec<&StepRun> = Vec::new();
    for run in runs {
        match newest.iter_mut().find(|r| r.step == run.step) {
            Some(known) if known.round < run.round => *known = run,
            Some(_) => {}
            None => newest.push(run),
        }
    }
    newest
}
