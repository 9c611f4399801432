//! Moments as people type them, in Vietnam time, and as their input fields take them.

use crate::{Fault, Posted};
use app::Error;
use domain::Moment;
use jiff::civil::DateTime;

/// Ways to write a moment: what browsers send, and what people type where a browser has no such field.
const WAYS: &[&str] = &["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y"];

/// The moment typed into a field; `None` when it was left empty.
///
/// # Errors
/// The field, when nobody can read it.
pub(in crate::html) fn given(posted: &Posted, field: &str) -> Result<Option<Moment>, Fault> {
    let unreadable = || Fault(Error::field(field, "not_a_moment"));
    posted.given(field).map(|text| read(text).ok_or_else(unreadable)).transpose()
}

/// The moment typed into a field that must not be empty.
///
/// # Errors
/// The field, when it is empty or nobody can read it.
pub(in crate::html) fn required(posted: &Posted, field: &str) -> Result<Moment, Fault> {
    given(posted, field)?.ok_or_else(|| Fault(Error::field(field, "required")))
}

fn read(text: &str) -> Option<Moment> {
    let civil = WAYS.iter().find_map(|way| DateTime::strptime(way, text).ok())?;
    civil.to_zoned(law::zone()).ok().map(|zoned| Moment::from(zoned.timestamp()))
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
        for way in ["2026-11-20 08:15", "20/11/2026 08:15", "08:15 20/11/2026", "2026-11-20T08:15:00"] {
            assert_eq!(read(way), Some(moment), "{way}");
        }
        assert_eq!(for_input(moment), "2026-11-20T08:15");
    }

    #[test]
    fn a_year_of_two_digits_is_not_guessed() {
        assert_eq!(read("20/11/26 08:15"), None);
    }
}
