//! What a change of the law would do to an incident: which clocks it would gain, lose or move.
//!
//! ```
//! # fn show(now: &law::Library, then: &law::Library, facts: &law::Facts, events: &[(String, jiff::Timestamp)]) {
//! for change in law::differences(&law::timed(now, facts, events), &law::timed(then, facts, events)) {
//!     println!("{} {}", change.text, change.clock);
//! }
//! # }
//! ```

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::clock::{Clock, Outcome, compute};
use crate::ids::{ClockId, FormId, RulesetId};
use crate::library::Library;
use crate::resolve::{Facts, clocks_started, resolve};
use crate::text::Text;

/// A clock that runs, with what it comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Timed {
    /// Word shared by the editions of the text, else the id of the ruleset.
    pub text: String,
    /// The ruleset.
    pub ruleset: RulesetId,
    /// The clock.
    pub clock: ClockId,
    /// What is owed.
    pub title: Text,
    /// Where it stands.
    pub cite: String,
    /// Form of the document owed.
    pub form: Option<FormId>,
    /// From when it runs.
    pub started_at: Timestamp,
    /// What it comes to.
    pub outcome: Outcome,
}

/// The clocks of an incident: every event that happened, in every ruleset that binds.
pub fn timed(library: &Library, facts: &Facts, events: &[(String, Timestamp)]) -> Vec<Timed> {
    timed_by(library, facts, events, &BTreeMap::new())
}

/// The same by the working time of the bodies that owe: `bodies` are their keys by the roles they play.
pub fn timed_by(
    library: &Library,
    facts: &Facts,
    events: &[(String, Timestamp)],
    bodies: &BTreeMap<String, String>,
) -> Vec<Timed> {
    let calendar = |clock: &Clock| library.calendar().of(bodies.get(clock.owes.as_str()).map(String::as_str));
    let bindings = resolve(library, facts);
    let mut all: Vec<Timed> = events
        .iter()
        .flat_map(|(event, at)| {
            clocks_started(&bindings, event, facts).into_iter().map(|(ruleset, clock)| Timed {
                text: ruleset.text().to_owned(),
                ruleset: ruleset.id.clone(),
                clock: clock.id.clone(),
                title: clock.title.clone(),
                cite: clock.cite.clone(),
                form: clock.form.clone(),
                started_at: *at,
                outcome: compute(clock, ruleset, &calendar(clock), *at),
            })
        })
        .collect();
    all.sort_by(|one, other| (one.outcome.due, &one.text).cmp(&(other.outcome.due, &other.text)));
    all
}

/// What becomes of one clock.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Word shared by the editions of the text, else the id of the ruleset.
    pub text: String,
    /// The clock.
    pub clock: String,
    /// What is owed.
    pub title: Text,
    /// Gained, lost, moved, or with another form.
    pub kind: DifferenceKind,
    /// Ruleset and last moment as it is.
    pub before: Option<Due>,
    /// Ruleset and last moment as it would be.
    pub after: Option<Due>,
}

/// A last moment by one edition.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Due {
    /// The edition.
    pub ruleset: String,
    /// Where it stands.
    pub cite: String,
    /// Form of the document owed.
    pub form: Option<String>,
    /// Last moment; none for an open duty.
    pub due: Option<Timestamp>,
    /// In words.
    pub due_text: Option<Text>,
}

/// What a change does to a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DifferenceKind {
    /// It would run and does not now.
    Gained,
    /// It runs now and would not.
    Lost,
    /// It would end at another moment.
    Moved,
    /// It would end at the same moment with another form.
    Form,
}

/// How `after` differs from `before`, in the order of the last moments. A clock is the same when its text and its name are.
pub fn differences(before: &[Timed], after: &[Timed]) -> Vec<Difference> {
    let same = |one: &Timed, other: &Timed| one.text == other.text && one.clock == other.clock;
    let due = |timed: &Timed| Due {
        ruleset: timed.ruleset.to_string(),
        cite: timed.cite.clone(),
        form: timed.form.as_ref().map(ToString::to_string),
        due: timed.outcome.due,
        due_text: timed.outcome.due_text.clone(),
    };
    let told = |timed: &Timed, kind, before: Option<&Timed>, after: Option<&Timed>| Difference {
        text: timed.text.clone(),
        clock: timed.clock.to_string(),
        title: timed.title.clone(),
        kind,
        before: before.map(due),
        after: after.map(due),
    };
    let mut found: Vec<Difference> = before
        .iter()
        .filter_map(|old| match after.iter().find(|new| same(old, new)) {
            None => Some(told(old, DifferenceKind::Lost, Some(old), None)),
            Some(new) if new.outcome.due != old.outcome.due => {
                Some(told(new, DifferenceKind::Moved, Some(old), Some(new)))
            }
            Some(new) if new.form != old.form => Some(told(new, DifferenceKind::Form, Some(old), Some(new))),
            Some(_) => None,
        })
        .collect();
    let gained = after.iter().filter(|new| !before.iter().any(|old| same(old, new)));
    found.extend(gained.map(|new| told(new, DifferenceKind::Gained, None, Some(new))));
    found
}
