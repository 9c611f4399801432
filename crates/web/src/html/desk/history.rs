//! Rows of the audit chain in words: who, what.

use super::Words;
use domain::audit::Row;
use phrases::contexts::elements::{Happening, Tone};
use serde_json::Value;

/// Who acted, from the canonical JSON of a row.
pub(in crate::html) fn actor(words: &Words<'_>, row: &Row) -> String {
    let actor: Value = serde_json::from_str(&row.actor).unwrap_or_default();
    let text = |key: &str| actor.get(key).and_then(Value::as_str).unwrap_or_default();
    match text("kind") {
        "person" => text("name").to_owned(),
        "token" => words.with("actor-token", &[("name", text("name").into())]),
        "system" => words.with("actor-system", &[("part", words.coded("part", text("part")).into())]),
        _ => words.say("actor-anonymous"),
    }
}

/// Who wrote something down: a person by name, a part of the system in words.
pub(in crate::html) fn written_by(words: &Words<'_>, by: &str) -> String {
    let part = words.known("part", by);
    part.map_or_else(|| by.to_owned(), |part| words.with("actor-system", &[("part", part.into())]))
}

/// What was done, as a sentence: the phrase `did-<act>`.
pub(in crate::html) fn sentence(words: &Words<'_>, act: &str) -> String {
    words.coded("did", act)
}

/// A row as an entry of a timeline.
pub(in crate::html) fn happening(words: &Words<'_>, row: &Row) -> Happening {
    Happening {
        at: row.at.micros(),
        who: actor(words, row),
        what: sentence(words, &row.act),
        text: None,
        tone: Tone::Quiet,
        internal: false,
    }
}
