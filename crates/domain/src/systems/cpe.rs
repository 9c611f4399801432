//! Names of products by the Common Platform Enumeration 2.3, in the formatted-string binding (NISTIR 7695, 6.2).
//!
//! ```
//! use domain::systems::cpe::Cpe;
//! let name: Cpe = "cpe:2.3:a:example:web_server:2.4.58:*:*:*:*:*:*:*".parse()?;
//! assert_eq!((name.product(), name.version()), (Some("web server".to_owned()), Some("2.4.58".to_owned())));
//! # Ok::<(), domain::systems::cpe::NotACpe>(())
//! ```

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What every name in this binding begins with.
const PREFIX: &str = "cpe:2.3:";
/// Attributes of a name: part, vendor, product, version, update, edition, language, edition of the software, its target, the
/// target's hardware, other.
const ATTRIBUTES: usize = 11;
/// Place of the language, which has a grammar of its own (RFC 5646, language and region alone).
const LANGUAGE: usize = 6;
/// Longest name taken.
const MOST_BYTES: usize = 400;
/// Marks that stand behind a backslash (NISTIR 7695, figure 6-3).
const ESCAPED: &str = "\\*?!\"#$%&'()+,/:;<=>@[]^`{|}~-._";

/// Why a name is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not_a_cpe")]
pub struct NotACpe;

/// A name, in small letters: names that differ in them alone are the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cpe(String);

impl Cpe {
    /// The name as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The vendor in words; `None` for any or none.
    pub fn vendor(&self) -> Option<String> {
        self.words(1)
    }

    /// The product in words; `None` for any or none.
    pub fn product(&self) -> Option<String> {
        self.words(2)
    }

    /// The version; `None` for any or none.
    pub fn version(&self) -> Option<String> {
        let value = parts(self.0.strip_prefix(PREFIX)?).into_iter().nth(3)?;
        (!logical(value)).then(|| value.replace('\\', ""))
    }

    fn words(&self, place: usize) -> Option<String> {
        let value = parts(self.0.strip_prefix(PREFIX)?).into_iter().nth(place)?;
        (!logical(value)).then(|| value.replace('_', " ").replace('\\', ""))
    }
}

/// What a question by name begins with: the name without the attributes at its end that stand for anything. `None` for what
/// does not begin like a name.
pub fn asked_prefix(text: &str) -> Option<String> {
    let mut name = text.trim().to_lowercase();
    if !name.starts_with(PREFIX) {
        return None;
    }
    let whole = name.len();
    while let Some(shorter) = name.strip_suffix(":*") {
        name.truncate(shorter.len());
    }
    if name.len() < whole {
        name.push(':');
    }
    Some(name)
}

impl fmt::Display for Cpe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Cpe> for String {
    fn from(cpe: Cpe) -> Self {
        cpe.0
    }
}

impl TryFrom<String> for Cpe {
    type Error = NotACpe;
    fn try_from(text: String) -> Result<Self, NotACpe> {
        text.parse()
    }
}

impl FromStr for Cpe {
    type Err = NotACpe;

    /// Reads a name with all eleven attributes.
    fn from_str(text: &str) -> Result<Self, NotACpe> {
        let name = text.trim().to_ascii_lowercase();
        let rest = name.strip_prefix(PREFIX).filter(|_| name.len() <= MOST_BYTES).ok_or(NotACpe)?;
        let parts = parts(rest);
        let fits = |(place, value): (usize, &&str)| match place {
            0 => matches!(*value, "a" | "o" | "h" | "*" | "-"),
            LANGUAGE => logical(value) || language(value),
            _ => logical(value) || attribute(value),
        };
        if parts.len() == ATTRIBUTES && parts.iter().enumerate().all(fits) {
            Ok(Self(name))
        } else {
            Err(NotACpe)
        }
    }
}

/// The attributes; a colon behind a backslash parts nothing.
fn parts(rest: &str) -> Vec<&str> {
    let mut found = Vec::with_capacity(ATTRIBUTES);
    let mut begin = 0;
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b':' => {
                found.push(rest.get(begin..at).unwrap_or_default());
                begin = at + 1;
            }
            _ => {}
        }
    }
    found.push(rest.get(begin..).unwrap_or_default());
    found
}

/// Any, or none.
fn logical(value: &str) -> bool {
    matches!(value, "*" | "-")
}

/// `2*3ALPHA ["-" (2ALPHA / 3DIGIT)]`.
fn language(value: &str) -> bool {
    let letters = |text: &str| text.bytes().all(|b| b.is_ascii_alphabetic());
    let (language, region) = value.split_once('-').map_or((value, None), |(l, r)| (l, Some(r)));
    let region_fits = region.is_none_or(|region| {
        (region.len() == 2 && letters(region))
            || (region.len() == 3 && region.bytes().all(|b| b.is_ascii_digit()))
    });
    (2..=3).contains(&language.len()) && letters(language) && region_fits
}

