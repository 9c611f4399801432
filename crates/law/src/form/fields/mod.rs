//! Reading one value by the kind of its field: what was typed in, normalised, or what is wrong with it.
//!
//! One file a family: `words` (texts, mail, telephone, numbers), `times`, `choices`, `networks`. Each function
//! takes the raw JSON value and gives `Ok(None)` for an empty one.

mod choices;
mod networks;
mod times;
mod words;

use serde_json::Value;

use super::messages::{self, Finding};
use super::{Field, FieldKind, tables};

pub(super) use times::{day_of, moment_of, time_of};
pub(super) use words::clean_line;

/// Longest one-line text, in characters.
pub(super) const TEXT_MOST: usize = 500;
/// Longest text of several lines, in characters.
pub(super) const LONG_TEXT_MOST: usize = 20_000;
/// Most entries of a list.
pub(super) const LIST_MOST: usize = 1_000;
/// Longest e-mail address (RFC 5321).
pub(super) const EMAIL_MOST: usize = 254;
/// Longest report number or attachment id.
pub(super) const LINK_MOST: usize = 200;

/// A value as read: what can be kept, and what is wrong. Something wrong may still be kept in a draft.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The normalised value; none when nothing was filled in or nothing can be made of it.
    pub(super) value: Option<Value>,
    /// What is wrong.
    pub(super) findings: Vec<Finding>,
}

impl Reading {
    fn kept(value: impl Into<Value>) -> Self {
        Self { value: Some(value.into()), findings: Vec::new() }
    }

    /// Keeps what was typed, so that the person can mend it, and says what is wrong.
    fn wrong(raw: &Value, finding: Finding) -> Self {
        Self { value: Some(raw.clone()), findings: vec![finding] }
    }
}

/// Reads the raw value of `field`.
pub(super) fn read(field: &Field, raw: &Value) -> Reading {
    if is_empty(raw) {
        return Reading::default();
    }
    match field.kind {
        FieldKind::Text => words::line(raw, TEXT_MOST),
        FieldKind::LongText => words::lines(raw),
        FieldKind::Email => words::email(raw),
        FieldKind::Phone => words::phone(raw),
        FieldKind::Integer => words::integer(raw),
        FieldKind::ReportLink => words::line(raw, LINK_MOST),
        FieldKind::Date => times::date(raw),
        FieldKind::Time => times::time(raw),
        FieldKind::Datetime => times::datetime(raw),
        FieldKind::Choice => choices::choice(field, raw),
        FieldKind::Choices => choices::choices(field, raw),
        FieldKind::Attachments => choices::attachments(raw),
        FieldKind::IpList => networks::addresses(raw, field.public_only),
        FieldKind::CidrList => networks::ranges(raw, field.public_only),
        FieldKind::DomainList => networks::domains(raw),
        FieldKind::Month => times::month(raw),
        FieldKind::Table => tables::read(field, raw),
        FieldKind::Fixed => Reading { value: None, findings: vec![messages::unknown_field()] },
    }
}

/// True for nothing at all: null, text that prints nothing, an empty list or a list of blanks.
pub(super) fn is_empty(raw: &Value) -> bool {
    match raw {
        Value::Null => true,
        Value::String(words) => words.chars().all(|letter| letter.is_whitespace() || letter.is_control()),
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(cells) => cells.values().all(is_empty),
        _ => false,
    }
}
