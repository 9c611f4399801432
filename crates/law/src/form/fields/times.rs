//! Days, times of day and moments, as Vietnamese readers type them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use serde_json::Value;

use super::super::messages::{self, Finding};
use super::{Reading, words};
use crate::clock::zone;

/// Years a form may speak of.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

pub(super) fn date(raw: &Value) -> Reading {
    reading(raw, |typed| parse_date(typed).map(|day| day.to_string()))
}

pub(super) fn time(raw: &Value) -> Reading {
    reading(raw, |typed| parse_time(typed).map(|time| format!("{:02}:{:02}", time.hour(), time.minute())))
}

/// A moment: RFC 3339 with any offset, or day and time of day meant in Vietnam; normalised to +07:00.
pub(super) fn datetime(raw: &Value) -> Reading {
    reading(raw, |typed| parse_moment(typed).map(rfc3339))
}

/// A month of a year, kept as `2026-06`.
pub(super) fn month(raw: &Value) -> Reading {
    reading(raw, |typed| parse_month(typed).map(|day| format!("{}-{:02}", day.year(), day.month())))
}

fn reading(raw: &Value, parse: impl Fn(&str) -> Result<String, Finding>) -> Reading {
    match words::string(raw).and_then(|typed| parse(typed.trim())) {
        Ok(value) => Reading::kept(value),
        Err(finding) => Reading::wrong(raw, finding),
    }
}

fn rfc3339(moment: Timestamp) -> String {
    let local = moment.to_zoned(zone());
    let (date, time) = (local.date(), local.time());
    format!("{date}T{:02}:{:02}:{:02}+07:00", time.hour(), time.minute(), time.second())
}

/// Reads `2026-11-12`, `12/11/2026`, `12-11-2026` or `12.11.2026`.
fn parse_date(typed: &str) -> Result<Date, Finding> {
    let parts: Vec<&str> = typed.split(['/', '-', '.']).map(str::trim).collect();
    let [first, second, third] = parts.as_slice() else { return Err(messages::not_a_date()) };
    if ![first, second, third].iter().all(|part| is_digits(part)) {
        return Err(messages::not_a_date());
    }
    let (day, month, year) = match (first.len(), third.len()) {
        (4, _) => (third, second, first),
        (_, 4) => (first, second, third),
        (..=2, ..=2) => return Err(messages::two_digit_year()),
        _ => return Err(messages::not_a_date()),
    };
    let number = |part: &str| part.parse::<i8>().ok();
    let found = year.parse::<i16>().ok().zip(number(month)).zip(number(day));
    found
        .and_then(|((year, month), day)| Date::new(year, month, day).ok())
        .filter(|day| YEARS.contains(&day.year()))
        .ok_or_else(messages::not_a_date)
}

/// Reads `2026-06`, `06/2026` or `6.2026`, as the first day of the month.
fn parse_month(typed: &str) -> Result<Date, Finding> {
    let parts: Vec<&str> = typed.split(['/', '-', '.']).map(str::trim).collect();
    let [first, second] = parts.as_slice() else { return Err(messages::not_a_month()) };
    match (first.len(), second.len()) {
        (4, _) => parse_date(&format!("{first}-{second}-01")),
        (_, 4) => parse_date(&format!("{second}-{first}-01")),
        (..=2, ..=2) if is_digits(first) && is_digits(second) => return Err(messages::two_digit_year()),
        _ => return Err(messages::not_a_month()),
    }
    .map_err(|_| messages::not_a_month())
}

/// Reads `17:00`, `17:00:30`, `17h00`, `17h`, `17 giờ 05` or `17 giờ 05 phút`; seconds are dropped.
fn parse_time(typed: &str) -> Result<Time, Finding> {
    let bare = typed.to_lowercase().replace("phút", "").replace("giờ", ":").replace('h', ":");
    let mut parts = bare.split(':').map(str::trim);
    let hour = parts.next().unwrap_or_default();
    let minute = parts.next().unwrap_or_default();
    let second = parts.next().unwrap_or("0");
    let number = |part: &str| if is_digits(part) && part.len() <= 2 { part.parse::<i8>().ok() } else { None };
    let minute = if minute.is_empty() && bare.contains(':') { Some(0) } else { number(minute) };
    match (number(hour), minute, number(second), parts.next()) {
        (Some(hour), Some(minute), Some(0..=59), None) => {
            Time::new(hour, minute, 0, 0).map_err(|_| messages::not_a_time())
        }
        _ => Err(messages::not_a_time()),
    }
}

fn parse_moment(typed: &str) -> Result<Timestamp, Finding> {
    let in_range = |moment: &Timestamp| YEARS.contains(&moment.to_zoned(zone()).year());
    if let Ok(moment) = typed.parse::<Timestamp>() {
        return Some(moment).filter(in_range).ok_or_else(messages::not_a_moment);
    }
    let parted = typed.replace('T', " ").replace(" ngày ", " ").replace(',', " ");
    let parted = parted.trim();
    let (first, last) = (parted.split_once(' '), parted.rsplit_once(' '));
    // Either part may come first: "12/11/2026 17:00" and "17:00 ngày 12/11/2026" are both usual.
    let (day, time) = match (first, last) {
        (Some((day, time)), _) if day.contains(['/', '-', '.']) => (day, time),
        (_, Some((time, day))) => (day, time),
        _ => return Err(messages::not_a_moment()),
    };
    let day = parse_date(day.trim())?;
    let local = DateTime::from_parts(day, parse_time(time.trim())?);
    local.to_zoned(zone()).map(|local| local.timestamp()).map_err(|_| messages::not_a_moment())
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// The day of a normalised date or moment.
pub(in super::super) fn day_of(value: &Value) -> Option<Date> {
    let words = value.as_str()?;
    words
        .parse::<Timestamp>()
        .ok()
        .map(|moment| moment.to_zoned(zone()).date())
        .or_else(|| words.parse().ok())
}

/// The time of day of a normalised time.
pub(in super::super) fn time_of(value: &Value) -> Option<Time> {
    let words = value.as_str()?;
    (words.len() == 5).then(|| parse_time(words).ok()).flatten()
}

/// The moment of a normalised moment.
pub(in super::super) fn moment_of(value: &Value) -> Option<Timestamp> {
    value.as_str()?.parse().ok()
}
