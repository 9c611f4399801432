//! Filling a form with what the record already knows.

use std::collections::BTreeMap;

use serde_json::Value;

use super::fields::{day_of, is_empty, moment_of};
use super::{FieldKind, Form, Values};
use crate::clock::zone;

/// The values that follow from `known`, keyed by binding (see [`crate::BINDINGS`]).
///
/// Only fields with `binds` are filled. A known moment becomes a day or a time of day where the field asks for
/// one; a single text becomes a list of one where the field is a list. What is not known stays out.
pub fn prefill(form: &Form, known: &BTreeMap<String, Value>) -> Values {
    form.inputs()
        .filter_map(|field| {
            let value = known.get(field.binds.as_deref()?).filter(|value| !is_empty(value))?;
            Some((field.key.clone(), fitted(field.kind, value)))
        })
        .collect()
}

/// The way back: what a filled form tells, keyed by binding. Where two fields say the same, the first that is filled counts.
pub fn told(form: &Form, values: &Values) -> BTreeMap<String, Value> {
    let mut told = BTreeMap::new();
    for field in form.inputs() {
        let filled = values.get(&field.key).filter(|value| !is_empty(value));
        if let (Some(binding), Some(value)) = (&field.binds, filled) {
            told.entry(binding.clone()).or_insert_with(|| value.clone());
        }
    }
    told
}

fn fitted(kind: FieldKind, value: &Value) -> Value {
    match (kind, value) {
        (FieldKind::Date, _) => day_of(value).map_or_else(|| value.clone(), |day| day.to_string().into()),
        (FieldKind::Time, _) => moment_of(value).map_or_else(
            || value.clone(),
            |moment| {
                let local = moment.to_zoned(zone());
                format!("{:02}:{:02}", local.hour(), local.minute()).into()
            },
        ),
        (FieldKind::Text | FieldKind::LongText, Value::Array(items)) => {
            let words: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            words.join(if kind == FieldKind::Text { ", " } else { "\n" }).into()
        }
        (FieldKind::Text | FieldKind::LongText | FieldKind::Choice, Value::Number(number)) => {
            number.to_string().into()
        }
        (kind, Value::String(words)) if kind.is_list() => Value::Array(vec![words.as_str().into()]),
        _ => value.clone(),
    }
}
