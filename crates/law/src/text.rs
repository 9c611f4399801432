//! Words in two languages, and how sure we are of them.
//!
//! Everything a ruleset says to a person is a [`Text`]; everything it claims about the law carries a
//! [`Certainty`]. Neighbours: every other module of this room uses these two.
//!
//! ```
//! use law::{Lang, Text};
//! let title = Text::new("Báo cáo ban đầu", "Initial report");
//! assert_eq!(title.get(Lang::En), "Initial report");
//! ```

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A text in Vietnamese (as printed in its source, Unicode NFC) and English.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Vietnamese, as printed.
    pub vi: String,
    /// English; empty when nobody has translated it yet.
    #[serde(default)]
    pub en: String,
}

impl Text {
    /// Makes a text from its two halves.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }

    /// The text in `lang`; English falls back to Vietnamese when it is missing.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.en.is_empty() => &self.en,
            Lang::En | Lang::Vi => &self.vi,
        }
    }

    /// True when there is nothing to print in either language.
    pub fn is_empty(&self) -> bool {
        self.vi.is_empty() && self.en.is_empty()
    }
}

/// A language the platform speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Vietnamese, the language of the law and the default.
    #[default]
    Vi,
    /// English.
    En,
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Vi => "vi",
            Self::En => "en",
        })
    }
}

/// A language code that is neither `vi` nor `en`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language \"{0}\": expected vi or en")]
pub struct UnknownLang(pub String);

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        match code {
            "vi" => Ok(Self::Vi),
            "en" => Ok(Self::En),
            other => Err(UnknownLang(other.to_owned())),
        }
    }
}

/// How a provision came to us, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Read in the legal text itself.
    Text,
    /// Read in a secondary source that quotes or reports the text.
    Secondary,
    /// Remembered or proposed; not confirmed by a look-up.
    Recalled,
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Secondary => "secondary",
            Self::Recalled => "recalled",
        })
    }
}

impl FromStr for Certainty {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "text" => Ok(Self::Text),
            "secondary" => Ok(Self::Secondary),
            "recalled" => Ok(Self::Recalled),
            other => Err(format!("unknown certainty \"{other}\": expected text, secondary or recalled")),
        }
    }
}
