//! Numbers to be reached in a period, such as four meetings a year.
//!
//! Neighbours: [`crate::Ruleset`] owns targets. A target may be made up of others (`sums`), never in a cycle.
//!
//! ```
//! # fn show(target: &law::Target) {
//! assert!(target.least <= target.most.unwrap_or(u32::MAX));
//! # }
//! ```

use serde::Serialize;

use crate::ids::RoleKey;
use crate::text::{Certainty, Text};

/// A number to be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Target {
    /// Name, unique in its ruleset.
    pub id: String,
    /// What is counted.
    pub title: Text,
    /// Of what, such as "meetings".
    pub unit: Text,
    /// In which span.
    pub per: Span,
    /// The number to be reached.
    pub least: u32,
    /// More than this is remarked, never a failure.
    pub most: Option<u32>,
    /// Roles it is set for.
    pub of: Vec<RoleKey>,
    /// True when each body of the role has it for itself.
    pub each: bool,
    /// Targets it is made up of.
    pub sums: Vec<String>,
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

/// The span in which a target is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    /// A year.
    Year,
    /// Half a year.
    HalfYear,
    /// A quarter.
    Quarter,
    /// A month.
    Month,
}

impl Span {
    /// All spans with the word used in TOML.
    pub const ALL: [(&'static str, Self); 4] = [
        ("year", Self::Year),
        ("half-year", Self::HalfYear),
        ("quarter", Self::Quarter),
        ("month", Self::Month),
    ];
}
