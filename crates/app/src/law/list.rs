//! The rulesets in one line each.

use ::law::{Edition, Library, Text};
use jiff::civil::Date;
use serde::Serialize;

/// A ruleset in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RulesetLine {
    /// Id, as other questions take it.
    pub id: String,
    /// Number as printed.
    pub number: String,
    /// Full title.
    pub title: Text,
    /// Short name.
    pub short: Text,
    /// What kind of edition it is.
    pub edition: Edition,
    /// Word shared by the editions of one text.
    pub edition_of: Option<String>,
    /// Never binds: for reference only.
    pub never: bool,
    /// First day of force.
    pub from: Option<Date>,
    /// First day it no longer binds.
    pub until: Option<Date>,
    /// Ids of its clocks.
    pub clocks: Vec<String>,
    /// Ids of its forms.
    pub forms: Vec<String>,
    /// Number of steps of its process.
    pub steps: usize,
}

/// Every ruleset, by id.
pub fn list(library: &Library) -> Vec<RulesetLine> {
    library
        .rulesets()
        .map(|ruleset| RulesetLine {
            id: ruleset.id.to_string(),
            number: ruleset.number.clone(),
            title: ruleset.title.clone(),
            short: ruleset.short.clone(),
            edition: ruleset.edition,
            edition_of: ruleset.edition_of.clone(),
            never: ruleset.force.never,
            from: ruleset.force.from,
            until: ruleset.force.until,
            clocks: ruleset.clocks.iter().map(|clock| clock.id.to_string()).collect(),
            forms: ruleset.forms.iter().map(|form| form.id.to_string()).collect(),
            steps: ruleset
                .process
                .as_ref()
                .map_or(0, |process| process.phases.iter().map(|p| p.steps.len()).sum()),
        })
        .collect()
}