/// Letters, digits, `-._` and escaped marks; before and behind them one `*` or any number of `?`.
fn attribute(value: &str) -> bool {
    let value = wild(value);
    // A wild card at the end is one only when no backslash takes it.
    let mut rest = value.bytes();
    let mut any = false;
    while let Some(byte) = rest.next() {
        match byte {
            b'\\' => {
                if !rest.next().is_some_and(|mark| ESCAPED.bytes().any(|known| known == mark)) {
                    return false;
                }
            }
            b'-' | b'.' | b'_' => {}
            b if b.is_ascii_alphanumeric() => {}
            b'*' => return any && rest.next().is_none(),
            b'?' => return any && rest.all(|b| b == b'?'),
            _ => return false,
        }
        any = true;
    }
    any
}

/// Without the wild cards it begins with.
fn wild(value: &str) -> &str {
    match value.strip_prefix('*') {
        Some(rest) => rest,
        None => value.trim_start_matches('?'),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn names_of_the_grammar_are_taken_and_kept_in_small_letters() {
        for name in [
            "cpe:2.3:a:example:product:1.0:*:*:*:*:*:*:*",
            "cpe:2.3:o:example:os:-:*:*:*:*:*:*:*",
            "cpe:2.3:h:example:router:*:*:*:en-us:*:*:x64:*",
            "cpe:2.3:a:example:product:1.0:*:*:vi-704:*:*:*:*",
            r"cpe:2.3:a:example:c\+\+_tool:8.\*:sp?:*:*:*:*:*:*",
            r"cpe:2.3:a:foo\\bar:big\$money_2010:*:*:*:*:special:ipod_touch:80gb:*",
            "cpe:2.3:a:example:*tool*:??1.?:*:*:*:*:*:*:*",
            r"cpe:2.3:a:exa\:mple:tool:1:*:*:*:*:*:*:*",
        ] {
            assert_eq!(name.parse::<Cpe>().unwrap().as_str(), name);
        }
        let loud: Cpe = " CPE:2.3:A:Example:Product:1.0:*:*:*:*:*:*:* ".parse().unwrap();
        assert_eq!(loud.as_str(), "cpe:2.3:a:example:product:1.0:*:*:*:*:*:*:*");
    }

    #[test]
    fn what_is_no_name_of_the_grammar_is_refused() {
        for name in [
            "",
            "cpe:/a:example:product:1.0",
            "cpe:2.3:a:example:product:1.0",
            "cpe:2.3:x:example:product:1.0:*:*:*:*:*:*:*",
            "cpe:2.3:a:example:product:1.0:*:*:*:*:*:*:*:*",
            "cpe:2.3:a::product:1.0:*:*:*:*:*:*:*",
            "cpe:2.3:a:exam ple:product:1.0:*:*:*:*:*:*:*",
            "cpe:2.3:a:example:pro*duct:1.0:*:*:*:*:*:*:*",
            "cpe:2.3:a:example:**:1.0:*:*:*:*:*:*:*",
            "cpe:2.3:a:example:?:1.0:*:*:*:*:*:*:*",
            "cpe:2.3:a:example:c++:1.0:*:*:*:*:*:*:*",
            r"cpe:2.3:a:example:tool\:1.0:*:*:*:*:*:*:*",
            r"cpe:2.3:a:example:tool\a:1.0:*:*:*:*:*:*:*",
            "cpe:2.3:a:example:tool:1.0:*:*:english:*:*:*:*",
            "cpe:2.3:a:ví_dụ:tool:1.0:*:*:*:*:*:*:*",
        ] {
            assert_eq!(name.parse::<Cpe>(), Err(NotACpe), "{name}");
        }
        assert!(format!("cpe:2.3:a:e:{}:1:*:*:*:*:*:*:*", "p".repeat(500)).parse::<Cpe>().is_err());
    }

    #[test]
    fn a_name_says_vendor_product_and_version_in_words() {
        let name: Cpe = r"cpe:2.3:a:example_soft:c\+\+_tool:8.1:*:*:*:*:*:*:*".parse().unwrap();
        assert_eq!(name.vendor().unwrap(), "example soft");
        assert_eq!(name.product().unwrap(), "c++ tool");
        assert_eq!(name.version().unwrap(), "8.1");
        let any: Cpe = "cpe:2.3:o:*:os:-:*:*:*:*:*:*:*".parse().unwrap();
        assert_eq!((any.vendor(), any.version()), (None, None));
    }

    #[test]
    fn a_question_by_name_ends_where_anything_may_follow() {
        assert_eq!(asked_prefix("nginx"), None);
        assert_eq!(asked_prefix("cpe:2.3:a:example:tool").unwrap(), "cpe:2.3:a:example:tool");
        assert_eq!(
            asked_prefix("CPE:2.3:a:example:tool:1.0:*:*:*:*:*:*:*").unwrap(),
            "cpe:2.3:a:example:tool:1.0:"
        );
    }
}
