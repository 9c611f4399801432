//! Tables on a form: fixed rows or as many as needed, columns that are summed, rows that must agree.
//!
//! The value of a table with fixed rows is an object, row → column → value; of one without, a list of objects,
//! column → value. Totals are computed ([`table_totals`]), never kept.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::fields::{self, Reading};
use super::messages::{self, Finding};
use super::{Field, FieldKind};
use crate::text::{Lang, Text};

/// The columns and rows of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FormTable {
    /// Heading of the column that names the rows.
    pub rows_label: Option<Text>,
    /// Columns in printed order; in TOML `[[section.field.column]]`.
    pub columns: Vec<TableColumn>,
    /// Fixed rows; none for a table as long as needed. In TOML `[[section.field.row]]`.
    pub rows: Vec<TableRow>,
    /// Heading of a first column that counts the rows; none for a table without one.
    pub counted: Option<Text>,
    /// Most rows of a table without fixed rows.
    pub most_rows: usize,
    /// The last row, which is computed; in TOML `[section.field.total]`.
    pub total: Option<TotalRow>,
}

/// The row of sums.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TotalRow {
    /// Words as printed.
    pub label: Text,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableColumn {
    /// What is filled in, like a field.
    #[serde(flatten)]
    pub field: Field,
    /// Summed in the last row.
    pub total: bool,
    /// Columns of the same row that must not be more than this one.
    pub at_least: Vec<String>,
    /// A heading shared with neighbours of the same words.
    pub under: Option<Text>,
}

/// A fixed row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableRow {
    /// Key, unique in its table.
    pub key: String,
    /// Number as printed.
    pub number: Option<String>,
    /// Words as printed.
    pub label: Text,
    /// Row of a printed list that it counts: `<list>/<code>`.
    pub list: Option<String>,
    /// A title between rows, without boxes.
    pub heading: bool,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
}

impl FormTable {
    /// The rows with boxes.
    pub fn filled_rows(&self) -> impl Iterator<Item = &TableRow> {
        self.rows.iter().filter(|row| !row.heading)
    }
}

/// The sums of the columns that have one: column key → sum of its whole numbers.
pub fn table_totals(table: &FormTable, value: &Value) -> Vec<(String, i64)> {
    let rows: Vec<&Value> = match value {
        Value::Object(rows) => rows.values().collect(),
        Value::Array(rows) => rows.iter().collect(),
        _ => Vec::new(),
    };
    let sum =
        |key: &str| rows.iter().filter_map(|row| row.get(key)?.as_i64()).fold(0_i64, i64::saturating_add);
    let summed = table.columns.iter().filter(|column| column.total);
    summed.map(|column| (column.field.key.clone(), sum(&column.field.key))).collect()
}

/// Reads the value of a table.
pub(super) fn read(field: &Field, raw: &Value) -> Reading {
    let Some(table) = &field.table else { return Reading::default() };
    match (raw, table.rows.is_empty()) {
        (Value::Object(rows), false) => fixed(table, rows),
        (Value::Array(rows), true) => open(table, rows),
        (_, false) => Reading { value: None, findings: vec![messages::not_rows_by_name()] },
        (_, true) => Reading { value: None, findings: vec![messages::not_rows()] },
    }
}

fn fixed(table: &FormTable, raw: &Map<String, Value>) -> Reading {
    let (mut kept, mut findings) = (Map::new(), Vec::new());
    for row in table.filled_rows() {
        let Some(cells) = raw.get(&row.key) else { continue };
        let name = row.label.clone();
        if let Some(cells) = line(table, cells, &name, &mut findings) {
            kept.insert(row.key.clone(), cells);
        }
    }
    if raw.keys().any(|key| !table.filled_rows().any(|row| row.key == *key)) {
        findings.push(messages::unknown_row());
    }
    Reading { value: (!kept.is_empty()).then_some(Value::Object(kept)), findings }
}

fn open(table: &FormTable, raw: &[Value]) -> Reading {
    let mut findings = Vec::new();
    if raw.len() > table.most_rows {
        findings.push(messages::too_many(table.most_rows));
    }
    let rows: Vec<Value> = raw
        .iter()
        .take(table.most_rows)
        .enumerate()
        .filter_map(|(at, cells)| {
            let name = Text::new(format!("dòng {}", at + 1), format!("row {}", at + 1));
            line(table, cells, &name, &mut findings)
        })
        .collect();
    Reading { value: (!rows.is_empty()).then_some(Value::Array(rows)), findings }
}

