//! Pointers from one file of a ruleset to another, checked when all files are read.

use std::collections::BTreeMap;

use super::sheet::Place;
use super::table::Table;
use crate::faults::Fault;
use crate::ids::is_name;
use crate::library::Library;
use crate::ruleset::Ruleset;

/// What the files of one ruleset point to, with the place of each pointer.
#[derive(Default)]
pub(super) struct References {
    roles: Vec<(String, Place)>,
    forms: Vec<(String, Place)>,
    clocks: Vec<(String, Place)>,
    rows: Vec<(String, Place)>,
    checklists: Vec<(String, Place)>,
    agencies: Vec<(String, Place)>,
    parts: Vec<(&'static str, String, Place)>,
}

impl References {
    /// Notes that `role` is spoken of at `place`.
    pub(super) fn role(&mut self, role: impl ToString, place: Place) {
        self.roles.push((role.to_string(), place));
    }

    /// Notes that `form` is spoken of at `place`.
    pub(super) fn form(&mut self, form: impl ToString, place: Place) {
        self.forms.push((form.to_string(), place));
    }

    /// Notes that `clock` is spoken of at `place`.
    pub(super) fn clock(&mut self, clock: impl ToString, place: Place) {
        self.clocks.push((clock.to_string(), place));
    }

    /// Notes that the row `list/code` of a shared list is spoken of at `place`.
    pub(super) fn row(&mut self, row: impl ToString, place: Place) {
        self.rows.push((row.to_string(), place));
    }

    /// Notes that the checklist `list` of the ruleset is spoken of at `place`.
    pub(super) fn checklist(&mut self, list: impl ToString, place: Place) {
        self.checklists.push((list.to_string(), place));
    }

    /// Notes that `agency` is spoken of at `place`.
    pub(super) fn agency(&mut self, agency: impl ToString, place: Place) {
        self.agencies.push((agency.to_string(), place));
    }

    /// Notes that the part `id` of that kind (`clocks`, `forms`, …) is spoken of at `place`.
    pub(super) fn part(&mut self, kind: &'static str, id: impl ToString, place: Place) {
        self.parts.push((kind, id.to_string(), place));
    }

    /// Reports every pointer to nothing, and names that clash between files.
    pub(super) fn check(&self, ruleset: &Ruleset, library: &Library, faults: &mut Vec<Fault>) {
        for (word, place) in &self.roles {
            if ruleset.role(word).is_none() {
                faults.push(place.fault(format!("unknown role \"{word}\": add it to bodies.toml{}", {
                    known(ruleset.roles.iter().map(|role| role.key.as_str()))
                })));
            }
        }
        for (word, place) in &self.forms {
            if ruleset.form(word).is_none() {
                let forms = known(ruleset.forms.iter().map(|form| form.id.as_str()));
                faults.push(place.fault(format!("unknown form \"{word}\": no forms/{word}.toml{forms}")));
            }
        }
        for (word, place) in &self.clocks {
            if ruleset.clock(word).is_none() {
                let clocks = known(ruleset.clocks.iter().map(|clock| clock.id.as_str()));
                faults.push(place.fault(format!("unknown clock \"{word}\"{clocks}")));
            }
        }
        for (word, place) in &self.rows {
            if library.row(word).is_none() {
                faults.push(place.fault(format!(
                    "unknown row \"{word}\": write <shared list>/<code>, such as a row of rulesets/_shared/lists/penalties.toml"
                )));
            }
        }
        for (word, place) in &self.checklists {
            match ruleset.list(word) {
                Some(list) if list.checklist => {}
                Some(_) => faults.push(
                    place.fault(format!("list \"{word}\" is no checklist: write checklist = true there")),
                ),
                None => faults.push(place.fault(format!("unknown list \"{word}\": add it to lists.toml"))),
            }
        }
        for (word, place) in &self.agencies {
            if library.agencies().get(word).is_none() {
                faults.push(place.fault(format!("unknown agency \"{word}\": add it to facts/agencies.toml")));
            }
        }
        for (kind, word, place) in &self.parts {
            if !has_part(ruleset, library, kind, word) {
                faults
                    .push(place.fault(format!(
                        "unknown entry of {kind}: \"{word}\" stands nowhere in this ruleset"
                    )));
            }
        }
        for list in ruleset.lists.iter().filter(|list| library.lists().any(|shared| shared.id == list.id)) {
            let sheet = super::Sheet::new(format!("rulesets/{}/lists.toml", ruleset.id), String::new());
            faults.push(
                sheet
                    .place(0, "[[list]]", "id")
                    .fault(format!("list \"{}\" is already a shared list", list.id)),
            );
        }
    }
}

fn has_part(ruleset: &Ruleset, library: &Library, kind: &str, id: &str) -> bool {
    match kind {
        "clocks" => ruleset.clock(id).is_some(),
        "forms" => ruleset.form(id).is_some(),
        "steps" => ruleset.step(id).is_some(),
        "tasks" => ruleset.task(id).is_some(),
        "targets" => ruleset.target(id).is_some(),
        "periods" => ruleset.period(id).is_some(),
        _ => ruleset.list(id).is_some() || library.lists().any(|list| list.id == id),
    }
}

fn known<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.collect();
    if words.is_empty() { String::new() } else { format!(" (there are: {})", words.join(", ")) }
}

/// Remembers names and reports those given twice.
#[derive(Default)]
pub(super) struct Names(BTreeMap<String, ()>);

impl Names {
    /// True when `name` is new; else the caller reports it.
    pub(super) fn add(&mut self, name: impl Into<String>) -> bool {
        self.0.insert(name.into(), ()).is_none()
    }
}

/// The `id` of a table: a name, not given before.
pub(super) fn named(table: &Table<'_>, what: &str, names: &mut Names) -> String {
    named_by(table, "id", what, names)
}

/// As [`named`], under another key.
pub(super) fn named_by(table: &Table<'_>, key: &'static str, what: &str, names: &mut Names) -> String {
    let name = table.needed_string(key);
    if !name.is_empty() && !is_name(&name) {
        table.fault(key, "use lower-case letters, digits and single hyphens");
    }
    if !name.is_empty() && !names.add(name.as_str()) {
        table.fault(key, format!("{what} \"{name}\" is given twice"));
    }
    name
}
