//! The wording of a text, point by point: each duty, right or rule that can be cited by itself.
//!
//! A provision is what a reader asks for: who owes what to whom, in the words of the text. What counts, fills or walks
//! through it (a clock, a form, a step) is named beside it. Neighbours: [`crate::Ruleset`] owns provisions,
//! [`crate::traces`] leads from a provision to the rows of the obligations table.
//!
//! ```
//! # fn show(ruleset: &law::Ruleset) {
//! for duty in ruleset.provisions.iter().filter(|provision| provision.kind == law::ProvisionKind::Duty) {
//!     println!("{}: {}", duty.cite, duty.title.vi);
//! }
//! # }
//! ```

use serde::Serialize;

use crate::ids::RoleKey;
use crate::text::{Certainty, Text};

/// One citable point of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provision {
    /// Name, unique in its ruleset, such as `d11-k1-a`.
    pub id: String,
    /// What it does.
    pub kind: ProvisionKind,
    /// Citation as printed.
    pub cite: String,
    /// One line.
    pub title: Text,
    /// The wording as printed, and its translation.
    pub text: Text,
    /// Roles that owe it; none for a definition.
    pub owes: Vec<RoleKey>,
    /// Roles it is owed to, or that support.
    pub to: Vec<RoleKey>,
    /// What sets it off, when the text says so.
    pub trigger: Option<Text>,
    /// How often or by when, in the words of the text.
    pub frequency: Option<Text>,
    /// What of this ruleset belongs to it.
    pub parts: Parts,
    /// What breach leads to: `<shared list>/<code>`.
    pub consequence: Option<String>,
    /// How sure we are.
    pub certainty: Certainty,
    /// Where we read it.
    pub source: String,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
    /// Remarks.
    pub notes: Vec<Text>,
}

/// What a provision does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ProvisionKind {
    /// Somebody must do something.
    Duty,
    /// Somebody may have something.
    Right,
    /// A body may decide or order something.
    Power,
    /// How something is done.
    Rule,
    /// What a word means, what a body is.
    Definition,
    /// From when, until when.
    Term,
}

impl ProvisionKind {
    /// All kinds with the word used in TOML.
    pub const ALL: [(&'static str, Self); 6] = [
        ("duty", Self::Duty),
        ("right", Self::Right),
        ("power", Self::Power),
        ("rule", Self::Rule),
        ("definition", Self::Definition),
        ("term", Self::Term),
    ];

    /// The word used in TOML.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }
}

/// Parts of the same ruleset that count, fill or walk through a provision, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Parts {
    /// Time limits.
    pub clocks: Vec<String>,
    /// Forms.
    pub forms: Vec<String>,
    /// Process steps.
    pub steps: Vec<String>,
    /// Printed lists.
    pub lists: Vec<String>,
    /// Tasks.
    pub tasks: Vec<String>,
    /// Targets.
    pub targets: Vec<String>,
    /// Reporting periods.
    pub periods: Vec<String>,
}

impl Parts {
    /// Each kind of part with its word in TOML and its ids.
    pub fn all(&self) -> [(&'static str, &[String]); 7] {
        [
            ("clocks", &self.clocks),
            ("forms", &self.forms),
            ("steps", &self.steps),
            ("lists", &self.lists),
            ("tasks", &self.tasks),
            ("targets", &self.targets),
            ("periods", &self.periods),
        ]
    }
}
