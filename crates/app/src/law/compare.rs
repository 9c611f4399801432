//! One time limit in all editions of a text, side by side.

use super::ClockAnswer;
use crate::{Error, Result};
use ::law::{Edition, Library};
use jiff::Timestamp;

/// What a clock comes to in each edition of a text that has it, the draft first. `edition_of` is the word the editions
/// share, or the id of one of them.
///
/// # Errors
/// Field `ruleset` or `clock` with `unknown_option`.
pub fn compare(library: &Library, edition_of: &str, clock: &str, at: Timestamp) -> Result<Vec<ClockAnswer>> {
    let asked = edition_of.trim();
    let shared = library.ruleset(asked).map_or(asked, |ruleset| ruleset.text());
    let mut editions: Vec<_> = library.editions(shared).collect();
    if editions.is_empty() {
        return Err(Error::field("ruleset", "unknown_option"));
    }
    editions.sort_by_key(|ruleset| ruleset.edition != Edition::Draft);
    let answers: Vec<ClockAnswer> = editions
        .into_iter()
        .filter_map(|ruleset| Some(ClockAnswer::of(library, ruleset, ruleset.clock(clock.trim())?, at)))
        .collect();
    if answers.is_empty() { Err(Error::field("clock", "unknown_option")) } else { Ok(answers) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
    use super::*;

    #[test]
    fn draft_and_issued_text_stand_side_by_side() {
        let library = crate::law::house_library().expect("sound rulesets");
        let at = "2026-11-12T09:00:00+07:00".parse().unwrap();
        let ids = |of: &str| -> Vec<String> {
            compare(&library, of, "closing-report", at).unwrap().into_iter().map(|a| a.ruleset).collect()
        };
        assert_eq!(ids("tt20-2017"), ["tt20-2017-draft", "tt20-2017"]);
        assert!(compare(&library, "no-such", "closing-report", at).is_err());
        assert!(compare(&library, "tt20-2017", "no-such", at).is_err());
    }
}
