//! A table of a form as printed: heads, rows, and the computed row of sums. Neighbour: `fields`, which puts it in place.

use law::{FormTable, TableColumn, table_totals};
use serde::Serialize;
use serde_json::Value;

/// Rows printed of an open table that is empty, so that the paper can be filled in by hand.
const EMPTY_ROWS: usize = 3;

/// A printed table.
#[derive(Debug, Serialize)]
pub(crate) struct TableSheet {
    /// The first column names the rows.
    labelled: bool,
    /// The first column counts the rows.
    counted: bool,
    heads: Vec<Head>,
    rows: Vec<Row>,
}

/// The head of a column.
#[derive(Debug, Serialize)]
struct Head {
    text: String,
    /// A heading shared with neighbours of the same words.
    under: Option<String>,
    /// Whole numbers stand in the middle.
    number: bool,
}

/// A row.
#[derive(Debug, Serialize)]
struct Row {
    /// A title across the table.
    heading: bool,
    /// The row of sums.
    total: bool,
    cells: Vec<String>,
}

/// The rows of a table with their values.
pub(crate) fn table_sheet(table: &FormTable, value: Option<&Value>) -> TableSheet {
    let mut heads = Vec::new();
    if let Some(counted) = &table.counted {
        heads.push(Head { text: counted.vi.clone(), under: None, number: true });
    }
    if let Some(label) = &table.rows_label {
        heads.push(Head { text: label.vi.clone(), under: None, number: false });
    } else if !table.rows.is_empty() {
        heads.push(Head { text: String::new(), under: None, number: false });
    }
    heads.extend(table.columns.iter().map(|column| Head {
        text: column.field.label.vi.clone(),
        under: column.under.as_ref().map(|text| text.vi.clone()),
        number: column.field.kind == law::FieldKind::Integer,
    }));
    let mut rows = if table.rows.is_empty() { open_rows(table, value) } else { fixed_rows(table, value) };
    if table.counted.is_some() {
        let lines = rows.iter_mut().filter(|row| !row.heading);
        lines.enumerate().for_each(|(at, row)| row.cells.insert(0, (at + 1).to_string()));
    }
    let labelled = table.rows_label.is_some() || !table.rows.is_empty();
    TableSheet { labelled, counted: table.counted.is_some(), heads, rows }
}

fn fixed_rows(table: &FormTable, value: Option<&Value>) -> Vec<Row> {
    let mut rows: Vec<Row> = table
        .rows
        .iter()
        .map(|row| {
            let number = row.number.as_deref().map(|number| format!("{number} ")).unwrap_or_default();
            let mut cells = vec![format!("{number}{}", row.label.vi)];
            if !row.heading {
                let values = value.and_then(|value| value.get(&row.key));
                cells.extend(table.columns.iter().map(|column| written(column, values)));
            }
            Row { heading: row.heading, total: false, cells }
        })
        .collect();
    if let Some(total) = &table.total {
        let sums = value.map(|value| table_totals(table, value)).unwrap_or_default();
        let sum = |column: &TableColumn| {
            sums.iter().find(|(key, _)| *key == column.field.key).map(|(_, sum)| sum.to_string())
        };
        let cells = table.columns.iter().map(|column| sum(column).unwrap_or_default());
        rows.push(Row {
            heading: false,
            total: true,
            cells: std::iter::once(total.label.vi.clone()).chain(cells).collect(),
        });
    }
    rows
}

fn open_rows(table: &FormTable, value: Option<&Value>) -> Vec<Row> {
    let filled = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let line = |values: Option<&Value>| Row {
        heading: false,
        total: false,
        cells: table.columns.iter().map(|column| written(column, values)).collect(),
    };
    if filled.is_empty() {
        return (0..EMPTY_ROWS).map(|_| line(None)).collect();
    }
    filled.iter().map(|values| line(Some(values))).collect()
}

/// The words of a cell; a code of a choice is printed with its label.
fn written(column: &TableColumn, values: Option<&Value>) -> String {
    match values.and_then(|values| values.get(&column.field.key)) {
        Some(Value::String(words)) => {
            column.field.option(words).map_or_else(|| words.clone(), |option| option.label.vi.clone())
        }
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;
    use law::{Text, TotalRow};
    use serde_json::json;

    fn table(rows: Vec<law::TableRow>, total: Option<TotalRow>) -> FormTable {
        let files = vec![law::SourceFile {
            path: "calendars/week.toml".into(),
            text: "rest = [\"sunday\"]\nsource = \"x\"".into(),
        }];
        assert!(law::Library::from_files(files).is_ok());
        FormTable { rows_label: None, counted: None, columns: Vec::new(), rows, most_rows: 3, total }
    }

    #[test]
    fn an_empty_open_table_leaves_rows_to_be_filled_in_by_hand() {
        assert_eq!(table_sheet(&table(Vec::new(), None), None).rows.len(), EMPTY_ROWS);
        let two = json!([{}, {}]);
        assert_eq!(table_sheet(&table(Vec::new(), None), Some(&two)).rows.len(), 2);
    }

    #[test]
    fn headings_stand_alone_and_sums_come_last() {
        let row = |key: &str, heading| law::TableRow {
            key: key.into(),
            number: Some("1.".into()),
            label: Text::new(key, ""),
            list: None,
            heading,
            trace: Vec::new(),
        };
        let total = TotalRow { label: Text::new("Tổng số", "Total"), trace: Vec::new() };
        let sheet = table_sheet(&table(vec![row("a", true), row("b", false)], Some(total)), None);
        let told: Vec<(&str, bool, bool)> =
            sheet.rows.iter().map(|row| (row.cells[0].as_str(), row.heading, row.total)).collect();
        assert_eq!(told, [("1. a", true, false), ("1. b", false, false), ("Tổng số", false, true)]);
    }
}
