//! The two catalogues say the same things, once each, and templates ask for nothing else.

use phrases::Lang;
use phrases::catalogue::Catalogue;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates")
}

/// Path below `templates/` and text of every template.
pub fn template_files() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "html" || e == "txt") {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    walk(&root(), &mut found);
    found.sort();
    found
}

#[test]
fn both_languages_have_the_same_keys_each_once() {
    let vi = Catalogue::load(Lang::Vi).unwrap();
    let en = Catalogue::load(Lang::En).unwrap();
    let vi_keys: BTreeSet<&String> = vi.keys().iter().collect();
    let en_keys: BTreeSet<&String> = en.keys().iter().collect();
    assert_eq!(vi_keys.difference(&en_keys).collect::<Vec<_>>(), Vec::<&&String>::new(), "only in vi");
    assert_eq!(en_keys.difference(&vi_keys).collect::<Vec<_>>(), Vec::<&&String>::new(), "only in en");
    assert_eq!(vi.keys().len(), vi_keys.len(), "a key twice");
}

#[test]
fn every_phrase_that_a_template_names_exists() {
    let vi = Catalogue::load(Lang::Vi).unwrap();
    let mut missing = Vec::new();
    for (path, text) in template_files() {
        for (at, _) in text.match_indices("t(\"") {
            if text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_') {
                continue;
            }
            let (key, rest) = text[at + 3..].split_once('"').unwrap();
            let complete = rest.starts_with(')') || rest.starts_with(',');
            let known = if complete { vi.has(key) } else { vi.keys().iter().any(|k| k.starts_with(key)) };
            if !known {
                missing.push(format!("{path}: {key}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn vietnamese_is_composed_as_unicode_prefers() {
    let text = std::fs::read_to_string(root().join("../locales/vi.ftl")).unwrap();
    let combining = text.chars().filter(|c| ('\u{0300}'..='\u{036f}').contains(c)).count();
    assert_eq!(combining, 0, "letters with separate marks");
}
