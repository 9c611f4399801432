//! `provisions.toml`: the wording of a text, point by point.

use super::references::{Names, References, named};
use super::table::Table;
use crate::ids::RoleKey;
use crate::provisions::{Parts, Provision, ProvisionKind};
use crate::text::Certainty;

/// Reads all `[[provision]]` tables.
pub(super) fn provisions(
    root: &Table<'_>,
    default: Certainty,
    references: &mut References,
) -> Vec<Provision> {
    let mut names = Names::default();
    let read = |table| provision(table, default, &mut names, references);
    root.children("provision").into_iter().map(read).collect()
}

fn provision(
    table: Table<'_>,
    default: Certainty,
    names: &mut Names,
    references: &mut References,
) -> Provision {
    let id = named(&table, "provision", names);
    let kind = table.one_of("kind", &ProvisionKind::ALL);
    if !table.has("kind") {
        table.fault("kind", "this key is missing: write kind = \"duty\"");
    }
    let (owes, to): (Vec<RoleKey>, Vec<RoleKey>) = (table.parsed_list("owes"), table.parsed_list("to"));
    owes.iter().for_each(|role| references.role(role, table.place("owes")));
    to.iter().for_each(|role| references.role(role, table.place("to")));
    let parts = Parts {
        clocks: table.strings("clocks"),
        forms: table.strings("forms"),
        steps: table.strings("steps"),
        lists: table.strings("lists"),
        tasks: table.strings("tasks"),
        targets: table.strings("targets"),
        periods: table.strings("periods"),
    };
    for (kind, ids) in parts.all() {
        ids.iter().for_each(|id| references.part(kind, id, table.place(kind)));
    }
    let consequence = table.string("consequence");
    consequence.iter().for_each(|row| references.row(row, table.place("consequence")));
    let provision = Provision {
        id,
        kind: kind.unwrap_or(ProvisionKind::Rule),
        cite: table.needed_string("cite"),
        title: table.needed_text("title"),
        text: table.needed_text("text"),
        owes,
        to,
        trigger: table.text("trigger"),
        frequency: table.text("frequency"),
        parts,
        consequence,
        certainty: table.certainty(default),
        source: table.string_or_empty("source"),
        trace: table.strings("trace"),
        notes: table.texts("notes"),
    };
    table.finish();
    provision
}
