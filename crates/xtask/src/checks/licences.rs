//! Licences of everything we link or test with: permissive ones only (SPDX expressions).

use cargo_metadata::Package;

/// Licences that ask for no more than attribution, or for the openness of their own files alone (MPL-2.0).
const ALLOWED: [&str; 16] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "0BSD",
    "ISC",
    "MPL-2.0",
    "Zlib",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "CC0-1.0",
    "Unlicense",
    "BSL-1.0",
    "OFL-1.1",
    "CDLA-Permissive-2.0",
];

/// One sentence for each package whose licence is missing or not permissive.
pub fn faults(packages: &[Package]) -> Vec<String> {
    packages
        .iter()
        .filter_map(|p| match p.license.as_deref() {
            Some(expression) if permissive(expression) => None,
            Some(expression) => Some(format!(
                "{} {}: licence {expression} is not on the list of permissive ones",
                p.name, p.version
            )),
            None => Some(format!("{} {}: names no licence", p.name, p.version)),
        })
        .collect()
}

/// Whether an SPDX expression can be satisfied by permissive licences alone. `A/B`, as old packages write, is `A OR B`.
/// An exception after `WITH` only ever permits more.
fn permissive(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any(&mut rest) == Some(true) && rest.is_empty()
}

/// `all (OR all)*`; `None` for what cannot be read.
fn any(rest: &mut &[&str]) -> Option<bool> {
    let mut good = all(rest)?;
    while take(rest, "OR") {
        good |= all(rest)?;
    }
    Some(good)
}

/// `one (AND one)*`
fn all(rest: &mut &[&str]) -> Option<bool> {
    let mut good = one(rest)?;
    while take(rest, "AND") {
        good &= one(rest)?;
    }
    Some(good)
}

/// A licence, with or without an exception, or an expression in brackets.
fn one(rest: &mut &[&str]) -> Option<bool> {
    if take(rest, "(") {
        let good = any(rest)?;
        return take(rest, ")").then_some(good);
    }
    let (name, after) = rest.split_first()?;
    *rest = after;
    if take(rest, "WITH") {
        *rest = rest.split_first()?.1;
    }
    Some(ALLOWED.contains(name))
}

fn take(rest: &mut &[&str], word: &str) -> bool {
    match rest.split_first() {
        Some((first, after)) if *first == word => {
            *rest = after;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_needs_one_permissive_licence() {
        assert!(permissive("MIT OR LGPL-2.1-or-later"));
        assert!(permissive("Apache-2.0 / MIT"));
        assert!(permissive("GPL-2.0-only OR (MIT AND Unicode-3.0)"));
    }

    #[test]
    fn a_sum_needs_all_of_them() {
        assert!(permissive("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(!permissive("(MIT OR Apache-2.0) AND AGPL-3.0-only"));
    }

    #[test]
    fn an_exception_belongs_to_its_licence() {
        assert!(permissive("Apache-2.0 WITH LLVM-exception OR GPL-3.0-only"));
        assert!(!permissive("GPL-3.0-only WITH GCC-exception-3.1"));
    }

    #[test]
    fn what_cannot_be_read_is_not_permissive() {
        for broken in ["", "MIT OR", "(MIT", "MIT)", "MIT Apache-2.0"] {
            assert!(!permissive(broken), "{broken}");
        }
    }
}
