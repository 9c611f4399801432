//! Changes of the law: written as a draft, brought into force by a second person, or withdrawn.

use crate::{LawChangeId, Moment, Op, PersonId, Refusal, codes};
use serde::{Deserialize, Serialize};

codes! {
    /// How a change stands.
    LawChangeState {
        /// Being written; binds nobody.
        Draft = "draft",
        /// Part of the law that runs.
        Active = "active",
        /// Given up.
        Withdrawn = "withdrawn",
    }
}

/// Longest path of a file, in characters.
const LONGEST_PATH: usize = 200;

/// Who had a hand in a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hand {
    /// The person; none for the command line.
    pub person: Option<PersonId>,
    /// Name at the time.
    pub name: String,
}

impl Hand {
    /// The hand behind an operation.
    pub fn of(op: &Op) -> Self {
        Self { person: op.actor.person(), name: op.actor.name().to_owned() }
    }

    /// Whether both are the same: by person, or by name where no person stands behind it.
    pub fn is(&self, other: &Self) -> bool {
        self.person == other.person && (self.person.is_some() || self.name == other.name)
    }
}

/// A change of the law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawChange {
    /// Identity.
    pub id: LawChangeId,
    /// Number, from 1.
    pub number: i64,
    /// What it is about, in one line.
    pub title: String,
    /// The document that orders it, as it is cited.
    pub source: String,
    /// How it stands.
    pub state: LawChangeState,
    /// Who began it.
    pub written_by: Hand,
    /// Who changed it last.
    pub changed_by: Hand,
    /// Who brought it into force.
    pub activated_by: Option<Hand>,
    /// When it was begun.
    pub created_at: Moment,
    /// When it was changed last.
    pub changed_at: Moment,
    /// When it was brought into force.
    pub activated_at: Option<Moment>,
    /// Counted up by each change.
    pub version: i64,
}

impl LawChange {
    /// That it may still be written.
    ///
    /// # Errors
    /// `law_change.not_draft`.
    pub fn writable(&self) -> Result<(), Refusal> {
        if self.state == LawChangeState::Draft { Ok(()) } else { Err(Refusal::new("law_change.not_draft")) }
    }

    /// That `hand` may bring it into force: a second person, neither who began it nor who changed it last.
    ///
    /// # Errors
    /// `law_change.not_draft`, `law_change.same_person`, `law_change.source_missing`.
    pub fn activable(&self, hand: &Hand) -> Result<(), Refusal> {
        self.writable()?;
        if self.source.trim().is_empty() {
            return Err(Refusal::at("source", "law_change.source_missing"));
        }
        if hand.is(&self.written_by) || hand.is(&self.changed_by) {
            return Err(Refusal::new("law_change.same_person"));
        }
        Ok(())
    }

    /// In force from now on.
    ///
    /// # Errors
    /// As [`LawChange::activable`].
    pub fn activated(self, hand: Hand, now: Moment) -> Result<Self, Refusal> {
        self.activable(&hand)?;
        Ok(Self { state: LawChangeState::Active, activated_by: Some(hand), activated_at: Some(now), ..self })
    }

    /// Given up.
    ///
    /// # Errors
    /// `law_change.not_draft`.
    pub fn withdrawn(self, hand: Hand, now: Moment) -> Result<Self, Refusal> {
        self.writable()?;
        Ok(Self { state: LawChangeState::Withdrawn, changed_by: hand, changed_at: now, ..self })
    }
}

/// Whether a path names a file of the law: `rulesets/…`, `calendars/…` or `facts/…`, ending in `.toml`, in small Latin
/// letters, digits, hyphens, underscores and dots.
pub fn is_path(path: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    let mut parts = path.split('/');
    let root = parts.next().is_some_and(|root| matches!(root, "rulesets" | "calendars" | "facts"));
    let rest: Vec<&str> = parts.collect();
    root && (1..=3).contains(&rest.len())
        && path.ends_with(".toml")
        && path.len() <= LONGEST_PATH
        && rest.iter().all(|part| !part.is_empty() && !part.starts_with('.') && part.chars().all(fits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_files_of_the_law_and_nowhere_else() {
        for good in ["rulesets/tt20-2017/clocks.toml", "rulesets/a/forms/b.toml", "calendars/2027.toml"] {
            assert!(is_path(good), "{good}");
        }
        for bad in [
            "",
            "calendars",
            "calendars/",
            "/calendars/2027.toml",
            "calendars/../2027.toml",
            "rulesets/a/b.txt",
        ] {
            assert!(!is_path(bad), "{bad}");
        }
    }
}
