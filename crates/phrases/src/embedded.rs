//! The texts compiled into the binary: templates and catalogues.
//!
//! In a development build they are read from the disk, so that a template can be edited without
//! compiling; a release build carries them.

use crate::{Error, Lang, lang};
use rust_embed::RustEmbed;

/// Everything under `templates/`.
#[derive(RustEmbed)]
#[folder = "../../templates"]
struct Templates;

/// Everything under `locales/`.
#[derive(RustEmbed)]
#[folder = "../../locales"]
struct Locales;

/// Path below `templates/` and text of each template, sorted by path.
pub(crate) fn templates() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Templates::iter()
        .filter_map(|path| {
            let file = Templates::get(&path)?;
            Some((path.into_owned(), String::from_utf8_lossy(&file.data).into_owned()))
        })
        .filter(|(path, _)| path.ends_with(".html") || path.ends_with(".txt"))
        .collect();
    all.sort();
    all
}

/// Text of one catalogue.
///
/// # Errors
/// When the file is missing.
pub(crate) fn catalogue(lang: Lang) -> Result<String, Error> {
    Locales::get(&format!("{lang}.ftl"))
        .map(|file| String::from_utf8_lossy(&file.data).into_owned())
        .ok_or_else(|| Error::Catalogue { lang: lang::tag(lang), fault: "the file is missing".into() })
}
