//! Boxes to tick, and attachment ids.

use serde_json::Value;

use super::super::Field;
use super::super::messages;
use super::{LINK_MOST, LIST_MOST, Reading, words};

/// One option.
pub(super) fn choice(field: &Field, raw: &Value) -> Reading {
    // An HTML form may post a single choice as a list of one.
    let single = match raw {
        Value::Array(items) if items.len() == 1 => items.first().unwrap_or(raw),
        other => other,
    };
    match words::string(single) {
        Ok(code) if field.option(code.trim()).is_some() => Reading::kept(code.trim()),
        Ok(code) => Reading::wrong(raw, messages::unknown_option(code.trim())),
        Err(finding) => Reading::wrong(raw, finding),
    }
}

/// Any number of options, put into printed order, each once.
pub(super) fn choices(field: &Field, raw: &Value) -> Reading {
    let items = match strings(raw) {
        Ok(items) => items,
        Err(reading) => return reading,
    };
    let mut reading = Reading::default();
    for code in items.iter().filter(|code| field.option(code).is_none()) {
        reading.findings.push(messages::unknown_option(code));
    }
    let ticked = field.options.iter().filter(|option| items.contains(&option.code));
    let mut codes: Vec<Value> = ticked.map(|option| Value::from(option.code.as_str())).collect();
    codes.extend(
        items.iter().filter(|code| field.option(code).is_none()).map(|code| Value::from(code.as_str())),
    );
    reading.value = Some(Value::Array(codes));
    reading
}

/// Ids of attachments, each once, in the order given.
pub(super) fn attachments(raw: &Value) -> Reading {
    let items = match strings(raw) {
        Ok(items) => items,
        Err(reading) => return reading,
    };
    let plain = |id: &str| {
        id.len() <= LINK_MOST
            && id.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.:".contains(letter))
    };
    let mut ids: Vec<Value> = Vec::new();
    for id in &items {
        if !plain(id) {
            return Reading::wrong(raw, messages::not_an_attachment());
        }
        let id = Value::from(id.as_str());
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Reading::kept(ids)
}

/// The trimmed, filled strings of a list, or of one string alone.
fn strings(raw: &Value) -> Result<Vec<String>, Reading> {
    let single = std::slice::from_ref(raw);
    let items = match raw {
        Value::Array(items) => items.as_slice(),
        _ => single,
    };
    if items.len() > LIST_MOST {
        return Err(Reading::wrong(raw, messages::too_many(LIST_MOST)));
    }
    let mut strings = Vec::with_capacity(items.len());
    for item in items {
        match words::string(item) {
            Ok(words) if words.trim().is_empty() => {}
            Ok(words) => strings.push(words.trim().to_owned()),
            Err(finding) => return Err(Reading::wrong(raw, finding)),
        }
    }
    Ok(strings)
}
