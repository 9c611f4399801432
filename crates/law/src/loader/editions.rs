//! Editions of one text: the new one ends the one it replaces, and no two bind on the same day.

use std::collections::BTreeMap;

use super::sheet::Place;
use crate::faults::Fault;
use crate::ruleset::{Force, Ruleset};

/// Ends each replaced edition where the next begins, and reports editions of one text that bind on the same day.
/// `headings` are the places of the folders' `ruleset.toml`.
pub(super) fn follow_on(
    rulesets: &mut [Ruleset],
    headings: &BTreeMap<String, Place>,
    faults: &mut Vec<Fault>,
) {
    let mut report = |ruleset: &Ruleset, message: String| {
        if let Some(place) = headings.get(ruleset.id.as_str()) {
            faults.push(place.fault(message));
        }
    };
    let newer: Vec<Ruleset> = rulesets.iter().filter(|new| new.replaces.is_some()).cloned().collect();
    for new in &newer {
        let replaced =
            |old: &&mut Ruleset| Some(&old.id) == new.replaces.as_ref() && old.text() == new.text();
        match rulesets.iter_mut().find(replaced) {
            Some(old) if !new.force.never => {
                old.force.until = [old.force.until, new.force.from].into_iter().flatten().min();
            }
            Some(_) => {}
            None => {
                let id = new.replaces.as_ref().map(ToString::to_string).unwrap_or_default();
                report(new, format!("replaces: \"{id}\" is no edition of the same text (edition_of)"));
            }
        }
    }
    for (at, one) in rulesets.iter().enumerate() {
        let others = rulesets.iter().skip(at + 1);
        for other in others.filter(|other| one.text() == other.text()) {
            if overlap(&one.force, &other.force) {
                report(
                    other,
                    format!(
                        "{} and {} are editions of one text and bind on the same day: write replaces = \"{}\" in the newer one, or until in the older",
                        one.id, other.id, one.id
                    ),
                );
            }
        }
    }
}

fn overlap(one: &Force, other: &Force) -> bool {
    let begins_before_end = |one: &Force, other: &Force| match (one.from, other.until) {
        (Some(from), Some(until)) => from < until,
        _ => true,
    };
    !one.never && !other.never && begins_before_end(one, other) && begins_before_end(other, one)
}
