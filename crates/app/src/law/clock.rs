//! Computing one time limit.

use super::ClockAnswer;
use crate::{Error, Result};
use ::law::Library;
use jiff::Timestamp;

/// What a clock of a ruleset comes to from a moment. A ruleset that does not bind at that moment is computed all the
/// same, with a warning.
///
/// # Errors
/// Field `ruleset` or `clock` with `unknown_option`.
pub fn compute_clock(library: &Library, ruleset: &str, clock: &str, at: Timestamp) -> Result<ClockAnswer> {
    let ruleset = library.ruleset(ruleset.trim()).ok_or_else(|| Error::field("ruleset", "unknown_option"))?;
    let clock = ruleset.clock(clock.trim()).ok_or_else(|| Error::field("clock", "unknown_option"))?;
    Ok(ClockAnswer::of(library, ruleset, clock, at))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
    use super::*;

    #[test]
    fn an_answer_has_the_agreed_keys_and_the_end_of_the_day_as_the_next_midnight() {
        let library = crate::law::house_library().expect("sound rulesets");
        let at = "2026-11-12T09:00:00+07:00".parse().unwrap();
        let answer = compute_clock(&library, "tt20-2017", "closing-report", at).unwrap();
        let value = serde_json::to_value(&answer).unwrap();
        let keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(
            keys,
            [
                "ruleset",
                "clock",
                "title",
                "cite",
                "at",
                "due",
                "due_text",
                "unshifted",
                "unshifted_text",
                "policy",
                "kind",
                "reasoning",
                "warnings",
                "certainty",
                "source",
            ]
        );
        assert_eq!(value.get("at").unwrap(), "2026-11-12T09:00:00+07:00");
        assert_eq!(value.get("due").unwrap(), "2026-11-18T00:00:00+07:00");
        assert_eq!(value.get("due_text").unwrap(), "24:00 ngày 17/11/2026");
        assert_eq!(value.get("kind").unwrap(), "law");
        let reason = value.get("reasoning").unwrap().get(0).unwrap();
        assert!(["text", "text_en", "cite"].iter().all(|key| reason.get(key).is_some()));
    }

    #[test]
    fn an_unknown_ruleset_or_clock_is_a_field_to_mend() {
        let library = crate::law::house_library().expect("sound rulesets");
        for (ruleset, clock) in [("no-such", "closing-report"), ("tt20-2017", "no-such")] {
            assert!(matches!(
                compute_clock(&library, ruleset, clock, Timestamp::UNIX_EPOCH),
                Err(Error::Invalid(_))
            ));
        }
    }
}
