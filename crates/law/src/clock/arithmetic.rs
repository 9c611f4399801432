//! From a limit and a moment to a due moment.
//!
//! Hours run without a shift. Days and months leave out the event's day and end, after a shift over rest days, at 24:00.
//! "Before" is a wall that never moves. "At once" has no number in law: only a policy target can give a moment.
//! The words of each step are in `reasoning`, those of caution in `warnings`.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::moments::{end_of_day, end_of_day_text, moment_text, start_of_day, zone};
use super::{Clock, DueKind, Limit, Outcome, Reason, reasoning, warnings};
use crate::calendar::{Calendar, Rest};
use crate::ruleset::{Ruleset, YearDay};
use crate::text::Text;

/// The longest unbroken row of rest days we walk over; a calendar with more is broken.
const LONGEST_REST: usize = 60;

/// Computes when `clock` of `ruleset` is due if its event happened at `at`.
///
/// Never fails: a moment beyond representable time gives an open outcome with a warning.
pub fn compute(clock: &Clock, ruleset: &Ruleset, calendar: &Calendar, at: Timestamp) -> Outcome {
    let mut outcome = Outcome {
        due: None,
        due_text: None,
        unshifted: None,
        unshifted_text: None,
        policy: false,
        kind: DueKind::Open,
        reasoning: vec![reasoning::limit(clock, ruleset), reasoning::start(clock, at)],
        warnings: warnings::standing(clock, ruleset, at.to_zoned(zone()).date()),
    };
    let reached = match clock.limit {
        Limit::Hours(hours) => in_hours(&mut outcome, at, hours),
        Limit::Days(days) => in_days(&mut outcome, calendar, at, days),
        Limit::Months(months) => in_months(&mut outcome, calendar, at, months),
        Limit::Before { day, month } => before(&mut outcome, clock, calendar, at, YearDay { month, day }),
        Limit::Immediately | Limit::None => without_number(&mut outcome, clock, at),
    };
    if reached.is_none() {
        outcome.warnings.push(warnings::out_of_time());
    }
    outcome
}

fn in_hours(outcome: &mut Outcome, at: Timestamp, hours: u32) -> Option<()> {
    let due = at.checked_add(SignedDuration::from_hours(i64::from(hours))).ok()?;
    outcome.reasoning.push(reasoning::hours_run(hours, due));
    settle(outcome, DueKind::Law, due, moment_text(due));
    Some(())
}

fn in_days(outcome: &mut Outcome, calendar: &Calendar, at: Timestamp, days: u32) -> Option<()> {
    let event = at.to_zoned(zone()).date();
    let last = event.checked_add(jiff::Span::new().try_days(i64::from(days)).ok()?).ok()?;
    outcome.reasoning.push(reasoning::event_day_left_out(event, event.tomorrow().ok()?));
    outcome.reasoning.push(reasoning::last_day(days, last));
    on_a_working_day(outcome, calendar, last)
}

/// The day of the same number so many months later, or the last of a month that has no such day.
fn in_months(outcome: &mut Outcome, calendar: &Calendar, at: Timestamp, months: u32) -> Option<()> {
    let event = at.to_zoned(zone()).date();
    let last = event.checked_add(jiff::Span::new().try_months(i64::from(months)).ok()?).ok()?;
    outcome.reasoning.push(reasoning::event_day_left_out(event, event.tomorrow().ok()?));
    outcome.reasoning.push(reasoning::last_month(months, last));
    on_a_working_day(outcome, calendar, last)
}