/// The cells of one row, read by their columns. A cell that is wrong is kept as it was typed.
fn line(table: &FormTable, raw: &Value, row: &Text, findings: &mut Vec<Finding>) -> Option<Value> {
    let Value::Object(raw) = raw else {
        findings.push(messages::not_rows());
        return None;
    };
    let mut cells = Map::new();
    for column in &table.columns {
        let Some(cell) = raw.get(&column.field.key) else { continue };
        let reading = fields::read(&column.field, cell);
        for finding in reading.findings {
            findings.push(messages::in_cell(row, &column.field.label, &finding));
        }
        if let Some(value) = reading.value {
            cells.insert(column.field.key.clone(), value);
        }
    }
    if cells.is_empty() {
        return None;
    }
    let number = |key: &str| cells.get(key).and_then(Value::as_i64);
    for column in &table.columns {
        let Some(most) = number(&column.field.key) else { continue };
        let over = column.at_least.iter().find(|other| number(other).is_some_and(|other| other > most));
        if let Some(other) = over.and_then(|key| table.columns.iter().find(|other| other.field.key == *key)) {
            findings.push(messages::less_than_part(row, &column.field.label, &other.field.label));
        }
    }
    for column in table.columns.iter().filter(|column| column.field.required) {
        if !cells.contains_key(&column.field.key) {
            findings.push(messages::in_cell(
                row,
                &column.field.label,
                &messages::required(&column.field.label),
            ));
        }
    }
    Some(Value::Object(cells))
}

/// A table as JSON Schema.
pub(super) fn schema(table: &FormTable, lang: Lang, property: impl Fn(&Field, Lang) -> Value) -> Value {
    let columns: Map<String, Value> = table
        .columns
        .iter()
        .map(|column| (column.field.key.clone(), property(&column.field, lang)))
        .collect();
    let required: Vec<&str> =
        table.columns.iter().filter(|c| c.field.required).map(|c| c.field.key.as_str()).collect();
    let row = json!({
        "type": "object", "properties": columns, "required": required, "additionalProperties": false,
    });
    if table.rows.is_empty() {
        return json!({ "type": "array", "items": row, "maxItems": table.most_rows });
    }
    let titled = |label: &Text| {
        let mut row = row.clone();
        if let Some(row) = row.as_object_mut() {
            row.insert("title".to_owned(), label.get(lang).into());
        }
        row
    };
    let rows: Map<String, Value> =
        table.filled_rows().map(|row| (row.key.clone(), titled(&row.label))).collect();
    json!({ "type": "object", "properties": rows, "additionalProperties": false })
}

/// Takes the posted pairs of a table apart: `<field>.<row>.<column>`, where a row without a name is its position.
pub(super) fn from_pairs(field: &Field, pairs: &[(String, String)]) -> Option<Value> {
    let table = field.table.as_ref()?;
    let mut named: Map<String, Value> = Map::new();
    let mut placed: std::collections::BTreeMap<usize, Map<String, Value>> = Default::default();
    for (key, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
        let cell = key.strip_prefix(&field.key).and_then(|rest| rest.strip_prefix('.'));
        let Some((row, column)) = cell.and_then(|cell| cell.split_once('.')) else { continue };
        if !table.columns.iter().any(|known| known.field.key == column) {
            continue;
        }
        let cells = match table.rows.is_empty() {
            true => match row.parse() {
                Ok(at) if at < table.most_rows => placed.entry(at).or_default(),
                _ => continue,
            },
            false => match named.entry(row).or_insert_with(|| Value::Object(Map::new())) {
                Value::Object(cells) => cells,
                _ => continue,
            },
        };
        cells.insert(column.to_owned(), Value::from(value.as_str()));
    }
    let rows = match table.rows.is_empty() {
        true => Value::Array(placed.into_values().map(Value::Object).collect()),
        false => Value::Object(named),
    };
    let filled =
        rows.as_array().map_or_else(|| rows.as_object().is_some_and(|r| !r.is_empty()), |r| !r.is_empty());
    filled.then_some(rows)
}

/// Kinds that may stand in a column.
pub(crate) const COLUMN_KINDS: [FieldKind; 5] =
    [FieldKind::Text, FieldKind::LongText, FieldKind::Integer, FieldKind::Date, FieldKind::Choice];
