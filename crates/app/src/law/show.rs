//! One ruleset whole.

use crate::{Error, Result};
use ::law::{Library, Ruleset};

/// The ruleset of an id.
///
/// # Errors
/// [`Error::NotFound`].
pub fn show<'a>(library: &'a Library, id: &str) -> Result<&'a Ruleset> {
    library.ruleset(id.trim()).ok_or(Error::NotFound)
}
