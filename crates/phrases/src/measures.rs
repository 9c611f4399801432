//! Times, dates, sizes and numbers as people read them.
//!
//! Vietnam time has had the offset +07:00 without change since 1975, so legal moments need no zone table.
//! Neighbours: `environment` offers these as the filters `time`, `clock`, `date`, `bytes`, `number` and the
//! function `time_left`.
//!
//! ```
//! use phrases::{Lang, measures};
//! assert_eq!(measures::moment(1_795_169_100_000_000), "17:05 20/11/2026");
//! assert_eq!(measures::number(12_500, Lang::Vi), "12.500");
//! ```

use crate::Lang;
use jiff::tz::{self, TimeZone};
use jiff::{Timestamp, Zoned};

/// Shown after every local time.
pub const ZONE: &str = "GMT+7";

fn local(micros: i64) -> Option<Zoned> {
    let at = Timestamp::from_microsecond(micros).ok()?;
    Some(at.to_zoned(TimeZone::fixed(tz::offset(7))))
}

/// `17:05 20/11/2026`; a moment outside the calendar is shown as a dash.
pub fn moment(micros: i64) -> String {
    local(micros).map_or_else(|| "–".into(), |at| at.strftime("%H:%M %d/%m/%Y").to_string())
}

/// `20/11/2026`.
pub fn date(micros: i64) -> String {
    local(micros).map_or_else(|| "–".into(), |at| at.strftime("%d/%m/%Y").to_string())
}

/// `17:05`.
pub fn hour(micros: i64) -> String {
    local(micros).map_or_else(|| "–".into(), |at| at.strftime("%H:%M").to_string())
}

/// RFC 3339 in Vietnam time, for `datetime` attributes.
pub fn machine(micros: i64) -> String {
    local(micros).map_or_else(String::new, |at| at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// RFC 3339 in UTC, for the title a pointer shows.
pub fn utc(micros: i64) -> String {
    Timestamp::from_microsecond(micros)
        .map_or_else(|_| String::new(), |at| at.strftime("%H:%M %d/%m/%Y UTC").to_string())
}

/// A whole number with its groups of three: `12.500` in Vietnamese, `12,500` in English.
pub fn number(value: i64, lang: Lang) -> String {
    let separator = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    let digits = value.unsigned_abs().to_string();
    let mut shown = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            shown.push(separator);
        }
        shown.push(digit);
    }
    if value < 0 { format!("-{shown}") } else { shown }
}

/// A size in powers of 1024 with one decimal: `1,5 MB` in Vietnamese, `1.5 MB` in English.
pub fn bytes(size: i64, lang: Lang) -> String {
    let mut value = size.max(0) as f64;
    if value < 1024.0 {
        return format!("{} B", number(size.max(0), lang));
    }
    let mut unit = "B";
    for next in ["KB", "MB", "GB", "TB"] {
        if value < 1024.0 {
            break;
        }
        value /= 1024.0;
        unit = next;
    }
    let shown = format!("{value:.1}");
    let shown = shown.strip_suffix(".0").map_or(shown.clone(), str::to_owned);
    match lang {
        Lang::Vi => format!("{} {unit}", shown.replace('.', ",")),
        Lang::En => format!("{shown} {unit}"),
    }
}

/// A span cut to its two largest units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Whole days.
    pub days: i64,
    /// Hours that remain.
    pub hours: i64,
    /// Minutes that remain.
    pub minutes: i64,
}

/// The span between two moments in microseconds, without its sign.
pub fn span(from: i64, to: i64) -> Span {
    let minutes = from.abs_diff(to) / 60_000_000;
    let minutes = i64::try_from(minutes).unwrap_or(i64::MAX);
    Span { days: minutes / 1440, hours: minutes % 1440 / 60, minutes: minutes % 60 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_each_language_writes_them() {
        assert_eq!(bytes(512, Lang::Vi), "512 B");
        assert_eq!(bytes(1_572_864, Lang::Vi), "1,5 MB");
        assert_eq!(bytes(1_572_864, Lang::En), "1.5 MB");
        assert_eq!(bytes(2048, Lang::En), "2 KB");
    }

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!(number(0, Lang::Vi), "0");
        assert_eq!(number(-1_234_567, Lang::En), "-1,234,567");
        assert_eq!(number(999, Lang::En), "999");
    }

    #[test]
    fn a_moment_is_shown_in_vietnam_time() {
        assert_eq!(machine(1_795_169_100_000_000), "2026-11-20T17:05:00+07:00");
        assert_eq!(utc(1_795_169_100_000_000), "10:05 20/11/2026 UTC");
        assert_eq!(span(0, 90_000_000_000), Span { days: 1, hours: 1, minutes: 0 });
    }
}
