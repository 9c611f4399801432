//! What the tables have in common: their columns, cells read by heading, and problems with the row and the cure.

use crate::Error;
use domain::FieldProblem;
use exchange::sheets::{Row, Sheet};
use serde::Serialize;

/// A table of the register and its columns, in the order in which they are written.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
    /// Columns by which a table with other headings is known for this one.
    pub needed: &'static [&'static str],
}

/// The tables, in the order in which they are brought in.
pub const TABLES: [Table; 3] = [
    Table {
        name: "bodies",
        columns: &[
            "key",
            "kind",
            "name",
            "name_en",
            "parent",
            "province",
            "commune",
            "sector",
            "address",
            "phone",
            "email",
            "fax",
            "member",
            "member_state",
            "cluster",
            "member_reason",
            "member_since",
        ],
        needed: &["key", "kind", "name"],
    },
    Table {
        name: "contacts",
        columns: &[
            "body",
            "id",
            "kind",
            "name",
            "position",
            "address",
            "phone",
            "mobile",
            "fax",
            "email",
            "province",
            "always",
            "severe",
            "published_url",
            "slot",
            "pgp_key",
        ],
        needed: &["body", "kind", "name"],
    },
    Table {
        name: "systems",
        columns: &[
            "key",
            "name",
            "owner",
            "operator",
            "provider",
            "level",
            "national_important",
            "environment",
            "domains",
            "addresses",
            "purpose",
            "services",
            "software",
            "measures",
            "documents",
            "security_body",
            "autonomous_systems",
        ],
        needed: &["key", "owner", "operator"],
    },
];

/// What a row does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Enters a record.
    Enters,
    /// Changes one.
    Changes,
    /// Finds it as it is.
    Leaves,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowProblem {
    /// Table.
    pub table: String,
    /// Number of the row as a spreadsheet counts; 0 for the table as a whole.
    pub row: usize,
    /// What the row names itself by.
    pub name: String,
    /// Column and code of the problem; the phrase of the code says the cure.
    pub problem: FieldProblem,
}

/// How many rows of a table do what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// Records entered.
    pub entered: usize,
    /// Records changed.
    pub changed: usize,
    /// Rows that say what is there already.
    pub left: usize,
    /// Rows with problems.
    pub wrong: usize,
}

impl Counted {
    pub(super) fn note(&mut self, act: Act) {
        match act {
            Act::Enters => self.entered += 1,
            Act::Changes => self.changed += 1,
            Act::Leaves => self.left += 1,
        }
    }
}

/// The table that a sheet is, by its headings.
pub(super) fn known(sheet: &Sheet) -> Option<&'static Table> {
    TABLES
        .iter()
        .find(|table| table.needed.iter().all(|needed| sheet.columns.iter().any(|column| column == needed)))
}

/// Headings that the table does not have: misspelt ones would be lost in silence.
pub(super) fn strangers(sheet: &Sheet, table: &Table) -> Vec<String> {
    sheet
        .columns
        .iter()
        .filter(|column| !column.is_empty() && !table.columns.contains(&column.as_str()))
        .cloned()
        .collect()
}

/// A row read by headings.
pub(super) struct Cells<'a> {
    columns: &'a [String],
    row: &'a Row,
}

impl<'a> Cells<'a> {
    pub(super) const fn of(sheet: &'a Sheet, row: &'a Row) -> Self {
        Self { columns: sheet.columns.as_slice(), row }
    }

    /// Text of a column; `None` when the table does not have the column, so that what is there stays as it is.
    pub(super) fn given(&self, column: &str) -> Option<&'a str> {
        let place = self.columns.iter().position(|known| known == column)?;
        self.row.cells.get(place).map(String::as_str)
    }

    /// Text of a column; empty when there is none.
    pub(super) fn text(&self, column: &str) -> &'a str {
        self.given(column).unwrap_or_default()
    }

    /// Text of a column, or what is there.
    pub(super) fn or(&self, column: &str, kept: &str) -> String {
        self.given(column).unwrap_or(kept).to_owned()
    }

    /// `yes` or `no`, or what is there.
    pub(super) fn flag(&self, column: &str, kept: bool) -> Result<bool, Error> {
        match self.given(column).map(str::to_lowercase).as_deref() {
            None => Ok(kept),
            Some("yes" | "có" | "co" | "x" | "1" | "true") => Ok(true),
            Some("" | "no" | "không" | "khong" | "0" | "false") => Ok(false),
            Some(_) => Err(Error::field(column, "yes_or_no")),
        }
    }

    /// The parts of a cell that holds several values, parted by spaces, commas, semicolons or new lines.
    pub(super) fn several(&self, column: &str) -> Vec<String> {
        let parted = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
        self.text(column).split(parted).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }
}

/// `yes` or `no`.
pub(super) fn told(flag: bool) -> String {
    if flag { "yes" } else { "no" }.to_owned()
}

/// The problems of an error that is about fields; any other error ends the whole.
pub(super) fn problems(error: Error) -> Result<Vec<FieldProblem>, Error> {
    match error {
        Error::Invalid(problems) => Ok(problems),
        Error::Refused(refusal) => {
            let field = refusal.field.clone().unwrap_or_default();
            Ok(vec![FieldProblem::new(&field, refusal.code)])
        }
        other => Err(other),
    }
}
