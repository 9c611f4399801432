//! Moments as an officer in Vietnam reads them: UTC+7, hour before day, day/month/year.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use crate::text::{Lang, Text};

/// The legal time zone: UTC+7, no daylight saving.
pub fn zone() -> TimeZone {
    TimeZone::fixed(Offset::constant(7))
}

/// A moment in words: "17:00 ngày 21/11/2026", "17:00 on 21/11/2026".
///
/// A midnight is written 00:00 of the day it begins; whether it is rather the 24:00 that ends the day before is
/// known to [`super::Outcome`] alone.
pub fn shown(ts: Timestamp, lang: Lang) -> String {
    let local = ts.to_zoned(zone());
    let (hour, minute, day) = (local.hour(), local.minute(), shown_date(local.date()));
    match lang {
        Lang::Vi => format!("{hour:02}:{minute:02} ngày {day}"),
        Lang::En => format!("{hour:02}:{minute:02} on {day}"),
    }
}

/// A day as dd/mm/yyyy.
pub fn shown_date(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// [`shown`] in both languages.
pub(super) fn moment_text(ts: Timestamp) -> Text {
    Text::new(shown(ts, Lang::Vi), shown(ts, Lang::En))
}

/// "24:00 of `day`" in both languages.
pub(super) fn end_of_day_text(day: Date) -> Text {
    let day = shown_date(day);
    Text::new(format!("24:00 ngày {day}"), format!("24:00 on {day}"))
}

/// The midnight that ends `day`; none at the end of representable time.
pub(super) fn end_of_day(day: Date) -> Option<Timestamp> {
    start_of_day(day.tomorrow().ok()?)
}

/// The midnight that begins `day`.
pub(super) fn start_of_day(day: Date) -> Option<Timestamp> {
    day.to_zoned(zone()).ok().map(|local| local.timestamp())
}
