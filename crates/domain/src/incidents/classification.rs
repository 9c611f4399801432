//! What an incident is: RSIT classes, from which the rows of the printed lists derive; cause group; effects; harm and
//! spread.

use crate::FieldProblem;
use serde::{Deserialize, Serialize};

/// A class of the Reference Security Incident Taxonomy, with qualifiers the mapping asks for (`ransomware`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RsitClass {
    /// Machine value (`availability/ddos`).
    pub code: String,
    /// Qualifiers.
    #[serde(default)]
    pub qualifiers: Vec<String>,
}

/// What was harmed (circular draft art. 2.1: integrity, confidentiality, availability).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effects {
    /// Secrecy lost.
    #[serde(default)]
    pub confidentiality: bool,
    /// Wholeness lost.
    #[serde(default)]
    pub integrity: bool,
    /// Availability lost.
    #[serde(default)]
    pub availability: bool,
}

impl Effects {
    /// At least one effect.
    pub const fn any(self) -> bool {
        self.confidentiality || self.integrity || self.availability
    }
}

/// A grade of harm or spread: a code of the lists `harm-levels` and `spread-levels`, scales of policy (the law gives
/// none).
pub type Grade = String;

/// The grade before anybody judged.
pub const UNKNOWN: &str = "unknown";

/// The whole classification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classification {
    /// Primary classes; two or more distinct attack classes print in the "multiple" row.
    pub primary: Vec<RsitClass>,
    /// Further classes.
    pub secondary: Vec<RsitClass>,
    /// Cause group: a code of list `l4`.
    pub cause: Option<String>,
    /// Effects.
    pub effects: Effects,
    /// Harm.
    pub harm: Grade,
    /// Spread.
    pub spread: Grade,
    /// Still being verified: effects may be missing.
    pub under_verification: bool,
}

impl Default for Classification {
    fn default() -> Self {
        Self {
            primary: Vec::new(),
            secondary: Vec::new(),
            cause: None,
            effects: Effects::default(),
            harm: UNKNOWN.to_owned(),
            spread: UNKNOWN.to_owned(),
            under_verification: true,
        }
    }
}

impl Classification {
    /// Checks codes against the lists of the law library, and that an incident which is no longer under verification
    /// has an effect (obligations A-002).
    ///
    /// # Errors
    /// The fields to mend.
    pub fn check(&self, library: &law::Library) -> Result<(), Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let known = |list: &str, code: &str| library.list(list).is_none_or(|l| l.item(code).is_some());
        for (field, classes) in [("primary", &self.primary), ("secondary", &self.secondary)] {
            if classes.iter().any(|c| !known("rsit", &c.code)) {
                problems.push(FieldProblem::new(field, "unknown_option"));
            }
        }
        if self.cause.as_ref().is_some_and(|c| !known("l4", c)) {
            problems.push(FieldProblem::new("cause", "unknown_option"));
        }
        for (field, list, grade) in
            [("harm", "harm-levels", &self.harm), ("spread", "spread-levels", &self.spread)]
        {
            if grade != UNKNOWN && !known(list, grade) {
                problems.push(FieldProblem::new(field, "unknown_option"));
            }
        }
        if !self.under_verification && !self.effects.any() {
            problems.push(FieldProblem::new("effects", "too_few"));
        }
        if !self.under_verification && self.primary.is_empty() {
            problems.push(FieldProblem::new("primary", "required"));
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// The row of a printed list (`l8`, `l10`) this incident is counted in.
    pub fn row(&self, mapping: &law::Mapping, list: &str) -> law::Derived {
        let choices: Vec<law::RsitChoice> = self
            .primary
            .iter()
            .map(|c| law::RsitChoice { code: c.code.clone(), qualifiers: c.qualifiers.clone() })
            .collect();
        mapping.derive(&choices, list)
    }
}
