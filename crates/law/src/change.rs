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

use crate::form::{Field, Form};
use crate::library::Library;
use crate::ruleset::Ruleset;
use crate::text::Text;

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
