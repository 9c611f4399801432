//! What differs between two states of a filled form, field by field.

use law::Values;
use serde::Serialize;
use serde_json::Value;

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Key of the field in the form.
    pub field: String,
    /// What stood there; none when nothing did.
    pub before: Option<Value>,
    /// What stands there now; none when nothing does.
    pub after: Option<Value>,
}

fn told(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(rows) => !rows.is_empty(),
        Value::Object(parts) => !parts.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    })
}

/// The fields that differ, in the order of `after`, then those that are gone. What is empty counts as absent.
pub fn differences(before: &Values, after: &Values) -> Vec<Difference> {
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    let fields = after.keys().chain(gone);
    fields
        .filter_map(|key| {
            let (was, is) = (told(before.get(key)), told(after.get(key)));
            (was != is).then(|| Difference { field: key.clone(), before: was.cloned(), after: is.cloned() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_changed_added_and_taken_away_differs_and_what_is_empty_does_not() {
        let values = |pairs: &[(&str, &str)]| -> Values {
            pairs.iter().map(|(key, value)| ((*key).to_owned(), Value::from(*value))).collect()
        };
        let before = values(&[("name", "A"), ("phone", "1"), ("fax", "")]);
        let after = values(&[("name", "B"), ("email", "a@b.example")]);
        let found = differences(&before, &after);
        let fields: Vec<&str> = found.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(fields, ["name", "email", "phone"]);
        assert_eq!(found.last().and_then(|one| one.after.clone()), None);
        assert!(differences(&after, &after).is_empty());
    }
}
