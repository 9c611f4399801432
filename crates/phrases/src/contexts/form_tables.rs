//! Tables of a form of law, as pages show them.

use super::form::{ColumnView, FieldKind, TableRowView, TableView};
use super::form_of_law::kind;
use crate::Lang;
use law::{FormTable, table_totals};
use serde_json::Value;

/// Empty rows offered at the end of an open table.
const MORE_ROWS: usize = 3;

impl TableView {
    /// A table with its values.
    pub fn of(table: &FormTable, value: Option<&Value>, lang: Lang) -> TableView {
        let columns = table.columns.iter().map(|column| {
            let label = column.field.label.get(lang);
            ColumnView {
                key: column.field.key.clone(),
                label: match &column.under {
                    Some(under) => format!("{} – {label}", under.get(lang)),
                    None => label.to_owned(),
                },
                kind: kind(column.field.kind),
                required: column.field.required,
                options: column
                    .field
                    .options
                    .iter()
                    .map(|option| (option.code.clone(), option.label.get(lang).to_owned()))
                    .collect(),
            }
        });
        TableView {
            rows_label: table.rows_label.as_ref().map(|label| label.get(lang).to_owned()),
            columns: columns.collect(),
            rows: if table.rows.is_empty() {
                open_rows(table, value)
            } else {
                fixed_rows(table, value, lang)
            },
            total: table.total.as_ref().map(|total| {
                let sums = value.map(|value| table_totals(table, value)).unwrap_or_default();
                let sum = |key: &str| sums.iter().find(|(of, _)| of == key).map(|(_, sum)| sum.to_string());
                TableRowView {
                    key: String::new(),
                    label: total.label.get(lang).to_owned(),
                    heading: false,
                    cells: table.columns.iter().map(|c| sum(&c.field.key).unwrap_or_default()).collect(),
                }
            }),
        }
    }

    /// An invented table.
    pub fn sample() -> TableView {
        let column = |key: &str, label: &str, kind| ColumnView {
            key: key.into(),
            label: label.into(),
            kind,
            required: false,
            options: vec![("1".into(), "Có".into())],
        };
        let row = |key: &str, heading| TableRowView {
            key: key.into(),
            label: "Từ chối dịch vụ".into(),
            heading,
            cells: vec!["3".into(), "1".into(), String::new(), String::new(), String::new()],
        };
        TableView {
            rows_label: Some("Loại sự cố".into()),
            columns: vec![
                column("count", "Số lượng", FieldKind::Integer),
                column("choice", "Tự xử lý", FieldKind::Choice),
                column("words", "Ghi chú", FieldKind::LongText),
                column("day", "Ngày", FieldKind::Date),
                column("text", "Tên", FieldKind::Text),
            ],
            rows: vec![row("title", true), row("dos", false)],
            total: Some(TableRowView { label: "Tổng số".into(), ..row("", false) }),
        }
    }
}

fn fixed_rows(table: &FormTable, value: Option<&Value>, lang: Lang) -> Vec<TableRowView> {
    let row = |row: &law::TableRow| {
        let number = row.number.as_deref().map(|number| format!("{number} ")).unwrap_or_default();
        TableRowView {
            key: row.key.clone(),
            label: format!("{number}{}", row.label.get(lang)),
            heading: row.heading,
            cells: cells(table, value.and_then(|value| value.get(&row.key))),
        }
    };
    table.rows.iter().map(row).collect()
}

fn open_rows(table: &FormTable, value: Option<&Value>) -> Vec<TableRowView> {
    let filled = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let offered = (filled.len() + MORE_ROWS).min(table.most_rows);
    (0..offered)
        .map(|at| TableRowView {
            key: at.to_string(),
            label: String::new(),
            heading: false,
            cells: cells(table, filled.get(at)),
        })
        .collect()
}

fn cells(table: &FormTable, values: Option<&Value>) -> Vec<String> {
    let cell = |key: &str| match values.and_then(|values| values.get(key)) {
        Some(Value::String(words)) => words.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    };
    table.columns.iter().map(|column| cell(&column.field.key)).collect()
}
