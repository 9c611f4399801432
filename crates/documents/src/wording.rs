//! Dates, hours and signs in figures, as an administrative document pads them (decree 30/2020/NĐ-CP, Appendix I). The
//! words between the figures are the template's. Neighbours: `sheet` and `fields`.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::Serialize;

/// A day in figures: `05/02/2026`.
pub(crate) fn day(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// An hour of the day, and the day if it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Moment {
    /// `00` to `23`.
    hour: String,
    /// `00` to `59`.
    minute: String,
    /// `dd/mm/yyyy`.
    day: Option<String>,
}

impl Moment {
    /// An hour without a day.
    pub(crate) fn of_time(time: Time) -> Moment {
        Moment { hour: format!("{:02}", time.hour()), minute: format!("{:02}", time.minute()), day: None }
    }

    /// A moment, read in the legal zone.
    pub(crate) fn of(at: Timestamp) -> Moment {
        let local = at.to_zoned(law::zone());
        Moment { day: Some(day(local.date())), ..Moment::of_time(local.time()) }
    }
}

/// Place and date of signing: days below 10 and the months 1 and 2 get a zero before them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PlaceDate {
    place: String,
    day: String,
    month: String,
    year: String,
}

impl PlaceDate {
    pub(crate) fn new(place: &str, date: Date) -> PlaceDate {
        let month = match date.month() {
            early @ 1..=2 => format!("0{early}"),
            month => month.to_string(),
        };
        PlaceDate {
            place: place.to_owned(),
            day: format!("{:02}", date.day()),
            month,
            year: date.year().to_string(),
        }
    }
}

/// The sign with a number below 10 padded: `5/BC-ABC` becomes `05/BC-ABC`.
pub(crate) fn sign(sign: &str) -> String {
    let sign = sign.trim();
    let digits = sign.chars().take_while(char::is_ascii_digit).count();
    if digits == 1 { format!("0{sign}") } else { sign.to_owned() }
}

/// A whole number in Roman figures, as appendices are counted; 0 gives nothing.
pub(crate) fn roman(number: usize) -> String {
    const FIGURES: [(usize, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let (mut left, mut written) = (number, String::new());
    for (value, figure) in FIGURES {
        while left >= value {
            written.push_str(figure);
            left -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_below_ten_and_the_first_two_months_are_padded_in_the_place_line() {
        let written = |y, m, d| {
            let line = PlaceDate::new("Hà Nội", Date::constant(y, m, d));
            (line.day, line.month)
        };
        assert_eq!(written(2026, 2, 5), ("05".into(), "02".into()));
        assert_eq!(written(2026, 3, 15), ("15".into(), "3".into()));
        assert_eq!(written(2026, 11, 9), ("09".into(), "11".into()));
    }

    #[test]
    fn a_moment_is_read_in_the_legal_zone() {
        let at: Timestamp = "2026-11-20T17:30:00Z".parse().expect("a timestamp");
        let moment = Moment::of(at);
        assert_eq!((moment.hour.as_str(), moment.day.as_deref()), ("00", Some("21/11/2026")));
    }

    #[test]
    fn a_sign_number_below_ten_is_padded_once() {
        assert_eq!(sign("5/BC-ABC"), "05/BC-ABC");
        assert_eq!(sign("05/BC-ABC"), "05/BC-ABC");
        assert_eq!(sign("125/BC-ABC"), "125/BC-ABC");
        assert_eq!(sign("/BC-ABC"), "/BC-ABC");
    }

    #[test]
    fn appendices_are_counted_in_roman_figures() {
        assert_eq!([1, 4, 9, 14, 40].map(roman), ["I", "IV", "IX", "XIV", "XL"]);
    }
}
