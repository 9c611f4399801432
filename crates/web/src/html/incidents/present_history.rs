//! Tab *history*: the rows of the audit chain about the incident.

use super::seen::Seen;
use crate::html::desk::{actor, sentence};
use domain::audit::Row;
use phrases::contexts::elements::{Fact, Pager};
use phrases::contexts::incidents::{AuditRow, History};
use serde_json::{Map, Value};

/// The tab.
pub(super) fn tab(seen: &Seen<'_>) -> History {
    let rows: Vec<AuditRow> = seen.view.history.iter().map(|r| row(seen, r)).collect();
    let shown = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    History { rows, pager: Pager { previous: None, next: None, shown } }
}

fn row(seen: &Seen<'_>, row: &Row) -> AuditRow {
    let detail: Map<String, Value> = serde_json::from_str(&row.detail).unwrap_or_default();
    let value = |value: Value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    AuditRow {
        sequence: row.sequence,
        at: row.at.micros(),
        who: actor(&seen.words, row),
        body: seen.name_of(row.body),
        what: sentence(&seen.words, &row.act),
        act: row.act.clone(),
        detail: detail.into_iter().map(|(name, v)| Fact::new(name, value(v))).collect(),
        hash: row.hash.clone(),
    }
}
