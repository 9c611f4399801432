//! Vietnamese text folded for comparison and search: NFC on the way in, then lower case without tone marks and with
//! `đ` as `d`, so that "Benh vien" finds "Bệnh viện" on either database.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Canonical composition and trimmed ends: the form in which every text is stored.
pub fn tidy(text: &str) -> String {
    text.nfc().filter(|c| !c.is_control() || *c == '\n' || *c == '\t').collect::<String>().trim().to_owned()
}

/// Folds for search: letters and digits in lower case without marks, everything else a single space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'đ' => folded.push('d'),
            c if c.is_alphanumeric() => folded.push(c),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
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
    fn decomposed_text_is_stored_composed() {
        assert_eq!(tidy("e\u{302}\u{301} \u{0}"), "ế");
    }
}
