//! Words that say that something is not finished, and tests that do not run.

use cargo_metadata::camino::Utf8Path;

/// Split so that this file does not find itself.
const LEFTOVERS: [&str; 7] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("#[", "ignore"),
    concat!("test", ".fixme"),
];
const ENDINGS: [&str; 9] = ["rs", "html", "js", "mjs", "ts", "css", "ftl", "sql", "toml"];

/// Leftover words of a file, each with its line.
pub fn faults(path: &Utf8Path, text: &str) -> Vec<String> {
    if !path.extension().is_some_and(|e| ENDINGS.contains(&e))
        || path.components().any(|c| c.as_str() == "fixtures")
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        found.extend(
            LEFTOVERS
                .iter()
                .filter(|w| stands_in(line, w))
                .map(|w| format!("{path}:{number}: {w} is not a finished sentence")),
        );
    }
    found
}

/// Whether a word stands in a line by itself, not as part of a longer one.
fn stands_in(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|s| s.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|s| s.chars().next());
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !letter(before) && (!letter(after) || word.ends_with('('))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leftover_word_is_named_with_its_line() {
        let text = format!("fn f() {{}}\n// {} later\n", LEFTOVERS[0]);
        assert_eq!(faults(Utf8Path::new("crates/a/src/lib.rs"), &text).len(), 1);
        assert!(faults(Utf8Path::new("crates/a/src/lib.rs"), &text)[0].starts_with("crates/a/src/lib.rs:2:"));
    }

    #[test]
    fn a_longer_word_is_no_leftover() {
        let text = format!("const {}S: u8 = 1; // MAXXX", LEFTOVERS[0]);
        assert!(faults(Utf8Path::new("crates/a/src/lib.rs"), &text).is_empty());
    }
}