/// Ends with `last`, or with the next working day when it is a day of rest.
fn on_a_working_day(outcome: &mut Outcome, calendar: &Calendar, last: Date) -> Option<()> {
    let (working, skipped) = next_working_day(last, |day| calendar.rest(day))?;
    warn_of_years(outcome, calendar, last, working);
    outcome.reasoning.extend(skipped.iter().map(|(day, rest)| reasoning::skipped(*day, rest, calendar)));
    if let Some(entry) = calendar.day(working) {
        outcome.reasoning.push(reasoning::worked_instead(working, entry));
    }
    if working != last {
        outcome.reasoning.push(reasoning::shifted(working));
        outcome.unshifted = end_of_day(last);
        outcome.unshifted_text = Some(end_of_day_text(last));
    }
    let (elsewhere, _) = next_working_day(last, |day| calendar.rest_elsewhere(day))?;
    if elsewhere != working {
        let concerned = skipped.iter().map(|(day, _)| *day).chain([working]);
        let whom = concerned.filter_map(|day| calendar.day(day)?.applies_to.as_ref()).next();
        outcome.warnings.extend(whom.map(|whom| warnings::elsewhere(elsewhere, whom)));
    }
    outcome.reasoning.push(reasoning::ends_at_24(working));
    settle(outcome, DueKind::Law, end_of_day(working)?, end_of_day_text(working));
    Some(())
}

/// The first working day on or after `day`, and the rest days before it.
fn next_working_day<'c>(
    day: Date,
    rest: impl Fn(Date) -> Option<Rest<'c>>,
) -> Option<(Date, Vec<(Date, Rest<'c>)>)> {
    let mut skipped = Vec::new();
    let mut day = day;
    while let Some(rest) = rest(day) {
        if skipped.len() == LONGEST_REST {
            return None;
        }
        skipped.push((day, rest));
        day = day.tomorrow().ok()?;
    }
    Some((day, skipped))
}

fn before(
    outcome: &mut Outcome,
    clock: &Clock,
    calendar: &Calendar,
    at: Timestamp,
    wall: YearDay,
) -> Option<()> {
    let year = at.to_zoned(zone()).year();
    let this_year = Date::new(year, wall.month, wall.day).ok()?;
    let stands = if at > start_of_day(this_year)? {
        Date::new(year.checked_add(1)?, wall.month, wall.day).ok()?
    } else {
        this_year
    };
    let last = stands.yesterday().ok()?;
    outcome.reasoning.push(reasoning::wall(clock, stands, last));
    outcome.reasoning.push(reasoning::wall_stands(clock, last));
    warn_of_years(outcome, calendar, last, last);
    if let Some(rest) = calendar.rest(last) {
        outcome.warnings.push(warnings::wall_on_rest_day(last, &rest, last_working_day(calendar, last)));
    }
    settle(outcome, DueKind::Law, start_of_day(stands)?, end_of_day_text(last));
    Some(())
}

/// The last working day before `day`.
fn last_working_day(calendar: &Calendar, day: Date) -> Option<Date> {
    let mut day = day;
    for _ in 0..LONGEST_REST {
        day = day.yesterday().ok()?;
        if calendar.is_working(day) {
            return Some(day);
        }
    }
    None
}

fn without_number(outcome: &mut Outcome, clock: &Clock, at: Timestamp) -> Option<()> {
    outcome.reasoning.push(reasoning::no_number(clock));
    let Some(target) = clock.policy else { return Some(()) };
    let due = at.checked_add(target).ok()?;
    let Reason { text, cite } = reasoning::policy(target, due);
    outcome.reasoning.push(Reason { text, cite });
    let moment = moment_text(due);
    let shown = Text::new(
        format!("{} (mục tiêu nội bộ, không phải hạn luật định)", moment.vi),
        format!("{} (internal target, not a legal deadline)", moment.en),
    );
    settle(outcome, DueKind::Policy, due, shown);
    outcome.policy = true;
    Some(())
}

fn settle(outcome: &mut Outcome, kind: DueKind, due: Timestamp, text: Text) {
    outcome.kind = kind;
    outcome.due = Some(due);
    outcome.due_text = Some(text);
}

fn warn_of_years(outcome: &mut Outcome, calendar: &Calendar, first: Date, last: Date) {
    outcome.warnings.extend((first.year()..=last.year()).filter_map(|year| calendar.warning(year)));
}
