//! Filled forms: what is kept, what is refused and how it is told.

use std::collections::BTreeMap;

use law::{Context, FieldError, Values, from_pairs, prefill, validate};
use serde_json::{Value, json};

use crate::library;

fn check(raw: Value, complete: bool) -> (Values, Vec<FieldError>) {
    let library = library();
    let form = library.ruleset("example-2026").unwrap().form("initial-report").unwrap();
    let now = "2026-11-13T09:00:00+07:00".parse().unwrap();
    validate(form, raw.as_object().unwrap(), &Context { now }, complete)
}

/// The normalised value of one field of a draft without error.
#[track_caller]
fn kept(key: &str, typed: Value) -> Value {
    let (values, errors) = check(json!({ key: typed }), false);
    assert_eq!(errors, []);
    values.get(key).cloned().unwrap_or_default()
}

/// The code of the only error of a draft with one field.
#[track_caller]
fn refused(key: &str, typed: Value) -> String {
    let (values, errors) = check(json!({ key: typed }), false);
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(!errors[0].message.vi.is_empty() && !errors[0].message.en.is_empty());
    assert!(values.contains_key(key), "what was typed is kept for mending");
    errors[0].code.clone()
}

#[test]
fn a_draft_may_have_gaps_and_a_complete_form_may_not() {
    assert_eq!(check(json!({}), false).1, []);
    let errors = check(json!({}), true).1;
    let missing: Vec<(&str, &str)> = errors.iter().map(|e| (e.key.as_str(), e.code.as_str())).collect();
    assert_eq!(missing, [("notifier.name", "required"), ("detected.date", "required"), ("kind", "required")]);
    assert_eq!(errors[0].message.vi, "Điền mục bắt buộc: Tên tổ chức.");
}

#[test]
fn text_is_composed_trimmed_and_capped() {
    assert_eq!(kept("notifier.name", json!("  Đo\u{31b}n  vi\u{323}\nA ")), json!("Đơn vị A"));
    assert_eq!(kept("summary", json!("a\r\nb\u{7}\n")), json!("a\nb"));
    assert_eq!(refused("notifier.name", json!("x".repeat(501))), "too_long");
    assert_eq!(refused("summary", json!("x".repeat(20_001))), "too_long");
    assert_eq!(refused("notifier.name", json!({"a": 1})), "wrong_type");
}

#[test]
fn days_are_read_as_vietnamese_readers_write_them() {
    for typed in ["2026-11-12", "12/11/2026", "12-11-2026", " 12.11.2026 "] {
        assert_eq!(kept("detected.date", json!(typed)), json!("2026-11-12"));
    }
    assert_eq!(kept("detected.date", json!("1/9/2026")), json!("2026-09-01"));
    for typed in ["31/02/2026", "12/11", "hôm qua", "12/11/20266", "0/1/2026"] {
        assert_eq!(refused("detected.date", json!(typed)), "not_a_date", "{typed}");
    }
}

#[test]
fn a_two_digit_year_is_refused_with_advice() {
    let errors = check(json!({ "detected.date": "12/11/26" }), false).1;
    assert_eq!(errors[0].code, "two_digit_year");
    assert_eq!(errors[0].message.vi, "Ghi năm đủ bốn chữ số, ví dụ 2026.");
}

#[test]
fn times_and_moments_are_normalised_to_vietnam() {
    for typed in ["17:05", "17h05", "17 giờ 05", "17 giờ 05 phút", "17:05:59"] {
        assert_eq!(
            check(json!({ "detected.time": typed }), false).0["detected.time"],
            json!("17:05"),
            "{typed}"
        );
    }
    assert_eq!(kept("detected.time", json!("7h")), json!("07:00"));
    assert_eq!(refused("detected.time", json!("25:00")), "not_a_time");
    for typed in [
        "2026-11-12T10:05:00Z",
        "2026-11-12T17:05:00+07:00",
        "2026-11-12T17:05",
        "12/11/2026 17:05",
        "17:05 ngày 12/11/2026",
        "17 giờ 05 12/11/2026",
    ] {
        assert_eq!(kept("ended", json!(typed)), json!("2026-11-12T17:05:00+07:00"), "{typed}");
    }
    assert_eq!(refused("ended", json!("12/11/26 17:05")), "two_digit_year");
    assert_eq!(refused("ended", json!("mai")), "not_a_datetime");
}

