//! Tasks, plan items and projects that a text hands out, in printed order.
//!
//! Neighbours: [`crate::Ruleset`] owns tasks; [`crate::Target`] is a number to be reached in a period.
//!
//! ```
//! # fn show(ruleset: &law::Ruleset) {
//! for task in ruleset.tasks.iter().filter(|task| task.runs_in(2018)) {
//!     println!("{} {}", task.number, task.title.vi);
//! }
//! # }
//! ```

use serde::Serialize;

use crate::ids::RoleKey;
use crate::text::{Certainty, Text};

/// A titled group of tasks, such as one table of an appendix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaskGroup {
    /// Name, unique in its ruleset.
    pub id: String,
    /// Title as printed.
    pub title: Text,
    /// Where it stands.
    pub cite: String,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
}

/// One task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Task {
    /// Name, unique in its ruleset.
    pub id: String,
    /// Id of its group.
    pub group: String,
    /// Number as printed.
    pub number: String,
    /// What is to be done.
    pub title: Text,
    /// At length.
    pub text: Option<Text>,
    /// Roles that lead.
    pub lead: Vec<RoleKey>,
    /// Roles that support.
    pub support: Vec<RoleKey>,
    /// Who leads, as printed, when roles alone do not say it.
    pub lead_text: Option<Text>,
    /// Who supports, as printed.
    pub support_text: Option<Text>,
    /// When, as printed.
    pub time: Option<Text>,
    /// First year.
    pub from_year: Option<i16>,
    /// Last year.
    pub until_year: Option<i16>,
    /// What pays for it, as printed.
    pub money: Option<Text>,
    /// Where it stands.
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

impl Task {
    /// True when the printed years hold `year`; a task without years runs in each.
    pub fn runs_in(&self, year: i16) -> bool {
        self.from_year.is_none_or(|from| year >= from) && self.until_year.is_none_or(|until| year <= until)
    }
}
