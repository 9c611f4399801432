//! Vietnamese text folded for comparison and search: NFC on the way in, then lower case without tone marks and with
//! `đ` as `d`, so that "Benh vien" finds "Bệnh viện" on either database.

use std::borrow::Cow;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Canonical composition; most text is composed already.
fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes { text.into() } else { text.nfc().collect() }
}

/// Canonical composition and trimmed ends: the form in which every text is stored.
pub fn tidy(text: &str) -> String {
    let text = composed(text);
    let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    text.chars().filter(|c| !c.is_control() || *c == '\n' || *c == '\t').collect()
}

/// Longest text of one entry, in characters.
pub const LONGEST_TEXT: usize = 20_000;
/// Longest title, in characters.
pub const LONGEST_TITLE: usize = 300;

/// As [`tidy`], cut at [`LONGEST_TEXT`] characters.
pub fn bounded(text: &str) -> String {
    tidy(text).chars().take(LONGEST_TEXT).collect()
}

/// As [`tidy`], on one line: whatever breaks a line or separates words is a blank.
pub fn one_line(text: &str) -> String {
    let blank = |c: char| if c.is_whitespace() || c.is_control() { ' ' } else { c };
    composed(text).chars().map(blank).collect::<String>().trim().to_owned()
}

/// A title: one line of at most [`LONGEST_TITLE`] characters.
pub fn title(text: &str) -> String {
    one_line(text).chars().take(LONGEST_TITLE).collect()
}

/// Folds for search: letters and digits in lower case without marks, everything else a single space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut add = |c: char| match c {
        'đ' => folded.push('d'),
        c if c.is_alphanumeric() => folded.push(c),
        _ if folded.ends_with(' ') || folded.is_empty() => {}
        _ => folded.push(' '),
    };
    for c in text.chars() {
        if c.is_ascii() {
            add(c.to_ascii_lowercase());
        } else {
            decompose_canonical(c, |c| {
                if !is_combining_mark(c) {
                    c.to_lowercase().for_each(&mut add);
                }
            });
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A short key from a name: its folded words joined by hyphens, at most 60 characters.
pub fn key(name: &str) -> String {
    let mut key = String::new();
    for word in fold(name).split(' ').filter(|word| word.is_ascii()) {
        if key.len() + word.len() >= 60 {
            break;
        }
        if !key.is_empty() {
            key.push('-');
        }
        key.push_str(word);
    }
    key
}

/// The words of a folded text, at most `limit`, for a search query.
pub fn words(text: &str, limit: usize) -> Vec<String> {
    fold(text).split(' ').filter(|w| !w.is_empty()).take(limit).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_without_tone_marks_equals_text_with_them() {
        assert_eq!(fold("Bệnh viện Đa khoa  Hoa Sen!"), "benh vien da khoa hoa sen");
        assert_eq!(fold("Thanh Hoá"), fold("Thanh Hóa"));
        assert_eq!(fold("  Mã độc — tống tiền "), "ma doc tong tien");
    }

    #[test]
    fn a_title_is_one_line_whatever_was_typed() {
        assert_eq!(title(" Máy chủ\tbị\u{2028}tấn công\r\n"), "Máy chủ bị tấn công");
        assert_eq!(title(&"x".repeat(400)).len(), LONGEST_TITLE);
    }

    #[test]
    fn decomposed_text_is_stored_composed() {
        assert_eq!(tidy("e\u{302}\u{301} \u{0}"), "ế");
    }
}