#[test]
fn detection_in_the_future_is_refused() {
    assert_eq!(refused("detected.date", json!("14/11/2026")), "in_future");
    assert_eq!(kept("detected.date", json!("13/11/2026")), json!("2026-11-13"));
    let errors = check(json!({ "detected.date": "13/11/2026", "detected.time": "09:01" }), false).1;
    assert_eq!((errors[0].key.as_str(), errors[0].code.as_str()), ("detected.time", "in_future"));
    assert_eq!(check(json!({ "detected.date": "13/11/2026", "detected.time": "09:00" }), false).1, []);
}

#[test]
fn an_end_before_the_start_is_refused() {
    let errors = check(json!({ "detected.date": "12/11/2026", "ended": "11/11/2026 23:00" }), false).1;
    assert_eq!((errors[0].key.as_str(), errors[0].code.as_str()), ("ended", "before_other"));
    assert!(errors[0].message.vi.contains("Ngày phát hiện"));
}

#[test]
fn addresses_are_parted_refanged_and_normalised() {
    let typed = "203.0.113.5, 198.51.100[.]7;2001:DB8::1\n203.0.113.5";
    assert_eq!(kept("public_ips", json!(typed)), json!(["203.0.113.5", "198.51.100.7", "2001:db8::1"]));
    assert_eq!(
        kept("ranges", json!(["203.0.113.9/24", "192.0.2.1"])),
        json!(["203.0.113.0/24", "192.0.2.1"])
    );
    assert_eq!(kept("ranges", json!("2001:db8:1::5/32")), json!(["2001:db8::/32"]));
    assert_eq!(refused("public_ips", json!("300.1.1.1")), "not_an_address");
    assert_eq!(refused("public_ips", json!("203.0.113.0/24")), "not_an_address");
    assert_eq!(refused("ranges", json!("203.0.113.0/33")), "not_a_range");
}

#[test]
fn private_addresses_are_refused_where_public_ones_are_asked_for() {
    for typed in [
        "10.1.2.3",
        "192.168.1.1",
        "172.31.0.1",
        "127.0.0.1",
        "169.254.9.9",
        "100.64.0.1",
        "fe80::1",
        "fd00::1",
        "::1",
        "::ffff:10.0.0.1",
    ] {
        assert_eq!(refused("public_ips", json!(typed)), "private_address", "{typed}");
    }
    // A range is refused as soon as a part of it is not public.
    for typed in ["0.0.0.0/0", "172.0.0.0/8", "10.0.0.0/30", "fc00::/8", "::/0"] {
        assert_eq!(refused("ranges", json!(typed)), "private_address", "{typed}");
    }
    for typed in ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "172.32.0.1"] {
        assert_eq!(kept("public_ips", json!(typed)), json!([typed]));
    }
}

#[test]
fn lists_are_capped_at_a_thousand_entries() {
    let many: Vec<String> = (0..1001).map(|n| format!("203.0.{}.{}", n / 256, n % 256)).collect();
    assert_eq!(refused("public_ips", json!(many.join("\n"))), "too_many");
    assert_eq!(kept("public_ips", json!(many[..1000])).as_array().unwrap().len(), 1000);
}

#[test]
fn domain_names_are_cut_out_of_addresses_of_pages() {
    let typed = "hxxps://Evil[.]Example/path?x=1 tên-miền.example. sub_x.a.example:8080";
    assert_eq!(kept("domains", json!(typed)), json!(["evil.example", "tên-miền.example", "sub_x.a.example"]));
    for typed in ["localhost", "-a.example", "a..example", "203.0.113.5", "a.b_c"] {
        assert_eq!(refused("domains", json!(typed)), "not_a_domain", "{typed}");
    }
}

