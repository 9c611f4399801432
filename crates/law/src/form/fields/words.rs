//! Texts, e-mail addresses, telephone numbers and whole numbers.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::super::messages::{self, Finding};
use super::{EMAIL_MOST, LONG_TEXT_MOST, Reading, networks};

/// One line of text.
pub(super) fn line(raw: &Value, most: usize) -> Reading {
    match clean_line(raw, most) {
        Ok(words) => Reading::kept(words),
        Err(finding) => Reading::wrong(raw, finding),
    }
}

/// NFC, trimmed, inner line breaks and other control characters turned into single spaces.
pub(in super::super) fn clean_line(raw: &Value, most: usize) -> Result<String, Finding> {
    let words: String =
        string(raw)?.nfc().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let mut line = String::with_capacity(words.len());
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let line = line.trim().to_owned();
    if line.chars().count() > most { Err(messages::too_long(most)) } else { Ok(line) }
}

/// Several lines of text: NFC, line ends as `\n`, trimmed.
pub(super) fn lines(raw: &Value) -> Reading {
    let words = match string(raw) {
        Ok(words) => words,
        Err(finding) => return Reading::wrong(raw, finding),
    };
    let text: String = words
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .nfc()
        .filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'))
        .collect();
    let text = text.trim();
    if text.chars().count() > LONG_TEXT_MOST {
        return Reading::wrong(raw, messages::too_long(LONG_TEXT_MOST));
    }
    Reading::kept(text)
}

/// One e-mail address; the domain is lower-cased.
pub(super) fn email(raw: &Value) -> Reading {
    let words = match clean_line(raw, EMAIL_MOST) {
        Ok(words) => words,
        Err(finding) => return Reading::wrong(raw, finding),
    };
    let local_ok = |local: &str| {
        !local.is_empty()
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local.chars().all(|letter| letter.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(letter))
    };
    match words.rsplit_once('@') {
        Some((local, domain)) if local_ok(local) => match networks::domain_name(domain) {
            Some(domain) => Reading::kept(format!("{local}@{domain}")),
            None => Reading::wrong(raw, messages::not_an_email()),
        },
        _ => Reading::wrong(raw, messages::not_an_email()),
    }
}

/// One or several telephone numbers, parted by comma, semicolon or "/"; kept as typed.
pub(super) fn phone(raw: &Value) -> Reading {
    let words = match clean_line(raw, 100) {
        Ok(words) => words,
        Err(finding) => return Reading::wrong(raw, finding),
    };
    let number_ok = |number: &str| {
        let number = number.trim();
        let digits = number.chars().filter(char::is_ascii_digit).count();
        (3..=20).contains(&digits)
            && number
                .strip_prefix('+')
                .unwrap_or(number)
                .chars()
                .all(|letter| letter.is_ascii_digit() || " .-()".contains(letter))
    };
    if words.split([',', ';', '/']).all(number_ok) {
        Reading::kept(words)
    } else {
        Reading::wrong(raw, messages::not_a_phone())
    }
}

/// A whole number, as a number or as digits.
pub(super) fn integer(raw: &Value) -> Reading {
    let number = match raw {
        Value::Number(number) => number.as_i64(),
        Value::String(words) => words.trim().parse().ok(),
        _ => None,
    };
    match number {
        Some(number) => Reading::kept(number),
        None => Reading::wrong(raw, messages::not_an_integer()),
    }
}

/// The text of a value; whole numbers count as their digits.
pub(super) fn string(raw: &Value) -> Result<String, Finding> {
    match raw {
        Value::String(words) => Ok(words.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(messages::wrong_type("một đoạn văn bản", "a text")),
    }
}
