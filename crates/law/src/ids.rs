//! Names of things inside rulesets, each its own type.
//!
//! All are lower-case words joined by hyphens, because they appear in addresses, file names and commands.
//! Neighbours: [`crate::ruleset`], [`crate::clock`], [`crate::process`], [`crate::form`], [`crate::lists`].
//!
//! ```
//! let id: law::ClockId = "closing-report".parse()?;
//! assert_eq!(id.as_str(), "closing-report");
//! # Ok::<(), law::BadName>(())
//! ```

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The longest name we accept, in bytes.
const LONGEST: usize = 80;

/// A name that is not lower-case letters, digits and single hyphens.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{word}\" is not a {kind}: use lower-case letters a-z, digits and hyphens, at most 80 characters")]
pub struct BadName {
    /// What the name was meant for, such as "clock id".
    pub kind: &'static str,
    /// The word as given.
    pub word: String,
}

/// True for a word such as `half-year-report`.
pub(crate) fn is_name(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= LONGEST
        && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !word.starts_with('-')
        && !word.ends_with('-')
        && !word.contains("--")
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident = $kind:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The name as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// A stand-in for a name that could not be read; it never leaves the loader.
            #[allow(dead_code, reason = "only some names can be missing without ending the reading")]
            pub(crate) fn placeholder() -> Self {
                Self("unnamed".to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl FromStr for $name {
            type Err = BadName;

            fn from_str(word: &str) -> Result<Self, BadName> {
                if is_name(word) {
                    Ok(Self(word.to_owned()))
                } else {
                    Err(BadName { kind: $kind, word: word.to_owned() })
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadName;

            fn try_from(word: String) -> Result<Self, BadName> {
                word.parse()
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> String {
                name.0
            }
        }
    )*};
}

names! {
    /// Names a ruleset and its folder, such as `tt20-2017`.
    RulesetId = "ruleset id";
    /// Names a clock inside a ruleset, such as `closing-report`.
    ClockId = "clock id";
    /// Names a step of a process inside a ruleset, such as `receive`.
    StepId = "step id";
    /// Names a form inside a ruleset, such as `initial-report`.
    FormId = "form id";
    /// Names a role that texts speak of, such as `national-coordinator`.
    RoleKey = "role";
    /// Names a printed list, such as `l8`.
    ListId = "list id";
}
