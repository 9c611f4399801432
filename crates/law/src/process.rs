//! The process of a text: phases and steps, who leads, what comes before what.
//!
//! The steps form a graph over `after`, which the loader proves free of cycles; ways back are named apart in
//! `loops_to`. Neighbours: [`crate::Ruleset`] owns at most one process.
//!
//! ```
//! # fn next(process: &law::Process) {
//! let done = std::collections::BTreeSet::new();
//! for step in process.ready(&done) {
//!     println!("{} {}", step.number, step.title.vi);
//! }
//! # }
//! ```

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::ids::{ListId, RoleKey, StepId};
use crate::text::{Certainty, Text};

/// The process that a text prescribes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Process {
    /// Title as printed.
    pub title: Text,
    /// Article.
    pub cite: String,
    /// How sure we are.
    pub certainty: Certainty,
    /// Where we read it.
    pub source: String,
    /// Remarks.
    pub notes: Vec<Text>,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
    /// Phases in printed order; in TOML `[[phase]]`.
    pub phases: Vec<Phase>,
}

/// A phase: a titled group of steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Phase {
    /// Number or name, as printed.
    pub id: String,
    /// Title as printed.
    pub title: Text,
    /// Article.
    pub cite: String,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
    /// Steps in printed order; in TOML `[[phase.step]]`.
    pub steps: Vec<Step>,
}

/// One step of a process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Name, unique in its ruleset.
    pub id: StepId,
    /// Number as printed, such as `1.a`.
    pub number: String,
    /// Title as printed.
    pub title: Text,
    /// What is to be done, at length.
    pub text: Option<Text>,
    /// Roles that lead.
    pub lead: Vec<RoleKey>,
    /// Roles that support.
    pub support: Vec<RoleKey>,
    /// Steps that must be done before this one may start.
    pub after: Vec<StepId>,
    /// Steps to which this one may send the work back.
    pub loops_to: Vec<StepId>,
    /// True when the text says "if needed".
    pub optional: bool,
    /// Evidence the step needs before it can be finished, such as `recovery-test`.
    pub requires: Vec<String>,
    /// Kind of report the step produces.
    pub report: Option<String>,
    /// What the end of this step allows, such as `response`.
    pub ends: Option<String>,
    /// True for severe incidents only, false for ordinary ones only; in TOML `only = { severity = "severe" }`.
    pub only_severe: Option<bool>,
    /// Steps that share this word are alternatives: one of them is done.
    pub branch: Option<String>,
    /// When this alternative is the right one, as printed.
    pub branch_when: Option<Text>,
    /// Lists of the ruleset that are ticked off in this step.
    pub checklists: Vec<ListId>,
    /// Other places of the text that name another lead.
    pub disagrees: Vec<OtherLead>,
    /// Article.
    pub cite: String,
    /// How sure we are.
    pub certainty: Certainty,
    /// Where we read it.
    pub source: String,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
    /// Remarks.
    pub notes: Vec<Text>,
}

impl Step {
    /// True when the step exists for an incident of that severity.
    pub fn applies(&self, severe: bool) -> bool {
        self.only_severe.is_none_or(|only| only == severe)
    }
}

/// Another place of the text that names another lead for a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherLead {
    /// Roles that lead by that place.
    pub lead: Vec<RoleKey>,
    /// The place, such as "column of lead units".
    pub place: Text,
}

impl Process {
    /// All steps in printed order.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.phases.iter().flat_map(|phase| phase.steps.iter())
    }

    /// The step of that id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps().find(|step| step.id == id)
    }

    /// The phase that holds the step of that id.
    pub fn phase_of(&self, id: &str) -> Option<&Phase> {
        self.phases.iter().find(|phase| phase.steps.iter().any(|step| step.id == id))
    }

    /// The steps that may start now, in printed order: not in `done`, and everything in `after` is in `done`. Of
    /// alternatives one that is done stands for all.
    ///
    /// A skipped step counts as done: the caller puts it into the set together with its reason elsewhere.
    pub fn ready(&self, done: &BTreeSet<StepId>) -> Vec<&Step> {
        self.steps()
            .filter(|step| {
                !self.settled(&step.id, done) && step.after.iter().all(|id| self.settled(id, done))
            })
            .collect()
    }

    /// True when the step is done, or one of its alternatives is.
    pub fn settled(&self, id: &StepId, done: &BTreeSet<StepId>) -> bool {
        done.contains(id)
            || self.step(id.as_str()).is_some_and(|step| {
                step.branch.is_some()
                    && self.steps().any(|other| other.branch == step.branch && done.contains(&other.id))
            })
    }

    /// The steps that nobody waits for: those of `done`, their alternatives, and those that do not exist for an incident of
    /// that severity.
    pub fn passed(&self, done: &BTreeSet<String>, severe: bool) -> BTreeSet<String> {
        let chosen = |step: &Step| {
            let kin = self.steps().filter(|other| step.branch.is_some() && other.branch == step.branch);
            kin.into_iter().any(|other| done.contains(other.id.as_str()))
        };
        let passed = self.steps().filter(|step| !step.applies(severe) || chosen(step));
        done.iter().cloned().chain(passed.map(|step| step.id.to_string())).collect()
    }

    /// True when the text allows going back from step `from` to step `to`.
    pub fn may_return(&self, from: &str, to: &str) -> bool {
        self.step(from).is_some_and(|step| step.loops_to.iter().any(|id| id == to))
    }

    /// The steps that end what `mark` names, such as `response`.
    pub fn ending<'a>(&'a self, mark: &'a str) -> impl Iterator<Item = &'a Step> {
        self.steps().filter(move |step| step.ends.as_deref() == Some(mark))
    }

    /// A cycle over `after`, first step repeated at the end, or nothing when the graph is sound.
    pub fn cycle(&self) -> Option<Vec<StepId>> {
        let edges: BTreeMap<&StepId, &[StepId]> =
            self.steps().map(|step| (&step.id, step.after.as_slice())).collect();
        let mut finished = BTreeSet::new();
        for start in edges.keys().copied() {
            // Depth-first with an explicit stack: (step, how many of its edges are already walked).
            let mut path: Vec<(&StepId, usize)> = vec![(start, 0)];
            while let Some((step, walked)) = path.pop() {
                let next = edges.get(step).and_then(|after| after.get(walked));
                let Some(next) = next else {
                    finished.insert(step);
                    continue;
                };
                path.push((step, walked + 1));
                if finished.contains(next) {
                    continue;
                }
                if let Some(at) = path.iter().position(|(seen, _)| *seen == next) {
                    let mut cycle: Vec<StepId> =
                        path.iter().skip(at).map(|(seen, _)| (*seen).clone()).collect();
                    cycle.push(next.clone());
                    return Some(cycle);
                }
                path.push((next, 0));
            }
        }
        None
    }
}
