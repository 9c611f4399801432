//! Traceability: `docs/law/traceability.csv` has a row for every row of the obligations, and what it points at is there.
//!
//! A pointer is a path from the root, or `path#text` where the text stands in that file. Rows of kind `planned`
//! name their subject in the note, rows of kind `human` say why a person does it. `docs/law/obligations.ids` lists the rows, one a line.

use anyhow::Context;
use cargo_metadata::camino::Utf8Path;
use std::collections::{BTreeMap, BTreeSet};

const TABLE: &str = "docs/law/traceability.csv";
const IDS: &str = "docs/law/obligations.ids";
const COLUMNS: [&str; 5] = ["id", "ref", "kind", "pointer", "note"];
const KINDS: [&str; 7] = ["rule", "form", "process", "feature", "page", "planned", "human"];

/// Number of obligations, and the faults of the table.
///
/// # Errors
/// A table or list that cannot be read.
pub fn check(root: &Utf8Path) -> anyhow::Result<(usize, Vec<String>)> {
    let read =
        |path: &str| std::fs::read_to_string(root.join(path)).with_context(|| format!("reading {path}"));
    let ids = read(IDS)?;
    let ids: BTreeSet<&str> = ids.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let mut files = BTreeMap::new();
    let faults = judge(&read(TABLE)?, &ids, |path, text| points(root, &mut files, path, text));
    Ok((ids.len(), faults))
}

fn points(
    root: &Utf8Path,
    files: &mut BTreeMap<String, Option<String>>,
    path: &str,
    text: Option<&str>,
) -> bool {
    let content = files.entry(path.to_owned()).or_insert_with(|| {
        let place = root.join(path);
        if place.is_dir() { Some(String::new()) } else { std::fs::read_to_string(place).ok() }
    });
    match (content, text) {
        (Some(content), Some(text)) => content.contains(text),
        (content, None) => content.is_some(),
        (None, Some(_)) => false,
    }
}

fn judge(
    table: &str,
    ids: &BTreeSet<&str>,
    mut points: impl FnMut(&str, Option<&str>) -> bool,
) -> Vec<String> {
    let mut faults = Vec::new();
    let mut traced = BTreeSet::new();
    let mut lines = table.lines().zip(1..);
    if lines.next().map(|(head, _)| cells(head)).is_none_or(|head| head != COLUMNS) {
        return vec![format!("{TABLE}:1: the columns are {}", COLUMNS.join(","))];
    }
    for (line, number) in lines.filter(|(l, _)| !l.trim().is_empty()) {
        let mut fault = |what: String| faults.push(format!("{TABLE}:{number}: {what}"));
        let row = cells(line);
        let [id, _cited, kind, pointer, note] = row.as_slice() else {
            fault(format!("{} columns instead of {}", row.len(), COLUMNS.len()));
            continue;
        };
        if !ids.contains(id.as_str()) {
            fault(format!("{id} is no row of the obligations"));
        }
        traced.insert(id.clone());
        if !KINDS.contains(&kind.as_str()) {
            fault(format!("{id}: kind {kind} is none of {}", KINDS.join(", ")));
        }
        if matches!(kind.as_str(), "planned" | "human") {
            if note.is_empty() {
                fault(format!("{id}: {kind} needs a note that says why"));
            }
        } else if pointer.is_empty() {
            fault(format!("{id}: points at nothing"));
        }
        for one in pointer.split(' ').filter(|p| !p.is_empty()) {
            let (path, text) = one.split_once('#').map_or((one, None), |(path, text)| (path, Some(text)));
            if !points(path, text) {
                fault(format!("{id}: {one} is not there"));
            }
        }
    }
    faults.extend(
        ids.iter().filter(|id| !traced.contains(**id)).map(|id| format!("{TABLE}: {id} is not traced")),
    );
    faults
}

/// The cells of a line of comma-separated values (RFC 4180; a cell does not break over lines).
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let cell = cells.last_mut();
        match (letter, quoted) {
            ('"', true) if letters.peek() == Some(&'"') => {
                letters.next();
                cell.into_iter().for_each(|c| c.push('"'));
            }
            ('"', _) => quoted = !quoted,
            (',', false) => cells.push(String::new()),
            (other, _) => cell.into_iter().for_each(|c| c.push(other)),
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(rows: &str) -> Vec<String> {
        let table = format!("id,ref,kind,pointer,note\n{rows}");
        judge(&table, &BTreeSet::from(["A-001", "A-002"]), |path, text| {
            path == "here.rs" && text.is_none_or(|t| t == "act")
        })
    }

    #[test]
    fn a_full_table_with_true_pointers_has_no_fault() {
        assert_eq!(
            faults("A-001,000 Đ1,feature,here.rs#act,\nA-002,\"000 Đ2, 3\",planned,,\"orders, later\"\n"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_row_that_is_missing_is_named() {
        assert_eq!(faults("A-001,r,feature,here.rs,\n"), ["docs/law/traceability.csv: A-002 is not traced"]);
    }

    #[test]
    fn a_pointer_to_nothing_is_named_with_its_line() {
        let found = faults("A-001,r,feature,here.rs gone.rs,\nA-002,r,rule,here.rs#other,\n");
        assert_eq!(
            found,
            [
                "docs/law/traceability.csv:2: A-001: gone.rs is not there",
                "docs/law/traceability.csv:3: A-002: here.rs#other is not there",
            ]
        );
    }

    #[test]
    fn later_and_person_must_say_why() {
        assert_eq!(faults("A-001,r,planned,,\nA-002,r,human,,because\n").len(), 1);
    }

    #[test]
    fn a_cell_may_hold_commas_and_quotes() {
        assert_eq!(cells(r#"a,"b, ""c""",d"#), ["a", r#"b, "c""#, "d"]);
    }
}
