//! Where texts contradict each other, or themselves. Both sides are carried, with how the platform lives with it.
//!
//! ```
//! let sides = law::cites_like("Điều 9*", "Điều 9 khoản 1");
//! assert!(sides);
//! ```

use serde::Serialize;

use crate::ids::RulesetId;
use crate::text::Text;

/// One contradiction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// Number, such as `I-01`.
    pub id: String,
    /// What it is about.
    pub topic: Text,
    /// How the platform carries all sides.
    pub handling: Text,
    /// What each text says; in TOML `[[contradiction.side]]`.
    pub sides: Vec<Side>,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
}

/// What one text says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The text.
    pub ruleset: RulesetId,
    /// Pattern of the citation: `*` stands for any words.
    pub cite: String,
    /// What it says.
    pub says: Text,
}

/// True when `cite` is as `pattern` says; `*` stands for any words, none included.
pub fn cites_like(pattern: &str, cite: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|head| cite.strip_prefix(head)) else { return false };
    let mut last = None;
    for part in parts {
        last = Some(part);
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or(""),
            None => return false,
        }
    }
    match last {
        // No star at all: the head must be the whole.
        None => rest.is_empty(),
        Some(tail) => cite.ends_with(tail),
    }
}
