//! A form as JSON Schema.

use law::{Context, Lang, json_schema, validate};
use serde_json::json;

use crate::library;

#[test]
fn the_schema_is_sound_and_does_not_drift() {
    let library = library();
    let form = library.ruleset("example-2026").unwrap().form("initial-report").unwrap();
    let schema = json_schema(form, Lang::En);
    jsonschema::meta::validate(&schema).unwrap();
    insta::assert_json_snapshot!("schema", schema);
}

#[test]
fn normalised_values_fit_the_schema_and_gaps_do_not() {
    let library = library();
    let form = library.ruleset("example-2026").unwrap().form("initial-report").unwrap();
    let validator = jsonschema::validator_for(&json_schema(form, Lang::Vi)).unwrap();
    let raw = json!({
        "notifier.name": "Đơn vị ví dụ", "detected.date": "12/11/2026", "detected.time": "8h05",
        "kind": ["9", "1"], "kind.9.text": "Khác nữa", "public_ips": "203.0.113.5, 2001:db8::1",
        "ranges": "203.0.113.7/24", "domains": "a.example", "users": "12", "fixed": "no",
    });
    let now = "2026-11-13T09:00:00+07:00".parse().unwrap();
    let (mut values, errors) = validate(form, raw.as_object().unwrap(), &Context { now }, true);
    assert_eq!(errors, []);
    assert!(validator.is_valid(&values.clone().into()));
    values.remove("kind.9.text");
    assert!(!validator.is_valid(&values.clone().into()));
    values.insert("unknown".into(), json!(1));
    assert!(!validator.is_valid(&values.into()));
}
