//! Forms of law at the desk and in public: where a fault stands.

use super::defang;
use law::Form;
use phrases::contexts::form::{FieldKind, FieldView, FormView, SectionView, TableView};
use phrases::contexts::reports::{ReadRow, ReadSection};

/// The key of the field that shows a fault: the free text of an option stands with its field.
pub(in crate::html) fn shown_at(form: &Form, key: &str) -> String {
    let owner =
        form.inputs().find(|field| field.options.iter().any(|option| field.text_key(&option.code) == key));
    owner.map_or_else(|| key.to_owned(), |field| field.key.clone())
}

/// A filled form to read, section by section; `files` are ids and names of what is attached.
pub(in crate::html) fn read_form(form: FormView, files: &[(String, String)]) -> Vec<ReadSection> {
    let row = |field: &FieldView| ReadRow {
        number: field.number.clone().unwrap_or_default(),
        label: field.label.clone(),
        lines: field_lines(field, files),
    };
    let section = |section: SectionView| ReadSection {
        title: match &section.letter {
            Some(letter) if !section.title.is_empty() => format!("{letter}. {}", section.title),
            _ => section.title.clone(),
        },
        rows: section.fields.iter().filter(|f| f.kind != FieldKind::Fixed).map(row).collect(),
    };
    form.sections.into_iter().map(section).filter(|s| !s.rows.is_empty()).collect()
}

/// A filled field as lines: labels of ticked boxes with their free text, addresses made harmless, files by name.
pub(in crate::html) fn field_lines(field: &FieldView, files: &[(String, String)]) -> Vec<String> {
    let named = |id: &String| {
        files.iter().find(|(known, _)| known == id).map_or_else(|| id.clone(), |(_, name)| name.clone())
    };
    match field.kind {
        FieldKind::Choice | FieldKind::Choices => {
            let ticked = field.options.iter().filter(|o| o.checked);
            ticked
                .map(|o| {
                    if o.text_value.is_empty() {
                        o.label.clone()
                    } else {
                        format!("{}: {}", o.label, o.text_value)
                    }
                })
                .collect()
        }
        FieldKind::Table => field.table.iter().flat_map(table_lines).collect(),
        FieldKind::Month => Some(field.value.split('-').rev().collect::<Vec<_>>().join("/"))
            .filter(|month| !month.is_empty())
            .into_iter()
            .collect(),
        FieldKind::Attachments => field.values.iter().map(named).collect(),
        FieldKind::IpList | FieldKind::CidrList | FieldKind::DomainList => {
            field.values.iter().map(|v| defang(v)).collect()
        }
        FieldKind::Datetime => spelled(&field.value).into_iter().collect(),
        FieldKind::Date => Some(field.value.split('-').rev().collect::<Vec<_>>().join("/"))
            .filter(|d| !d.is_empty())
            .into_iter()
            .collect(),
        _ => field.value.lines().map(str::to_owned).collect(),
    }
}

/// The filled rows of a table, a line each: "name: column value; column value".
fn table_lines(table: &TableView) -> Vec<String> {
    let rows = table.rows.iter().chain(&table.total).filter(|row| row.cells.iter().any(|c| !c.is_empty()));
    rows.map(|row| {
        let cells = table.columns.iter().zip(&row.cells).filter(|(_, value)| !value.is_empty());
        let said: Vec<String> = cells.map(|(column, value)| format!("{} {value}", column.label)).collect();
        if row.label.is_empty() { said.join("; ") } else { format!("{}: {}", row.label, said.join("; ")) }
    })
    .collect()
}

/// `2026-11-20T08:15` as people read it.
fn spelled(value: &str) -> Option<String> {
    if value.is_empty() {
        return None;
    }
    let Some((day, hour)) = value.split_once('T') else { return Some(value.to_owned()) };
    Some(format!("{hour} {}", day.split('-').rev().collect::<Vec<_>>().join("/")))
}
