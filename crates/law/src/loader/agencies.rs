//! `facts/agencies.toml`: names, parents and successors of agencies through time.

use super::references::{Names, named};
use super::sheet::Place;
use super::table::Table;
use crate::agencies::{Agencies, Agency, AgencyName, Successor};
use crate::text::Certainty;

const KINDS: [&str; 9] = [
    "ministry",
    "department",
    "centre",
    "committee",
    "province",
    "district",
    "alliance",
    "office",
    "government",
];

/// Reads all `[[agency]]` tables and checks that whoever is no more has somebody who took over.
pub(super) fn agencies(root: &Table<'_>) -> Agencies {
    root.needed_string("source");
    let (mut names, mut pointers) = (Names::default(), Vec::new());
    let read = |table| agency(table, &mut names, &mut pointers);
    let agencies = Agencies(root.children("agency").into_iter().map(read).collect());
    for (id, place) in &pointers {
        if agencies.get(id).is_none() {
            root.report(place.fault(format!("unknown agency \"{id}\"")));
        }
    }
    agencies
}

fn agency(table: Table<'_>, names: &mut Names, pointers: &mut Vec<(String, Place)>) -> Agency {
    let id = named(&table, "agency", names);
    let kind = table.needed_string("kind");
    if !kind.is_empty() && !KINDS.contains(&kind.as_str()) {
        table.fault("kind", format!("unknown kind \"{kind}\": expected one of {}", KINDS.join(", ")));
    }
    let agency = Agency {
        id,
        kind,
        names: table.children("name").into_iter().map(|table| name(table, pointers)).collect(),
        successors: table.children("successor").into_iter().map(|table| successor(table, pointers)).collect(),
        notes: table.texts("notes"),
    };
    if agency.names.is_empty() {
        table.fault("name", "an agency needs at least one [[agency.name]]");
    }
    let gone = agency.names.iter().all(|name| name.until.is_some());
    if gone && !agency.names.is_empty() && agency.successors.is_empty() {
        let last = agency.names.iter().filter_map(|name| name.until).max();
        let day = last.map(|day| day.to_string()).unwrap_or_default();
        table.fault(
            "successor",
            format!("from {day} on this agency has neither a name nor a successor: write [[agency.successor]], or a name without until"),
        );
    }
    table.finish();
    agency
}

fn name(table: Table<'_>, pointers: &mut Vec<(String, Place)>) -> AgencyName {
    let parent = table.string("parent");
    parent.iter().for_each(|id| pointers.push((id.clone(), table.place("parent"))));
    let name = AgencyName {
        name: table.needed_string("name"),
        short: table.string_or_empty("short"),
        from: table.date("from"),
        until: table.date("until"),
        parent,
        certainty: table.certainty(Certainty::Recalled),
        source: table.string_or_empty("source"),
    };
    if let (Some(from), Some(until)) = (name.from, name.until)
        && until <= from
    {
        table.fault("until", "the end must be after the start");
    }
    table.finish();
    name
}

fn successor(table: Table<'_>, pointers: &mut Vec<(String, Place)>) -> Successor {
    let agency = table.needed_string("agency");
    if !agency.is_empty() {
        pointers.push((agency.clone(), table.place("agency")));
    }
    let successor = Successor {
        agency,
        from: table.date("from"),
        of: table.text("of"),
        source: table.string_or_empty("source"),
    };
    table.finish();
    successor
}
