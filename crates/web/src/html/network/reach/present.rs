//! From what the desk says of tests and trials to what their pages show.

use crate::html::desk::{Words, choices};
use app::domain::reachability::{Attempt, ReachTest, Rung, Scope};
use app::reachability::{Counts, OUTCOMES, ReachNow, TrialRow};
use phrases::contexts::desk::Typed;
use phrases::contexts::elements::Choice;
use phrases::contexts::network::{AttemptLine, ReachLine, ReachTestLine, TrialLine, TrialPage};

/// How a contact point stands.
pub(in crate::html::network) fn line(words: &Words<'_>, it: &ReachNow) -> ReachLine {
    let failed = it.reach.failed_since();
    ReachLine {
        freshness: it.freshness.code().to_owned(),
        score: it.score.into(),
        proven_at: it.reach.proven.map(|proven| proven.at.micros()),
        rung: it.reach.proven.map(|proven| proven.rung.code().to_owned()).unwrap_or_default(),
        failed: failed.map(|failed| words.coded("said", failed.said.code())).unwrap_or_default(),
        failed_at: failed.map(|failed| failed.at.micros()),
    }
}

/// A test.
pub(super) fn test(words: &Words<'_>, it: ReachTest, body_name: String, counts: Counts) -> ReachTestLine {
    ReachTestLine {
        number: it.number.to_string(),
        scheduled: it.scheduled,
        by: it.by.name,
        at: it.at.micros(),
        scope: scope(words, &it.scope, body_name),
        reason: it.reason,
        all: counts.all,
        reached: counts.reached,
        unreached: counts.unreached,
        mailed: counts.mailed,
        to_call: counts.to_call,
        above: counts.above,
        bounced: counts.bounced,
    }
}

fn scope(words: &Words<'_>, it: &Scope, body_name: String) -> String {
    let which = words.say(if it.always { "reach-always" } else { "reach-all" });
    let province = it.province.as_deref().map(|code| words.item("provinces", code));
    let body = it.body.map(|_| body_name);
    [Some(which), province, body].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A trial.
pub(super) fn trial(row: TrialRow) -> TrialLine {
    let it = row.trial;
    TrialLine {
        href: format!("/network/reach/trials/{}", it.id),
        body_href: format!("/network/bodies/{}", row.body_key),
        body: row.body_name,
        state: it.state.code().to_owned(),
        rung: it.rung.code().to_owned(),
        bounced: it.bounced(),
        superior: row.superior_name,
        due_at: it.due_at.map(|at| at.micros()),
        settled_at: it.settled_at.map(|at| at.micros()),
        name: it.name,
        phones: it.phones,
        email: it.email,
    }
}

fn attempt(it: &Attempt) -> AttemptLine {
    AttemptLine {
        at: it.at.micros(),
        rung: it.rung.code().to_owned(),
        said: it.said.code().to_owned(),
        how: it.how.clone(),
        note: it.note.clone(),
        by: it.by.as_ref().map(|hand| hand.name.clone()).unwrap_or_default(),
    }
}

/// The page of a trial.
pub(super) fn trial_page(words: &Words<'_>, row: TrialRow, typed: Option<Typed>) -> TrialPage {
    let it = &row.trial;
    let number = |(at, number): (usize, &String)| Choice::new(number.as_str(), number.clone(), at == 0);
    TrialPage {
        number: it.number.to_string(),
        action: format!("/network/reach/trials/{}", it.id),
        version: it.version,
        attempts: it.attempts.iter().map(attempt).collect(),
        numbers: it.phones.iter().enumerate().map(number).collect(),
        any_number: it.rung == Rung::Superior,
        outcomes: choices(words, "said", OUTCOMES.iter().map(|said| said.code()), ""),
        typed,
        trial: trial(row),
    }
}
