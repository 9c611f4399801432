//! Moments as people type them, in Vietnam time, and as their input fields take them.

use crate::html::typed::{day, moment, time};
use crate::{Fault, Posted};
use app::Error;
use domain::Moment;

/// The moment typed into a field; `None` when it was left empty.
///
/// # Errors
/// The field, when nobody can read it.
pub(in crate::html) fn given(posted: &Posted, field: &str) -> Result<Option<Moment>, Fault> {
    posted.given(field).map(|text| read(text).map_err(|code| Fault(Error::field(field, code)))).transpose()
}

/// The moment typed into a field that must not be empty.
///
/// # Errors
/// The field, when it is empty or nobody can read it.
pub(in crate::html) fn required(posted: &Posted, field: &str) -> Result<Moment, Fault> {
    given(posted, field)?.ok_or_else(|| Fault(Error::field(field, "required")))
}

/// Day and time in either order, as browsers send them (`2026-11-20T08:15`) and as people type them.
fn read(text: &str) -> Result<Moment, &'static str> {
    let (first, second) = text.split_once(['T', ' ']).ok_or("not_a_time")?;
    let (date, clock) = if first.contains([':', 'h']) { (second, first) } else { (first, second) };
    moment(day(date)?, time(clock)?).ok_or("not_a_date")
}

/// A moment as `<input type="datetime-local">` takes it.
pub(in crate::html) fn for_input(moment: Moment) -> String {
    moment.timestamp().to_zoned(law::zone()).strftime("%Y-%m-%dT%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn every_way_of_writing_gives_the_same_moment_in_vietnam_time() {
        let moment = read("2026-11-20T08:15").unwrap();
        assert_eq!(moment.to_string(), "2026-11-20T01:15:00Z");
        for way in ["2026-11-20 08:15", "20/11/2026 8h15", "08:15 20/11/2026", "2026-11-20T08:15:00"] {
            assert_eq!(read(way), Ok(moment), "{way}");
        }
        assert_eq!(for_input(moment), "2026-11-20T08:15");
    }

    #[test]
    fn a_year_of_two_digits_is_not_guessed() {
        assert_eq!(read("20/11/26 08:15"), Err("two_digit_year"));
        assert_eq!(read("20/11/2026"), Err("not_a_time"));
    }
}