#[test]
fn mail_telephone_and_numbers_are_checked() {
    assert_eq!(kept("notifier.email", json!("Truc.Ban@DON-VI.example")), json!("Truc.Ban@don-vi.example"));
    for typed in ["a", "a@b", "a b@c.example", "@c.example", "a@c.example, b@c.example", ".a@c.example"] {
        assert_eq!(refused("notifier.email", json!(typed)), "not_an_email", "{typed}");
    }
    assert_eq!(
        kept("notifier.phone", json!("+84 (24) 3555-0100; 0900 000 000")),
        json!("+84 (24) 3555-0100; 0900 000 000")
    );
    assert_eq!(refused("notifier.phone", json!("gọi tôi")), "not_a_phone");
    assert_eq!(kept("users", json!(" 1200 ")), json!(1200));
    assert_eq!(refused("users", json!("1,5")), "not_an_integer");
}

#[test]
fn boxes_come_back_in_printed_order_and_once() {
    assert_eq!(kept("kind", json!(["2", "1", "2"])), json!(["1", "2"]));
    assert_eq!(kept("kind", json!("2")), json!(["2"]));
    assert_eq!(kept("fixed", json!(["no"])), json!("no"));
    assert_eq!(refused("kind", json!(["7"])), "unknown_option");
    assert_eq!(refused("fixed", json!("maybe")), "unknown_option");
}

#[test]
fn a_ticked_option_that_asks_for_words_needs_them_when_complete() {
    let whole = |more: Value| {
        let mut raw = json!({ "notifier.name": "A", "detected.date": "12/11/2026" });
        raw.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        check(raw, true).1.into_iter().map(|error| (error.key, error.code)).collect::<Vec<_>>()
    };
    let text = || "kind.9.text".to_owned();
    assert_eq!(whole(json!({ "kind": ["9"] })), [(text(), "text_required".to_owned())]);
    assert_eq!(
        whole(json!({ "kind": ["1"], "kind.9.text": "x" })),
        [(text(), "text_without_option".to_owned())]
    );
    assert_eq!(whole(json!({ "kind": ["9"], "kind.9.text": "x" })), []);
    assert_eq!(check(json!({ "kind": ["9"] }), false).1, []);
}

#[test]
fn a_box_the_form_does_not_have_is_refused() {
    let (values, errors) = check(json!({ "other": 1, "printed": "x" }), false);
    let codes: Vec<&str> = errors.iter().map(|error| error.code.as_str()).collect();
    assert_eq!(codes, ["unknown_field", "unknown_field"]);
    assert!(values.is_empty());
}

#[test]
fn extra_facts_are_filled_in_like_fields() {
    assert_eq!(kept("extra.cause", json!("Lỗ hổng")), json!("Lỗ hổng"));
}

#[test]
fn what_the_record_knows_fills_the_form_in_its_kinds() {
    let library = library();
    let form = library.ruleset("example-2026").unwrap().form("initial-report").unwrap();
    let known = BTreeMap::from([
        ("notice.sender.organisation".to_owned(), json!("Đơn vị A")),
        ("incident.detected_date".to_owned(), json!("2026-11-12T18:30:00Z")),
        ("incident.detected_time".to_owned(), json!("2026-11-12T18:30:00Z")),
        ("incident.title".to_owned(), json!("not bound here")),
    ]);
    let values = prefill(form, &known);
    assert_eq!(
        Value::from(values),
        json!({ "notifier.name": "Đơn vị A", "detected.date": "2026-11-13", "detected.time": "01:30" })
    );
}

#[test]
fn posted_pairs_become_values() {
    let library = library();
    let form = library.ruleset("example-2026").unwrap().form("initial-report").unwrap();
    let pairs = [
        ("csrf", "x"),
        ("notifier.name", "A"),
        ("kind", "9"),
        ("kind", "1"),
        ("kind.9.text", "khác"),
        ("public_ips", "203.0.113.1\r\n203.0.113.2, 203.0.113.3"),
        ("fixed", ""),
    ];
    let pairs: Vec<(String, String)> =
        pairs.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
    assert_eq!(
        Value::from(from_pairs(form, &pairs)),
        json!({
            "notifier.name": "A",
            "kind": ["9", "1"],
            "kind.9.text": "khác",
            "public_ips": ["203.0.113.1", "203.0.113.2", "203.0.113.3"],
        })
    );
}
