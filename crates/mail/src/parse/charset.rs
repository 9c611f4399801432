//! Bytes of text to UTF-8, in the charsets that Vietnamese and foreign mail comes in.
//!
//! Neighbours: [`super::body`] and [`super::headers`] call [`decode`]; the tables for the common charsets are
//! those of `mail-parser`; TCVN 5712 (TCVN3, the "ABC" fonts) is here because no decoder knows it.

use mail_parser::decoders::charsets::map::charset_decoder;

use crate::problem::Problem;

/// TCVN 5712-1:1993, upper half, 0x80–0xFF; the five marks at 0xB0–0xB4 combine.
const TCVN_UPPER: &str = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\u{a0}ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}\
    àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";

/// Decodes `bytes` from the charset that the sender declared.
///
/// Without a charset, or with one that is not known: UTF-8 when the bytes are UTF-8, else windows-1258 when they look
/// Vietnamese, else windows-1252. Returns the text and what was wrong.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> (String, Option<Problem>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let label =
        declared.map(|label| label.trim().trim_matches(['"', '\'']).to_ascii_lowercase()).unwrap_or_default();
    match label.as_str() {
        "utf-8" | "utf8" | "unicode-1-1-utf-8" | "unicode-2-0-utf-8" | "utf-8-strict" => {
            match std::str::from_utf8(bytes) {
                Ok(text) => (text.to_owned(), None),
                Err(_) => (
                    String::from_utf8_lossy(bytes).into_owned(),
                    Some(Problem::DamagedText { charset: "utf-8".to_owned() }),
                ),
            }
        }
        "" | "us-ascii" | "ascii" | "ansi_x3.4-1968" | "unknown-8bit" | "x-unknown" | "default" | "8bit"
        | "binary" => {
            let (text, guessed) = guess(bytes);
            (text, guessed.map(|charset| Problem::GuessedCharset { charset: charset.to_owned() }))
        }
        "tcvn" | "tcvn3" | "tcvn-3" | "tcvn5712" | "tcvn-5712" | "tcvn5712-1" | "tcvn5712-1:1993"
        | "x-viet-tcvn" | "x-viet-tcvn5712" | "x-viet-tcvn3" => (decode_tcvn(bytes), None),
        known => match (known.len() <= 45).then(|| charset_decoder(known.as_bytes())).flatten() {
            Some(decoder) => {
                let text = decoder(bytes);
                let damaged =
                    text.contains('\u{fffd}').then(|| Problem::DamagedText { charset: known.to_owned() });
                (text, damaged)
            }
            None => {
                let charset = known.chars().take(60).filter(|letter| !letter.is_control()).collect();
                (guess(bytes).0, Some(Problem::UnknownCharset { charset }))
            }
        },
    }
}

/// Text of unknown charset, and the charset assumed when it was not UTF-8.
fn guess(bytes: &[u8]) -> (String, Option<&'static str>) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), None);
    }
    let charset = if looks_vietnamese(bytes) { "windows-1258" } else { "windows-1252" };
    let text = match charset_decoder(charset.as_bytes()) {
        Some(decoder) => decoder(bytes),
        None => String::from_utf8_lossy(bytes).into_owned(),
    };
    (text, Some(charset))
}

/// Whether a tone mark of windows-1258 stands behind a vowel. In windows-1252 the same bytes are letters that stand
/// behind a vowel in hardly any language.
fn looks_vietnamese(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| {
        let [vowel, mark] = pair else { return false };
        let is_vowel = matches!(vowel.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
            || matches!(
                vowel,
                0xC2 | 0xC3 | 0xCA | 0xD4 | 0xD5 | 0xDD | 0xE2 | 0xE3 | 0xEA | 0xF4 | 0xF5 | 0xFD
            );
        is_vowel && matches!(mark, 0xCC | 0xD2 | 0xDE | 0xEC | 0xF2)
    })
}

fn decode_tcvn(bytes: &[u8]) -> String {
    let upper: Vec<char> = TCVN_UPPER.chars().collect();
    bytes
        .iter()
        .map(|&byte| match byte {
            0x01 => 'Ú',
            0x02 => 'Ụ',
            0x04 => 'Ừ',
            0x05 => 'Ử',
            0x06 => 'Ữ',
            0x11 => 'Ứ',
            0x12 => 'Ự',
            0x13 => 'Ỳ',
            0x14 => 'Ỷ',
            0x15 => 'Ỹ',
            0x16 => 'Ý',
            0x17 => 'Ỵ',
            0x80.. => upper.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
            ascii => char::from(ascii),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn tcvn_has_a_letter_for_each_of_its_upper_bytes() {
        assert_eq!(TCVN_UPPER.chars().count(), 128);
        let (text, problem) = decode(b"S\xf9 c\xe8 an to\xb5n th\xabng tin", Some("x-viet-tcvn3"));
        assert_eq!(text, "Sự cố an toàn thông tin");
        assert_eq!(problem, None);
    }

    #[test]
    fn windows_1258_marks_compose() {
        let (text, problem) = decode(b"S\xfd\xf2 c\xf4\xec", Some("windows-1258"));
        assert_eq!(text.nfc().collect::<String>(), "Sự cố");
        assert_eq!(problem, None);
    }

    #[test]
    fn unlabelled_vietnamese_bytes_are_recognised() {
        let (text, problem) = decode(b"S\xfd\xf2 c\xf4\xec", None);
        assert_eq!(text.nfc().collect::<String>(), "Sự cố");
        assert_eq!(problem, Some(Problem::GuessedCharset { charset: "windows-1258".to_owned() }));
        let (text, problem) = decode(b"caf\xe9", None);
        assert_eq!(text, "café");
        assert_eq!(problem, Some(Problem::GuessedCharset { charset: "windows-1252".to_owned() }));
    }

    #[test]
    fn an_unknown_charset_is_named_and_the_text_kept() {
        let (text, problem) = decode("Sự cố".as_bytes(), Some("x-khong-biet"));
        assert_eq!(text, "Sự cố");
        assert_eq!(problem, Some(Problem::UnknownCharset { charset: "x-khong-biet".to_owned() }));
    }
}
