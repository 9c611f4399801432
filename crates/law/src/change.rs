//! What differs between two states of the law: texts that come, go or change, and their forms field by field.
//!
//! ```
//! # fn show(now: &law::Library, then: &law::Library) {
//! for change in law::text_changes(now, then) {
//!     println!("{}: {} form(s) change", change.ruleset, change.forms.len());
//! }
//! # }
//! ```

use serde::Serialize;

use crate::clock::Clock;
use crate::form::{Field, Form};
use crate::library::Library;
use crate::process::{Process, Step};
use crate::resolve::{Facts, resolve};
use crate::ruleset::Ruleset;
use crate::text::{Certainty, Text};

/// Whether something comes, goes or becomes different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It was not there.
    New,
    /// It is there and differs.
    Changed,
    /// It is no longer there.
    Removed,
}

/// A ruleset that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextChange {
    /// Id of the ruleset.
    pub ruleset: String,
    /// Short name.
    pub short: Text,
    /// New, changed in place, or removed.
    pub kind: ChangeKind,
    /// The edition it replaces, when it is a new one.
    pub replaces: Option<String>,
    /// Its forms that differ from those of the edition before.
    pub forms: Vec<FormChange>,
}

/// A form that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormChange {
    /// Id of the form.
    pub form: String,
    /// Its title.
    pub title: Text,
    /// New, changed or removed.
    pub kind: ChangeKind,
    /// Fields that differ, in printed order; empty when something else does.
    pub fields: Vec<FieldChange>,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Key of the field.
    pub field: String,
    /// Its label.
    pub label: Text,
    /// New, changed or removed.
    pub kind: ChangeKind,
}

/// The rulesets of `after` that differ from `before`, by id; a new edition is compared with the one it replaces.
pub fn text_changes(before: &Library, after: &Library) -> Vec<TextChange> {
    let mut found: Vec<TextChange> = Vec::new();
    for new in after.rulesets() {
        let (kind, old) = match before.ruleset(new.id.as_str()) {
            // Where the replaced edition ends follows from the new one and is no change of its own.
            Some(old) if same(old, new) => continue,
            Some(old) => (ChangeKind::Changed, Some(old)),
            None => (ChangeKind::New, new.replaces.as_ref().and_then(|id| before.ruleset(id.as_str()))),
        };
        found.push(TextChange {
            ruleset: new.id.to_string(),
            short: new.short.clone(),
            kind,
            replaces: (kind == ChangeKind::New)
                .then(|| new.replaces.as_ref().map(ToString::to_string))
                .flatten(),
            forms: form_changes(old.map_or(&[], |old| &old.forms), &new.forms),
        });
    }
    let gone = before.rulesets().filter(|old| after.ruleset(old.id.as_str()).is_none());
    found.extend(gone.map(|old| TextChange {
        ruleset: old.id.to_string(),
        short: old.short.clone(),
        kind: ChangeKind::Removed,
        replaces: None,
        forms: form_changes(&old.forms, &[]),
    }));
    found
}

/// Whether an incident of these facts would stand on something else: under other editions, or under clocks, steps or roles
/// that ask for something else. Words, citations and sources may be put right without that.
pub fn binds_otherwise(before: &Library, after: &Library, facts: &Facts) -> bool {
    let (old, new) = (resolve(before, facts), resolve(after, facts));
    let pairs = || old.iter().map(|one| one.ruleset).zip(new.iter().map(|one| one.ruleset));
    old.len() != new.len() || pairs().any(|(old, new)| old.id != new.id || !same_duties(old, new))
}

/// Whether two states of a text ask for the same: clocks, process and roles without their words.
fn same_duties(old: &Ruleset, new: &Ruleset) -> bool {
    let clocks = |of: &Ruleset| of.clocks.iter().map(bare_clock).collect::<Vec<_>>();
    let roles = |of: &Ruleset| of.roles.iter().map(|role| role.key.clone()).collect::<Vec<_>>();
    clocks(old) == clocks(new)
        && same_process(old.process.as_ref(), new.process.as_ref())
        && roles(old) == roles(new)
}

/// Whether two processes ask for the same steps in the same order.
pub fn same_process(old: Option<&Process>, new: Option<&Process>) -> bool {
    let steps =
        |of: Option<&Process>| of.into_iter().flat_map(Process::steps).map(bare_step).collect::<Vec<_>>();
    old.is_some() == new.is_some() && steps(old) == steps(new)
}

fn bare_clock(clock: &Clock) -> Clock {
    Clock {
        title: Text::default(),
        cite: String::new(),
        certainty: Certainty::Text,
        source: String::new(),
        trace: Vec::new(),
        notes: Vec::new(),
        consequence: None,
        ..clock.clone()
    }
}

fn bare_step(step: &Step) -> Step {
    Step {
        number: String::new(),
        title: Text::default(),
        text: None,
        branch_when: None,
        disagrees: Vec::new(),
        cite: String::new(),
        certainty: Certainty::Text,
        source: String::new(),
        trace: Vec::new(),
        notes: Vec::new(),
        ..step.clone()
    }
}

fn same(old: &Ruleset, new: &Ruleset) -> bool {
    let mut ended = old.clone();
    ended.force.until = new.force.until;
    ended == *new
}

fn form_changes(before: &[Form], after: &[Form]) -> Vec<FormChange> {
    let told = |form: &Form, kind, fields| FormChange {
        form: form.id.to_string(),
        title: form.title.clone(),
        kind,
        fields,
    };
    let mut found: Vec<FormChange> = Vec::new();
    for new in after {
        match before.iter().find(|old| old.id == new.id) {
            None => found.push(told(new, ChangeKind::New, Vec::new())),
            Some(old) if old != new => found.push(told(new, ChangeKind::Changed, field_changes(old, new))),
            Some(_) => {}
        }
    }
    let gone = before.iter().filter(|old| !after.iter().any(|new| new.id == old.id));
    found.extend(gone.map(|old| told(old, ChangeKind::Removed, Vec::new())));
    found
}

fn field_changes(before: &Form, after: &Form) -> Vec<FieldChange> {
    let told =
        |field: &Field, kind| FieldChange { field: field.key.clone(), label: field.label.clone(), kind };
    let differs = |new: &Field| match before.field(&new.key) {
        None => Some(told(new, ChangeKind::New)),
        Some(old) => (old != new).then(|| told(new, ChangeKind::Changed)),
    };
    let gone = before.inputs().filter(|old| after.field(&old.key).is_none());
    after.inputs().filter_map(differs).chain(gone.map(|old| told(old, ChangeKind::Removed))).collect()
}
