//! `_shared/contradictions.toml`: where texts contradict each other; each side must point to something.

use super::references::Names;
use super::sheet::Place;
use super::table::Table;
use crate::contradictions::{Contradiction, Side, cites_like};
use crate::faults::Fault;
use crate::ids::RulesetId;
use crate::library::Library;

/// A side and where it is written, checked when all rulesets are read.
pub(super) type NotedSides = Vec<(Side, Place)>;

/// Reads all `[[contradiction]]` tables.
pub(super) fn contradictions(root: &Table<'_>, noted: &mut NotedSides) -> Vec<Contradiction> {
    let mut names = Names::default();
    let read = |table| contradiction(table, &mut names, noted);
    root.children("contradiction").into_iter().map(read).collect()
}

fn contradiction(table: Table<'_>, names: &mut Names, noted: &mut NotedSides) -> Contradiction {
    let id = table.needed_string("id");
    if !id.is_empty() && !names.add(id.as_str()) {
        table.fault("id", format!("contradiction \"{id}\" is given twice"));
    }
    let contradiction = Contradiction {
        id,
        topic: table.needed_text("topic"),
        handling: table.needed_text("handling"),
        sides: table.children("side").into_iter().filter_map(|table| side(table, noted)).collect(),
        trace: table.strings("trace"),
    };
    if contradiction.sides.is_empty() {
        table.fault("side", "a contradiction needs at least one [[contradiction.side]]");
    }
    table.finish();
    contradiction
}

fn side(table: Table<'_>, noted: &mut NotedSides) -> Option<Side> {
    let ruleset = table.needed::<RulesetId>("ruleset");
    let side = Side { ruleset: ruleset?, cite: table.needed_string("cite"), says: table.needed_text("says") };
    noted.push((side.clone(), table.place("cite")));
    table.finish();
    Some(side)
}

/// Reports sides that point to no ruleset or to no citation of it.
pub(super) fn check(noted: &NotedSides, library: &Library, faults: &mut Vec<Fault>) {
    for (side, place) in noted {
        let Some(ruleset) = library.ruleset(side.ruleset.as_str()) else {
            faults.push(place.fault(format!("unknown ruleset \"{}\"", side.ruleset)));
            continue;
        };
        if !ruleset.cites().any(|cite| cites_like(&side.cite, cite)) {
            faults.push(place.fault(format!(
                "the pattern \"{}\" matches no citation of {}: write it as printed there, * for any words",
                side.cite, side.ruleset
            )));
        }
    }
}
