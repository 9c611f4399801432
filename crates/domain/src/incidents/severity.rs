//! Severe or not (decision 05/2017 art. 9): the software proposes from the criteria and shows why; a named person of
//! the deciding body decides with a document; both records are kept.

use crate::{BodyId, Moment, Refusal, SeverityId, codes};
use serde::{Deserialize, Serialize};

codes! {
    /// Where the severity stands.
    SeverityState {
        /// Ordinary, nothing proposed.
        Ordinary = "ordinary",
        /// Severe is proposed and not decided.
        Proposed = "proposed",
        /// Decided: severe.
        Severe = "severe",
        /// Decided: not severe.
        DecidedOrdinary = "decided-ordinary",
    }
}

impl SeverityState {
    /// Decided as severe.
    pub const fn is_severe(self) -> bool {
        matches!(self, Self::Severe)
    }
    /// Proposed, waiting for the decision.
    pub const fn is_proposed(self) -> bool {
        matches!(self, Self::Proposed)
    }
}

/// The facts the criteria ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criteria {
    /// Level of the system.
    pub level: Option<i64>,
    /// On the national list.
    pub national_important: bool,
    /// Codes of list `severe-criteria` that are met.
    pub effects: Vec<String>,
    /// The owner cannot control and handle it.
    pub owner_cannot_handle: bool,
}

/// What the criteria say, part by part, so that a page can show why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Level 4 or 5, or nationally important.
    pub system_counts: bool,
    /// At least one listed effect.
    pub effect_counts: bool,
    /// The owner cannot handle it.
    pub owner_counts: bool,
}

impl Finding {
    /// Severe when all three parts hold (art. 9: both conditions are needed, the first has two parts).
    pub const fn severe(&self) -> bool {
        self.system_counts && self.effect_counts && self.owner_counts
    }
}

impl Criteria {
    /// Weighs the facts. `levels` are the system levels that count, from the ruleset's list `severe-levels`.
    pub fn weigh(&self, levels: &[i64]) -> Finding {
        Finding {
            system_counts: self.national_important || self.level.is_some_and(|l| levels.contains(&l)),
            effect_counts: !self.effects.is_empty(),
            owner_counts: self.owner_cannot_handle,
        }
    }
}

/// A proposal or a decision; neither is ever changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeverityRecord {
    /// Identity.
    pub id: SeverityId,
    /// Proposal (`false`) or decision (`true`).
    pub decision: bool,
    /// Severe?
    pub severe: bool,
    /// The facts it rests on.
    pub criteria: Criteria,
    /// What the criteria said.
    pub finding: Finding,
    /// Who.
    pub by: String,
    /// Position of the one who decided.
    pub position: String,
    /// For which body.
    pub body: Option<BodyId>,
    /// Sign and date of the document.
    pub document: String,
    /// Reasons in words.
    pub reason: String,
    /// When.
    pub at: Moment,
}

/// What follows from a decision.
///
/// # Errors
/// `incident.document_missing` without a document, `incident.decided_already` for the same decision again.
pub fn decide(state: SeverityState, severe: bool, document: &str) -> Result<SeverityState, Refusal> {
    if document.trim().is_empty() {
        return Err(Refusal::at("document", "incident.document_missing"));
    }
    match (state, severe) {
        (SeverityState::Severe, true) | (SeverityState::DecidedOrdinary, false) => {
            Err(Refusal::new("incident.decided_already"))
        }
        (_, true) => Ok(SeverityState::Severe),
        (_, false) => Ok(SeverityState::DecidedOrdinary),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Criteria {
        Criteria {
            level: Some(4),
            national_important: false,
            effects: vec!["control-lost".into()],
            owner_cannot_handle: true,
        }
    }

    #[test]
    fn severe_needs_system_and_effect_and_a_helpless_owner() {
        assert!(all().weigh(&[4, 5]).severe());
        assert!(!Criteria { level: Some(3), ..all() }.weigh(&[4, 5]).severe());
        assert!(Criteria { level: None, national_important: true, ..all() }.weigh(&[4, 5]).severe());
        assert!(!Criteria { effects: vec![], ..all() }.weigh(&[4, 5]).severe());
        assert!(!Criteria { owner_cannot_handle: false, ..all() }.weigh(&[4, 5]).severe());
    }

    #[test]
    fn a_decision_without_a_document_is_refused() {
        assert_eq!(
            decide(SeverityState::Proposed, true, " "),
            Err(Refusal::at("document", "incident.document_missing"))
        );
        assert_eq!(decide(SeverityState::Proposed, true, "12/QĐ"), Ok(SeverityState::Severe));
        assert_eq!(
            decide(SeverityState::Severe, true, "12/QĐ"),
            Err(Refusal::new("incident.decided_already"))
        );
    }
}
