//! The arithmetic of time limits, compared with an independent and slow way of counting: days as whole numbers, one after
//! the other, without the library of dates that the engine uses. A million cases, the same in every run.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::Timestamp;
use law::{Calendar, Clock, DayKind, DueKind, Library, Limit, Ruleset, compute};

use crate::{files, lines};

/// Cases of each worker.
const CASES: u64 = 250_000;
/// Workers, each with cases of its own.
const WORKERS: u64 = 4;
/// Hours by which Vietnam is ahead of UTC, in every year the platform knows.
const AHEAD: i64 = 7 * 3600;
const DAY: i64 = 86_400;

/// A small generator of numbers (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        i64::try_from((z ^ (z >> 31)) % most).unwrap()
    }
}

fn leap(year: i64) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

fn days_of_month(year: i64, month: i64) -> i64 {
    match month {
        2 if leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Whole days since 1 January 1970, counted year by year and month by month.
fn number(year: i64, month: i64, day: i64) -> i64 {
    let years: i64 = (1970..year).map(|year| if leap(year) { 366 } else { 365 }).sum();
    years + (1..month).map(|month| days_of_month(year, month)).sum::<i64>() + day - 1
}

/// Year, month and day of a number.
fn date(mut left: i64) -> (i64, i64, i64) {
    let (mut year, mut month) = (1970, 1);
    while left >= if leap(year) { 366 } else { 365 } {
        left -= if leap(year) { 366 } else { 365 };
        year += 1;
    }
    while left >= days_of_month(year, month) {
        left -= days_of_month(year, month);
        month += 1;
    }
    (year, month, left + 1)
}

/// Days off and days worked instead, as numbers.
struct Days {
    off: BTreeSet<i64>,
    worked: BTreeSet<i64>,
}

impl Days {
    fn of(calendar: &Calendar) -> Self {
        let mut days = Self { off: BTreeSet::new(), worked: BTreeSet::new() };
        for day in calendar.years.values().flat_map(|year| &year.days) {
            let at = number(day.date.year().into(), day.date.month().into(), day.date.day().into());
            match day.kind {
                DayKind::SwapWork => days.worked.insert(at),
                _ => days.off.insert(at),
            };
        }
        days
    }

    /// 1 January 1970 was a Thursday.
    fn rest(&self, day: i64) -> bool {
        let weekend = matches!((day + 3) % 7, 5 | 6);
        !self.worked.contains(&day) && (weekend || self.off.contains(&day))
    }

    fn working_from(&self, mut day: i64) -> i64 {
        while self.rest(day) {
            day += 1;
        }
        day
    }

    /// The last moment by the slow way, in seconds.
    fn due(&self, limit: Limit, at: i64) -> Option<i64> {
        let event = (at + AHEAD).div_euclid(DAY);
        let end_of = |day: i64| (day + 1) * DAY - AHEAD;
        match limit {
            Limit::Hours(hours) => Some(at + i64::from(hours) * 3600),
            Limit::Days(days) => Some(end_of(self.working_from(event + i64::from(days)))),
            Limit::Months(months) => {
                let (year, month, day) = date(event);
                let (mut year, mut month) = (year, month + i64::from(months));
                while month > 12 {
                    (year, month) = (year + 1, month - 12);
                }
                let last = number(year, month, day.min(days_of_month(year, month)));
                Some(end_of(self.working_from(last)))
            }
            Limit::Before { day, month } => {
                let (year, ..) = date(event);
                let wall = |year: i64| number(year, month.into(), day.into()) * DAY - AHEAD;
                Some(if at > wall(year) { wall(year + 1) } else { wall(year) })
            }
            Limit::Immediately | Limit::None => None,
        }
    }
}

fn limit(chance: &mut Chance) -> Limit {
    let some = |chance: &mut Chance, most| u32::try_from(1 + chance.below(most)).unwrap();
    match chance.below(8) {
        0..=3 => Limit::Days(some(chance, 40)),
        4 => Limit::Months(some(chance, 14)),
        5 | 6 => Limit::Hours(some(chance, 200)),
        _ => {
            let month = 1 + chance.below(12);
            let day = 1 + chance.below(28);
            Limit::Before { day: i8::try_from(day).unwrap(), month: i8::try_from(month).unwrap() }
        }
    }
}

fn house() -> Library {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Library::from_files(files(&root, &["rulesets", "calendars", "facts"]))
        .unwrap_or_else(|faults| panic!("{}", lines(&faults)))
}

/// From 2020 to 2031, most of them in the years whose calendar is known, many around the lunar new year.
fn moment(chance: &mut Chance) -> i64 {
    match chance.below(4) {
        0 => number(2020, 1, 1) * DAY + chance.below(12 * 365 * 86_400),
        1 => {
            let tet = [number(2025, 1, 20), number(2026, 2, 8), number(2027, 1, 30)];
            tet[usize::try_from(chance.below(3)).unwrap()] * DAY + chance.below(25 * 86_400)
        }
        _ => number(2025, 1, 1) * DAY + chance.below(3 * 365 * 86_400),
    }
}

fn worker(library: &Library, ruleset: &Ruleset, clock: &Clock, seed: u64) {
    let days = Days::of(library.calendar());
    let mut chance = Chance(seed);
    for _ in 0..CASES {
        let clock = Clock { limit: limit(&mut chance), ..clock.clone() };
        let at = moment(&mut chance);
        let due = |at: i64| {
            let outcome = compute(&clock, ruleset, library.calendar(), Timestamp::from_second(at).unwrap());
            assert_eq!(outcome.kind, DueKind::Law);
            outcome.due.unwrap().as_second()
        };
        let found = due(at);
        assert_eq!(Some(found), days.due(clock.limit, at), "{:?} from {at}", clock.limit);
        assert!(found >= at, "a limit never ends before it begins: {:?} from {at}", clock.limit);
        if matches!(clock.limit, Limit::Days(_) | Limit::Months(_)) {
            let last = (found - 1 + AHEAD).div_euclid(DAY);
            assert_eq!((found + AHEAD).rem_euclid(DAY), 0, "ends at 24:00");
            assert!(!days.rest(last), "{:?} from {at} ends on a day of rest", clock.limit);
        }
        // Every eighth case: who begins later never ends sooner.
        if chance.below(8) == 0 {
            let later = at + chance.below(30 * 86_400);
            assert!(due(later) >= found, "{:?} from {at} and {later}", clock.limit);
        }
    }
}

#[test]
fn a_million_limits_end_as_counting_day_by_day_says() {
    let library = house();
    let ruleset = library.ruleset("tt20-2017").unwrap();
    let clock = ruleset.clock("closing-report").unwrap();
    std::thread::scope(|scope| {
        for seed in 0..WORKERS {
            let library = &library;
            scope.spawn(move || worker(library, ruleset, clock, seed));
        }
    });
}

#[test]
fn the_slow_way_counts_leap_years_and_knows_its_weekdays() {
    assert_eq!(number(1970, 1, 1), 0);
    assert_eq!(number(2028, 3, 1) - number(2028, 2, 28), 2);
    assert_eq!(number(2027, 3, 1) - number(2027, 2, 28), 1);
    for day in [0, 59, 20_000, 21_000] {
        let (year, month, of_month) = date(day);
        assert_eq!(number(year, month, of_month), day);
    }
    let days = Days { off: BTreeSet::new(), worked: BTreeSet::new() };
    assert!(
        days.rest(number(2026, 11, 28))
            && days.rest(number(2026, 11, 29))
            && !days.rest(number(2026, 11, 30))
    );
}
