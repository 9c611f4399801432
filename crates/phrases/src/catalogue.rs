//! Fluent catalogues: one bundle a language, asked by key.
//!
//! A phrase that is missing or lacks a variable is an error, never an empty text: templates are rendered in
//! tests with every sample, so a fault shows there and not on a page.
//!
//! ```
//! let vi = phrases::catalogue::Catalogue::load(phrases::Lang::Vi)?;
//! assert_eq!(vi.say("app-yes", &[])?, "Có");
//! # Ok::<(), phrases::Error>(())
//! ```

use crate::{Error, Lang, embedded, lang};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::fmt;
use unic_langid::LanguageIdentifier;

/// A value that fills a variable of a phrase.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// A text, shown as it is.
    Text(String),
    /// A count; phrases may choose their wording by it.
    Count(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.into())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(count: i64) -> Self {
        Arg::Count(count)
    }
}

impl From<u32> for Arg {
    fn from(count: u32) -> Self {
        Arg::Count(count.into())
    }
}

/// All phrases of one language.
pub struct Catalogue {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    keys: Vec<String>,
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalogue").field("lang", &self.lang).field("keys", &self.keys.len()).finish()
    }
}

impl Catalogue {
    /// Reads `locales/<lang>.ftl`.
    ///
    /// # Errors
    /// When the text has a syntax fault or holds a key twice.
    pub fn load(lang: Lang) -> Result<Catalogue, Error> {
        Self::parse(lang, embedded::catalogue(lang)?)
    }

    fn parse(lang: Lang, text: String) -> Result<Catalogue, Error> {
        let fault = |fault: String| Error::Catalogue { lang: lang::tag(lang), fault };
        let keys = keys_of(&text);
        let resource = FluentResource::try_new(text).map_err(|(_, errors)| fault(format!("{errors:?}")))?;
        let tag: LanguageIdentifier = lang::tag(lang).parse().map_err(|error| fault(format!("{error:?}")))?;
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).map_err(|errors| fault(format!("{errors:?}")))?;
        Ok(Catalogue { lang, bundle, keys })
    }

    /// Every key, in the order of the file.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Whether the catalogue has the key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The phrase with its variables filled.
    ///
    /// # Errors
    /// When the key is unknown or a variable of the phrase was not given.
    pub fn say(&self, key: &str, args: &[(&str, Arg)]) -> Result<String, Error> {
        let fault =
            |fault: &str| Error::Phrase { lang: lang::tag(self.lang), key: key.into(), fault: fault.into() };
        let pattern = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value())
            .ok_or_else(|| fault("the catalogue has no such key"))?;
        let mut given = FluentArgs::new();
        for (name, value) in args {
            match value {
                Arg::Text(text) => given.set((*name).to_owned(), FluentValue::from(text.clone())),
                Arg::Count(count) => given.set((*name).to_owned(), FluentValue::from(*count)),
            }
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&given), &mut errors).into_owned();
        match errors.first() {
            None => Ok(text),
            Some(error) => Err(fault(&error.to_string())),
        }
    }
}

/// Message keys of a Fluent text: the words before `=` at the start of a line.
fn keys_of(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('=').map(|(key, _)| key.trim().to_owned()))
        .collect()
}
