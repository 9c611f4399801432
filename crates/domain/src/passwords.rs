//! Passwords that everybody tries first. A password made of nothing but listed words, digits and signs is common,
//! however it is written: with or without tone marks, in capitals, with 4 for a.
//!
//! The list (`passwords.txt`) is our own and small: words that people here and elsewhere put into passwords, as facts.
//! Because pieces are put together, few words reach far: `Matkhau@2026!` is three pieces.

use crate::text::fold;
use std::collections::HashSet;
use std::sync::LazyLock;

const LIST: &str = include_str!("passwords.txt");

static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    LIST.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});
static LONGEST: LazyLock<usize> = LazyLock::new(|| WORDS.iter().map(|word| word.len()).max().unwrap_or(0));

/// Whether a password is made of nothing but what everybody tries.
pub fn common(password: &str) -> bool {
    // What stands around the words is a year or a sign, and no letter in disguise.
    let core = password.trim_matches(|c: char| !c.is_alphabetic());
    [joined(password), unmasked(password), unmasked(core)].iter().any(|text| made_of_words(text))
}

/// Small letters and digits without marks, without what stands between them.
fn joined(password: &str) -> String {
    fold(password).chars().filter(|c| *c != ' ').collect()
}

/// Signs and digits that stand for letters, read as the letters.
fn unmasked(password: &str) -> String {
    let read: String = password
        .chars()
        .map(|c| match c {
            '@' | '4' => 'a',
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '$' | '5' => 's',
            '7' => 't',
            other => other,
        })
        .collect();
    joined(&read)
}

/// Whether the whole text can be cut into listed words and digits; also one letter or pair again and again.
fn made_of_words(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.is_empty() {
        return false;
    }
    if repeats(bytes) {
        return true;
    }
    // reached[n]: the first n bytes can be cut so.
    let mut reached = vec![false; bytes.len() + 1];
    if let Some(first) = reached.first_mut() {
        *first = true;
    }
    for from in 0..bytes.len() {
        if !reached.get(from).copied().unwrap_or(false) {
            continue;
        }
        if bytes.get(from).is_some_and(u8::is_ascii_digit)
            && let Some(next) = reached.get_mut(from + 1)
        {
            *next = true;
        }
        for to in from + 1..=bytes.len().min(from + *LONGEST) {
            if text.get(from..to).is_some_and(|piece| WORDS.contains(piece))
                && let Some(end) = reached.get_mut(to)
            {
                *end = true;
            }
        }
    }
    reached.last().copied().unwrap_or(false)
}

/// `aaaaaaaaaaaa`, `abababababab`, `abcabcabcabc`.
fn repeats(bytes: &[u8]) -> bool {
    (1..=3).any(|step| bytes.len() > step && bytes.iter().zip(bytes.iter().skip(step)).all(|(a, b)| a == b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_tries_is_common_however_it_is_written() {
        for password in [
            "matkhau123456",
            "Mật khẩu 123456",
            "M4tKh@u!2026",
            "123456789012",
            "P@ssw0rd2026!",
            "qwertyuiop123",
            "anhyeuem1990",
            "HaNoi-VietNam-2026",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "adminadmin2026",
            "iloveyou12345",
        ] {
            assert!(common(password), "{password}");
        }
    }

    #[test]
    fn a_sentence_of_ones_own_is_not() {
        for password in [
            "mat-khau-thu-nghiem",
            "một mật khẩu thật dài",
            "bốn từ ngẫu nhiên",
            "correct horse battery staple",
            "con mèo nằm trên mái ngói",
            "Tx9-bq72-Kfm3",
        ] {
            assert!(!common(password), "{password}");
        }
    }

    #[test]
    fn the_list_is_folded_and_has_no_word_twice() {
        let words: Vec<&str> =
            LIST.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect();
        assert!(words.len() > 300, "{}", words.len());
        assert_eq!(words.len(), WORDS.len());
        for word in words {
            assert!(
                word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()),
                "{word}"
            );
        }
    }
}
