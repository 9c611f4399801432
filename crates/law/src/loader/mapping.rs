//! `mapping-rsit.toml`: from RSIT types to printed rows, checked against the lists it points into.

use super::sheet::Place;
use super::table::Table;
use crate::faults::Fault;
use crate::lists::List;
use crate::mapping::{Mapping, MappingRow, Multiple};
use crate::text::Certainty;

/// A code of a list that the mapping speaks of, and where.
pub(super) struct Noted {
    list: &'static str,
    code: String,
    place: Place,
}

/// Reads the root table; codes to check later go into `noted`.
pub(super) fn mapping(root: &Table<'_>, noted: &mut Vec<Noted>) -> Mapping {
    let mut seen = std::collections::BTreeSet::new();
    let rows = root.children("mapping").into_iter().map(|table| row(table, noted, &mut seen)).collect();
    let multiple = root.child("multiple").map(|table| {
        let multiple = Multiple {
            l8: code(&table, "l8", noted),
            l10: code(&table, "l10", noted),
            l4: code(&table, "l4", noted),
            certainty: table.certainty(Certainty::Recalled),
            note: table.text("note"),
            source: table.string_or_empty("source"),
        };
        table.finish();
        multiple
    });
    Mapping { rows, multiple }
}

fn row(
    table: Table<'_>,
    noted: &mut Vec<Noted>,
    seen: &mut std::collections::BTreeSet<(String, Option<String>)>,
) -> MappingRow {
    let rsit = table.needed_string("rsit");
    let when = table.string("when");
    if !seen.insert((rsit.clone(), when.clone())) {
        table.fault("rsit", format!("\"{rsit}\" is mapped twice under the same condition"));
    }
    if !rsit.is_empty() && !rsit.ends_with("/*") {
        noted.push(Noted { list: "rsit", code: rsit.clone(), place: table.place("rsit") });
    }
    let l4 = code(&table, "l4", noted);
    let row = MappingRow {
        l8: code(&table, "l8", noted),
        l10: code(&table, "l10", noted),
        ecsirt: table.string("ecsirt"),
        attack: table.boolean("attack").unwrap_or_else(|| MappingRow::attack_by_group(l4.as_deref())),
        counted: table.boolean("counted").unwrap_or(true),
        certainty: table.certainty(Certainty::Recalled),
        note: table.text("note"),
        source: table.string_or_empty("source"),
        rsit,
        when,
        l4,
    };
    table.finish();
    row
}

fn code(table: &Table<'_>, list: &'static str, noted: &mut Vec<Noted>) -> Option<String> {
    let code = table.string(list)?;
    noted.push(Noted { list, code: code.clone(), place: table.place(list) });
    Some(code)
}

/// Reports every code that its list does not have; lists that are not loaded are passed over.
pub(super) fn check(noted: &[Noted], lists: &[List], faults: &mut Vec<Fault>) {
    for Noted { list, code, place } in noted {
        let Some(known) = lists.iter().find(|known| known.id == *list) else { continue };
        if known.item(code).is_none() {
            faults.push(place.fault(format!("list \"{list}\" has no code \"{code}\"")));
        }
    }
}
