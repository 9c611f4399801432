//! Tab *history*: the rows of the audit chain about the incident.

use super::seen::Seen;
use crate::html::desk::{actor, sentence};
use domain::Moment;
use domain::audit::Row;
use phrases::contexts::elements::Fact;
use phrases::contexts::incidents::{AuditRow, History};
use phrases::measures;
use serde_json::{Map, Value};

/// Rows that the desk hands out at most.
const MOST: usize = 300;

/// The tab.
pub(super) fn tab(seen: &Seen<'_>) -> History {
    let rows: Vec<AuditRow> = seen.view.history.iter().map(|r| row(seen, r)).collect();
    History { cut: rows.len() >= MOST, rows }
}

fn row(seen: &Seen<'_>, row: &Row) -> AuditRow {
    let detail: Map<String, Value> = serde_json::from_str(&row.detail).unwrap_or_default();
    let fact = |(name, value): (String, Value)| {
        let label = seen.words.known("detail", &name)?;
        Some(Fact::new(label, told(seen, &name, &value)?))
    };
    AuditRow {
        sequence: row.sequence,
        at: row.at.micros(),
        who: actor(&seen.words, row),
        body: seen.name_of(row.body),
        what: sentence(&seen.words, &row.act),
        detail: detail.into_iter().filter_map(fact).collect(),
        hash: row.hash.clone(),
    }
}

/// A value in words; none for what says nothing to a reader, such as ids and whole records.
fn told(seen: &Seen<'_>, name: &str, value: &Value) -> Option<String> {
    let (words, view) = (&seen.words, seen.view);
    match value {
        Value::Bool(yes) => Some(words.say(if *yes { "app-yes" } else { "app-no" })),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if text.is_empty() || is_id(text) => None,
        Value::String(text) => Some(match name {
            "role" => words.coded("party", text),
            "sees" => words.coded("sees", text),
            "tlp" => words.coded("tlp", text),
            "kind" => words.known("entry", text).or_else(|| words.known("due", text))?,
            "audience" => words.coded("audience", text),
            "process" | "ruleset" => words.law(text),
            "step" => {
                let step = view.steps.iter().find(|s| s.run.step == *text)?;
                words.text(&step.definition.title)
            }
            "clock" => {
                let clock = view.clocks.iter().find(|c| c.clock.clock == *text)?;
                words.text(&clock.clock.title)
            }
            _ => {
                let moment = text.parse::<Moment>().map(|at| measures::moment(at.micros()));
                moment.unwrap_or_else(|_| text.clone())
            }
        }),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Whether a text is the id of a record.
fn is_id(text: &str) -> bool {
    text.len() == 36 && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}
