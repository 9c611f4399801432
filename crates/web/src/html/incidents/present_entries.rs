//! Entries that the system writes into the record: a code and values, told as the phrase `entry-<code>`.

use crate::html::desk::Words;
use domain::Moment;
use domain::incidents::Entry;
use phrases::contexts::incidents::Correction;
use phrases::{Arg, measures};
use serde_json::{Map, Value};

/// The words of an entry.
pub(super) fn told(words: &Words<'_>, entry: &Entry) -> String {
    if entry.code.is_empty() {
        return entry.text.clone();
    }
    let values: Map<String, Value> = serde_json::from_str(&entry.text).unwrap_or_default();
    let args: Vec<(&str, Arg)> =
        values.iter().map(|(key, value)| (key.as_str(), arg(words, key, value))).collect();
    words.with(&format!("entry-{}", entry.code.replace(['.', '_'], "-")), &args)
}

/// A value in words: codes by their phrases, moments in Vietnam time, texts of law in the reader's language.
fn arg(words: &Words<'_>, key: &str, value: &Value) -> Arg {
    match (key, value) {
        ("role", Value::String(code)) => words.coded("party", code).into(),
        ("sees", Value::String(code)) => words.coded("sees", code).into(),
        ("kind", Value::String(code)) => words.coded("report", code).into(),
        ("tlp", Value::String(code)) => words.coded("tlp", code).into(),
        ("primary", Value::String(codes)) => codes
            .split(", ")
            .filter(|c| !c.is_empty())
            .map(|c| words.item("rsit", c))
            .collect::<Vec<_>>()
            .join(", ")
            .into(),
        (_, Value::Bool(yes)) => yes.to_string().into(),
        (_, Value::Number(number)) => number.as_i64().map_or_else(|| number.to_string().into(), Arg::from),
        (_, Value::String(text)) => {
            text.parse::<Moment>().map_or_else(|_| text.clone(), |at| measures::moment(at.micros())).into()
        }
        (_, Value::Object(_)) => serde_json::from_value(value.clone())
            .map(|text: law::Text| words.text(&text))
            .unwrap_or_default()
            .into(),
        (_, Value::Null | Value::Array(_)) => words.say("app-none").into(),
    }
}

/// Corrections of the moment of detection, oldest first.
pub(super) fn corrections(entries: &[Entry]) -> Vec<Correction> {
    let read = |entry: &Entry| {
        let values: Map<String, Value> = serde_json::from_str(&entry.text).ok()?;
        let text = |key: &str| values.get(key).and_then(Value::as_str);
        Some(Correction {
            at: entry.at.micros(),
            by: entry.by.clone(),
            before: text("before")?.parse::<Moment>().ok()?.micros(),
            after: text("after")?.parse::<Moment>().ok()?.micros(),
            reason: text("reason").unwrap_or_default().to_owned(),
        })
    };
    entries.iter().filter(|e| e.code == "incident.detection_corrected").filter_map(read).collect()
}
