//! Tables on forms.

use law::{Context, Form, from_pairs, json_schema, table_totals, validate};
use serde_json::{Value, json};

use crate::library;

fn form() -> Form {
    library().ruleset("example-2026").unwrap().form("summary").unwrap().clone()
}

fn check(raw: Value) -> (law::Values, Vec<String>) {
    let context = Context { now: "2026-11-12T09:00:00+07:00".parse().unwrap() };
    let Value::Object(raw) = raw else { panic!("an object") };
    let (values, errors) = validate(&form(), &raw, &context, true);
    (values, errors.into_iter().map(|e| format!("{} {}: {}", e.key, e.code, e.message.en)).collect())
}

#[test]
fn a_sound_table_is_kept_and_its_totals_are_computed() {
    let rows = json!({ "dos": { "count": "3", "own": 1 }, "malware": { "count": 4, "damage": " 2 tỷ " } });
    let (values, errors) = check(json!({ "from": "06/2026", "incidents": rows }));
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(values["from"], "2026-06");
    assert_eq!(
        values["incidents"],
        json!({ "dos": { "count": 3, "own": 1 }, "malware": { "count": 4, "damage": "2 tỷ" } })
    );
    let table = form().field("incidents").unwrap().table.clone().unwrap();
    assert_eq!(table_totals(&table, &values["incidents"]), [("count".to_owned(), 7), ("own".to_owned(), 1)]);
}

#[test]
fn a_wrong_cell_names_its_row_and_column() {
    let (_, errors) = check(json!({ "from": "2026-06", "incidents": { "dos": { "count": "three" } } }));
    assert_eq!(errors.len(), 1);
    assert!(errors[0].contains("Denial of service, column \"Number\""), "{errors:?}");
}

#[test]
fn a_part_is_not_more_than_the_whole() {
    let (_, errors) = check(json!({ "from": "2026-06", "incidents": { "dos": { "count": 1, "own": 2 } } }));
    assert_eq!(
        errors,
        ["incidents less_than_part: Denial of service: \"Number\" must not be less than \"Handled alone\"."]
    );
}

#[test]
fn headings_and_unknown_rows_take_no_values() {
    for row in ["attacks", "floods"] {
        let (_, errors) = check(json!({ "from": "2026-06", "incidents": { row: { "count": 1 } } }));
        assert!(errors.iter().any(|e| e.starts_with("incidents unknown_row")), "{row}: {errors:?}");
    }
}

#[test]
fn an_open_table_has_rows_as_needed_up_to_its_most() {
    let row = |name: &str| json!({ "name": name });
    let (values, errors) = check(json!({ "from": "2026-06", "staff": [row("A"), {}, row("B")] }));
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(values["staff"], json!([{ "name": "A" }, { "name": "B" }]), "an empty row is left out");
    let (_, errors) = check(json!({ "from": "2026-06", "staff": [row("A"), row("B"), row("C"), row("D")] }));
    assert!(errors.iter().any(|e| e.starts_with("staff too_many")), "{errors:?}");
    let (_, errors) = check(json!({ "from": "2026-06", "staff": [{ "field": "IT" }] }));
    assert!(errors.iter().any(|e| e.contains("row 1, column \"Name\"")), "{errors:?}");
}

#[test]
fn posted_cells_come_back_as_rows() {
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let posted = [
        pair("from", "06/2026"),
        pair("incidents.dos.count", "3"),
        pair("incidents.dos.nothing", "3"),
        pair("staff.4.name", "B"),
        pair("staff.0.name", "A"),
        pair("staff.0.field", ""),
    ];
    let values = from_pairs(&form(), &posted);
    assert_eq!(values["incidents"], json!({ "dos": { "count": "3" } }));
    // Beyond the most rows nothing is read.
    assert_eq!(values["staff"], json!([{ "name": "A" }]));
}

#[test]
fn the_schema_of_a_table_is_sound_and_agrees_with_what_is_kept() {
    let schema = json_schema(&form(), law::Lang::Vi);
    jsonschema::meta::validate(&schema).unwrap();
    let (values, _) = check(json!({
        "from": "2026-06", "incidents": { "dos": { "count": 3 } }, "staff": [{ "name": "A" }],
    }));
    jsonschema::validate(&schema, &Value::Object(values)).unwrap();
    let wrong = json!({ "from": "2026-06", "incidents": { "attacks": { "count": 3 } } });
    assert!(jsonschema::validate(&schema, &wrong).is_err());
}

#[test]
fn a_two_digit_year_of_a_month_is_refused() {
    let (_, errors) = check(json!({ "from": "06/26" }));
    assert!(errors.iter().any(|e| e.starts_with("from two_digit_year")), "{errors:?}");
}
