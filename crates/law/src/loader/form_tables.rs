//! Tables of a form: `[[section.field.column]]`, `[[section.field.row]]`, `[section.field.total]`.

use super::forms::{Pending, field};
use super::references::Names;
use super::table::Table;
use crate::form::{COLUMN_KINDS, FieldKind, FormTable, TableColumn, TableRow, TotalRow};

/// Most rows of a table that says nothing about it.
const MOST_ROWS: usize = 500;

/// Reads the columns and rows of a field of kind `table`.
pub(super) fn form_table(table: &Table<'_>) -> FormTable {
    // Keys of columns are unique in their table, not in the form.
    let mut pending = Pending::default();
    let columns: Vec<TableColumn> =
        table.children("column").into_iter().filter_map(|inner| column(inner, &mut pending)).collect();
    if columns.is_empty() {
        table.fault("kind", "a table needs at least one [[section.field.column]]");
    }
    let mut keys = Names::default();
    let rows: Vec<TableRow> = table.children("row").into_iter().map(|inner| row(inner, &mut keys)).collect();
    let most = table.integer("most_rows", 1, 10_000).and_then(|most| usize::try_from(most).ok());
    if !rows.is_empty() && most.is_some() {
        table.fault("most_rows", "this stands only in a table without fixed rows");
    }
    let total = table.child("total").map(|inner| {
        let total = TotalRow { label: inner.needed_text("label"), trace: inner.strings("trace") };
        inner.finish();
        total
    });
    let summed = columns.iter().any(|column| column.total);
    if summed != total.is_some() {
        table.fault(
            "total",
            "a column with total = true and [section.field.total] stand together or not at all",
        );
    }
    for column in &columns {
        let known = |key: &str| {
            columns.iter().any(|other| other.field.key == key && other.field.kind == FieldKind::Integer)
        };
        for other in column.at_least.iter().filter(|key| !known(key)) {
            table.fault(
                "column",
                format!("at_least: \"{other}\" is no column of whole numbers in this table"),
            );
        }
    }
    FormTable {
        rows_label: table.text("rows_label"),
        counted: table.text("counted"),
        columns,
        rows,
        most_rows: most.unwrap_or(MOST_ROWS),
        total,
    }
}

fn column(table: Table<'_>, pending: &mut Pending) -> Option<TableColumn> {
    let field = field(&table, pending);
    let (total, at_least, under) = (table.flag("total"), table.strings("at_least"), table.text("under"));
    if let Some(field) = &field {
        if !COLUMN_KINDS.contains(&field.kind) {
            let kinds: Vec<&str> = COLUMN_KINDS.iter().map(|kind| kind.as_str()).collect();
            table.fault("kind", format!("a column is one of {}", kinds.join(", ")));
        }
        if (total || !at_least.is_empty()) && field.kind != FieldKind::Integer {
            table.fault("kind", "only whole numbers are summed and compared: write kind = \"integer\"");
        }
    }
    table.finish();
    Some(TableColumn { field: field?, total, at_least, under })
}

fn row(table: Table<'_>, keys: &mut Names) -> TableRow {
    let key = table.needed_string("key");
    if !key.is_empty() && !keys.add(key.as_str()) {
        table.fault("key", format!("row \"{key}\" is given twice in this table"));
    }
    if key.contains('.') {
        table.fault("key", "the key of a row has no dot");
    }
    let row = TableRow {
        key,
        number: table.string("number"),
        label: table.needed_text("label"),
        list: table.string("list"),
        heading: table.flag("heading"),
        trace: table.strings("trace"),
    };
    table.finish();
    row
}
