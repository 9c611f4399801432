//! Filling what a form still asks for, with plainly invented words.

use law::{Field, FieldKind, Form, Values};
use serde_json::{Value, json};

/// Fills every required input that is still empty.
pub(super) fn complete(form: &Form, mut values: Values, summary: &str) -> Values {
    for field in form.inputs().filter(|f| f.required) {
        let empty = values.get(&field.key).is_none_or(|v| match v {
            Value::Null => true,
            Value::String(text) => text.trim().is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        });
        if empty && let Some(value) = invented(field, summary) {
            values.insert(field.key.clone(), value);
        }
    }
    values
}

fn invented(field: &Field, summary: &str) -> Option<Value> {
    Some(match field.kind {
        FieldKind::Text => json!("Đơn vị minh họa"),
        FieldKind::LongText => json!(summary),
        FieldKind::Email => json!("lienhe@minhhoa.example"),
        FieldKind::Phone => json!("0000 000 099"),
        FieldKind::Choice => json!(field.options.first()?.code),
        FieldKind::Choices => json!([field.options.iter().find(|o| !o.text)?.code]),
        _ => return None,
    })
}
