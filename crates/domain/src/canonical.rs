//! The canonical form of a JSON value (RFC 8785 for the values we use: no fractions), and SHA-256 over it.
//!
//! Receipts, stored reports and the audit chain all hash this form, so anyone can check them with their own tools.

use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Writes a value with sorted keys and no white space.
pub fn canonical(value: &Value) -> String {
    let mut out = String::new();
    add(value, &mut out);
    out
}

fn add(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            if !entries.is_sorted_by(|a, b| a.0.is_ascii() && b.0.is_ascii() && a.0 < b.0) {
                entries.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
            }
            out.push('{');
            for (i, (key, item)) in entries.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                let _ = write!(out, "{}:", Value::from(key.as_str()));
                add(item, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                add(item, out);
            }
            out.push(']');
        }
        scalar => {
            let _ = write!(out, "{scalar}");
        }
    }
}

/// SHA-256 as 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_order_does_not_change_the_canonical_form() {
        let one = serde_json::json!({"b": [1, {"y": null, "x": "đ"}], "a": true});
        let two = serde_json::json!({"a": true, "b": [1, {"x": "đ", "y": null}]});
        assert_eq!(canonical(&one), canonical(&two));
        assert_eq!(canonical(&one), r#"{"a":true,"b":[1,{"x":"đ","y":null}]}"#);
    }

    #[test]
    fn the_hash_of_nothing_is_the_known_one() {
        assert_eq!(sha256_hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
