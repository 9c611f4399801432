//! Days and times of day as people type them into small forms: `12/11/2026` or what a date picker posts,
//! `2026-11-12`; `17:05` or `17h05`. All are meant in Vietnam (UTC+7).
//!
//! The fields of legal forms are read by `law::validate`; this is for the questions that no form of law asks.

use app::domain::Moment;
use jiff::civil::{Date, DateTime, Time};

/// Years a day may lie in.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// Reads a day.
///
/// # Errors
/// Code of the field problem: `two_digit_year` or `not_a_date`.
pub(crate) fn day(text: &str) -> Result<Date, &'static str> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let [first, second, third] = parts.as_slice() else { return Err("not_a_date") };
    if ![first, second, third].iter().all(|part| digits(part)) {
        return Err("not_a_date");
    }
    let (day, month, year) = match (first.len(), third.len()) {
        (4, _) => (third, second, first),
        (_, 4) => (first, second, third),
        (..=2, ..=2) => return Err("two_digit_year"),
        _ => return Err("not_a_date"),
    };
    let year = year.parse().ok().filter(|year| YEARS.contains(year)).ok_or("not_a_date")?;
    let number = |part: &str| part.parse::<i8>().map_err(|_| "not_a_date");
    Date::new(year, number(month)?, number(day)?).map_err(|_| "not_a_date")
}

/// Reads a time of day; seconds are dropped.
///
/// # Errors
/// Code of the field problem: `not_a_time`.
pub(crate) fn time(text: &str) -> Result<Time, &'static str> {
    let bare = text.to_lowercase().replace('h', ":");
    let mut parts = bare.split(':').map(str::trim);
    let mut number = |missing: &'static str| {
        let part = parts.next().filter(|part| !part.is_empty()).unwrap_or(missing);
        Some(part)
            .filter(|part| digits(part) && part.len() <= 2)
            .and_then(|part| part.parse::<i8>().ok())
            .ok_or("not_a_time")
    };
    let (hour, minute) = (number("")?, number(if bare.contains(':') { "0" } else { "" })?);
    Time::new(hour, minute, 0, 0).map_err(|_| "not_a_time")
}

/// A day and a time of day in Vietnam.
pub(crate) fn moment(day: Date, time: Time) -> Option<Moment> {
    DateTime::from_parts(day, time).to_zoned(law::zone()).ok().map(|at| at.timestamp().into())
}

/// The day in Vietnam.
pub(crate) fn day_of(at: Moment) -> Date {
    at.timestamp().to_zoned(law::zone()).date()
}

fn digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_written_here_and_as_a_picker_posts_it() {
        assert_eq!(day("12/11/2026"), day("2026-11-12"));
        assert_eq!(day("12.11.2026"), day("12-11-2026"));
        assert_eq!(day("12/11/26"), Err("two_digit_year"));
        for wrong in ["", "31/02/2026", "12/11", "a/b/2026", "12/11/20260", "1/1/0026"] {
            assert_eq!(day(wrong), Err("not_a_date"), "{wrong}");
        }
    }

    #[test]
    fn a_time_of_day_is_read_with_colon_or_h() {
        assert_eq!(time("17:05"), time("17h05"));
        assert_eq!(time("17h"), time("17:00:59"));
        for wrong in ["", "25:00", "17:60", "1705", "h"] {
            assert_eq!(time(wrong), Err("not_a_time"), "{wrong}");
        }
    }

    #[test]
    fn what_is_typed_is_meant_in_vietnam() {
        let at = day("12/11/2026").ok().zip(time("00:30").ok()).and_then(|(d, t)| moment(d, t));
        assert_eq!(at.map(|at| at.to_string()), Some("2026-11-11T17:30:00Z".to_owned()));
        assert_eq!(at.map(day_of), day("2026-11-12").ok());
    }
}
