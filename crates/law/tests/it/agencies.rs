//! Agencies through time.

use crate::library;

fn on(id: &str, day: &str) -> Option<(String, usize)> {
    let library = library();
    let known = library.agencies().on(id, day.parse().unwrap())?;
    Some((known.name.name.clone(), known.by_way_of.len()))
}

#[test]
fn an_agency_has_the_name_of_the_day() {
    assert_eq!(on("centre", "2018-12-31"), Some(("Trung tâm máy tính".into(), 0)));
    assert_eq!(on("centre", "2019-01-01"), Some(("Trung tâm không gian mạng".into(), 0)));
}

#[test]
fn a_duty_owed_to_one_that_is_no_more_goes_to_its_successor() {
    assert_eq!(on("centre", "2025-03-01"), Some(("Cục An ninh mạng".into(), 1)));
    assert_eq!(on("old-ministry", "2026-01-01"), Some(("Cục An ninh mạng".into(), 1)));
}

#[test]
fn nobody_is_invented() {
    assert_eq!(on("department", "2018-07-31"), None);
    assert_eq!(on("nobody", "2026-01-01"), None);
}
