//! What an HTML form posts, as the values of a form.

use serde_json::Value;

use super::{FieldKind, Form, Values, tables};

/// Collects posted pairs by the kinds of the fields; keys the form does not have are passed over.
///
/// Boxes come as repeated pairs; the lists of addresses and names come as one text with an entry a line (or parted
/// by comma, semicolon or space), which [`super::validate`] takes apart. Of repeated single values the last filled
/// one counts. The cells of a table come as `<field>.<row>.<column>`. Nothing is checked here.
pub fn from_pairs(form: &Form, pairs: &[(String, String)]) -> Values {
    let mut values = Values::new();
    for (key, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
        let kind = form.field(key).map(|field| field.kind).or_else(|| option_text(form, key));
        match kind {
            None | Some(FieldKind::Fixed | FieldKind::Table) => {}
            Some(kind) if kind.is_list() => {
                let list = values.entry(key.as_str()).or_insert_with(|| Value::Array(Vec::new()));
                if let Value::Array(items) = list {
                    items.extend(entries(kind, value).map(Value::from));
                }
            }
            Some(_) => {
                values.insert(key.clone(), Value::from(value.as_str()));
            }
        }
    }
    for field in form.inputs().filter(|field| field.kind == FieldKind::Table) {
        if let Some(rows) = tables::from_pairs(field, pairs) {
            values.insert(field.key.clone(), rows);
        }
    }
    values
}

/// The kind of the free text of an option.
fn option_text(form: &Form, key: &str) -> Option<FieldKind> {
    let owns = |field: &super::Field| {
        field.options.iter().any(|option| option.text && field.text_key(&option.code) == key)
    };
    form.inputs().any(owns).then_some(FieldKind::Text)
}

fn entries(kind: FieldKind, value: &str) -> impl Iterator<Item = &str> {
    let ticked = matches!(kind, FieldKind::Choices | FieldKind::Attachments);
    let separators = move |letter: char| !ticked && matches!(letter, ',' | ';' | ' ' | '\n' | '\r' | '\t');
    value.split(separators).map(str::trim).filter(|entry| !entry.is_empty())
}
