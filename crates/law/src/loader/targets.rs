//! `targets.toml`: numbers to be reached in a period, proven free of cycles.

use std::collections::BTreeSet;

use super::references::{Names, References, named};
use super::sheet::Place;
use super::table::Table;
use crate::ids::RoleKey;
use crate::targets::{Span, Target};
use crate::text::Certainty;

/// The largest number we believe.
const MOST: i64 = 1_000_000;

/// Reads all `[[target]]` tables.
pub(super) fn targets(root: &Table<'_>, default: Certainty, references: &mut References) -> Vec<Target> {
    let (mut names, mut places) = (Names::default(), Vec::new());
    let read = |table| target(table, default, &mut names, &mut places, references);
    let targets: Vec<Target> = root.children("target").into_iter().map(read).collect();
    for (target, place) in targets.iter().zip(&places) {
        for part in target.sums.iter().filter(|part| !targets.iter().any(|known| known.id == **part)) {
            root.report(place.fault(format!("unknown target \"{part}\"")));
        }
        if reaches(&targets, target, &target.id) {
            root.report(
                place.fault(format!(
                    "target \"{}\" is made up of itself: take one of the sums out",
                    target.id
                )),
            );
        }
    }
    targets
}

/// True when `id` is among the parts of `from`, at any depth.
fn reaches(targets: &[Target], from: &Target, id: &str) -> bool {
    let (mut open, mut seen): (Vec<&str>, BTreeSet<&str>) =
        (from.sums.iter().map(String::as_str).collect(), BTreeSet::new());
    while let Some(part) = open.pop() {
        if part == id {
            return true;
        }
        if seen.insert(part)
            && let Some(target) = targets.iter().find(|target| target.id == part)
        {
            open.extend(target.sums.iter().map(String::as_str));
        }
    }
    false
}

fn target(
    table: Table<'_>,
    default: Certainty,
    names: &mut Names,
    places: &mut Vec<Place>,
    references: &mut References,
) -> Target {
    let id = named(&table, "target", names);
    places.push(table.place("sums"));
    let of: Vec<RoleKey> = table.parsed_list("of");
    of.iter().for_each(|role| references.role(role, table.place("of")));
    let number = |key| table.integer(key, 0, MOST).and_then(|number| u32::try_from(number).ok());
    let (least, most) = (number("least"), number("most"));
    if !table.has("least") {
        table.fault("least", "this key is missing: write least = 1, the number to be reached");
    }
    if let (Some(least), Some(most)) = (least, most)
        && most < least
    {
        table.fault("most", "this must not be less than least");
    }
    let per = table.one_of("per", &Span::ALL);
    if !table.has("per") {
        table.fault("per", "this key is missing: write per = \"year\"");
    }
    let target = Target {
        id,
        title: table.needed_text("title"),
        unit: table.needed_text("unit"),
        per: per.unwrap_or(Span::Year),
        least: least.unwrap_or_default(),
        most,
        of,
        each: table.flag("each"),
        sums: table.strings("sums"),
        cite: table.string_or_empty("cite"),
        certainty: table.certainty(default),
        source: table.string_or_empty("source"),
        trace: table.strings("trace"),
        notes: table.texts("notes"),
    };
    table.finish();
    target
}
