//! What carries out which row of the table of obligations (`docs/law/traceability.csv`).

use ::law::Library;
use std::collections::BTreeMap;

/// One line for each row of the obligations and each contradiction: what carries it out.
const TABLE: &str = include_str!("../../../../docs/law/traceability.csv");

/// What carries out a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// A rule of a ruleset: a clock, a list, a role, a target, a contradiction carried.
    Rule,
    /// A form or one of its fields.
    Form,
    /// A step of a process.
    Process,
    /// A use case.
    Feature,
    /// A page.
    Page,
    /// Not yet; the note names the subject.
    Planned,
    /// A person; the note says why.
    Human,
}

impl Status {
    /// All, with the word in the table.
    pub const ALL: [(&'static str, Self); 7] = [
        ("rule", Self::Rule),
        ("form", Self::Form),
        ("process", Self::Process),
        ("feature", Self::Feature),
        ("page", Self::Page),
        ("planned", Self::Planned),
        ("human", Self::Human),
    ];

    /// The word in the table.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, status)| *status == self).map_or("", |(word, _)| word)
    }
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct TraceRow {
    /// Row, such as `A-097`.
    pub id: String,
    /// Where the text says it, in short.
    pub place: String,
    /// What carries it out.
    pub status: Status,
    /// Files and places in them.
    pub pointers: Vec<String>,
    /// What is still to come, or why a person does it.
    pub note: String,
    /// Provisions with its wording: ruleset, id, citation.
    pub provisions: Vec<(String, String, String)>,
}

/// The whole table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traced {
    /// Rows in the order of their ids.
    pub rows: Vec<TraceRow>,
}

/// The table, with the provisions that carry the wording of each row. Lines that cannot be read are passed over; the
/// checks of the house refuse them.
pub fn traced(library: &Library) -> Traced {
    let mut wording: BTreeMap<&str, Vec<(String, String, String)>> = BTreeMap::new();
    for ruleset in library.rulesets() {
        for one in &ruleset.provisions {
            for row in &one.trace {
                let entry = (ruleset.id.to_string(), one.id.clone(), one.cite.clone());
                wording.entry(row).or_default().push(entry);
            }
        }
    }
    let rows = TABLE.lines().skip(1).filter_map(|line| {
        let cells = cells(line);
        let [id, place, status, pointers, note] = cells.as_slice() else { return None };
        let status = Status::ALL.iter().find(|(word, _)| word == status)?.1;
        Some(TraceRow {
            provisions: wording.get(id.as_str()).cloned().unwrap_or_default(),
            id: id.clone(),
            place: place.clone(),
            status,
            pointers: pointers.split(' ').filter(|p| !p.is_empty()).map(str::to_owned).collect(),
            note: note.clone(),
        })
    });
    Traced { rows: rows.collect() }
}

impl Traced {
    /// Rows by the letter of their section.
    pub fn sections(&self) -> Vec<(String, Vec<&TraceRow>)> {
        let mut sections: BTreeMap<String, Vec<&TraceRow>> = BTreeMap::new();
        for row in &self.rows {
            let letter: String = row.id.chars().take_while(char::is_ascii_alphabetic).collect();
            sections.entry(letter).or_default().push(row);
        }
        sections.into_iter().collect()
    }

    /// Planned rows by their subject, the word before the colon of the note.
    pub fn planned(&self) -> BTreeMap<String, Vec<&TraceRow>> {
        let mut subjects: BTreeMap<String, Vec<&TraceRow>> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.status == Status::Planned) {
            let subject = row.note.split(':').next().unwrap_or_default().trim().to_owned();
            subjects.entry(subject).or_default().push(row);
        }
        subjects
    }
}

/// The cells of a line of CSV (RFC 4180, no line breaks inside cells).
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cells.last_mut().into_iter().for_each(|c| c.push('"'));
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => cells.last_mut().into_iter().for_each(|c| c.push(other)),
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "tests")]
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read_and_every_row_has_its_wording_or_a_place_in_the_data() {
        let library = crate::law::house_library().expect("sound rulesets");
        let table = traced(&library);
        assert_eq!(table.rows.len(), TABLE.lines().filter(|line| !line.is_empty()).count() - 1);
        let placed: std::collections::BTreeSet<String> =
            ::law::traces(&library).into_iter().map(|traced| traced.row).collect();
        let nowhere: Vec<&str> =
            table.rows.iter().map(|row| row.id.as_str()).filter(|id| !placed.contains(*id)).collect();
        assert_eq!(nowhere, Vec::<&str>::new(), "rows that no ruleset, list or contradiction traces");
    }

    #[test]
    fn planned_rows_are_listed_by_subject() {
        let library = crate::law::house_library().expect("sound rulesets");
        let table = traced(&library);
        let planned = table.rows.iter().filter(|row| row.status == Status::Planned).count();
        assert_eq!(table.planned().values().map(Vec::len).sum::<usize>(), planned);
        assert!(!table.planned().contains_key(""));
    }
}
