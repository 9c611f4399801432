//! What a change of the law would do to an incident.

use law::{DifferenceKind, Library, differences, timed};

use crate::{facts, fixture_files, library};

fn changed(from: &str, to: &str) -> Library {
    let mut files = fixture_files();
    let clocks = files.iter_mut().find(|file| file.path.ends_with("clocks.toml")).unwrap();
    assert!(clocks.text.contains(from));
    clocks.text = clocks.text.replacen(from, to, 1);
    Library::from_files(files).unwrap()
}

#[test]
fn a_longer_limit_moves_the_clock_and_nothing_else() {
    let events = [("incident.detected".to_owned(), facts().at)];
    let before = timed(&library(), &facts(), &events);
    let after = timed(&changed("limit = { days = 5 }", "limit = { days = 7 }"), &facts(), &events);
    let found = differences(&before, &after);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].kind, DifferenceKind::Moved);
    assert_eq!((found[0].text.as_str(), found[0].clock.as_str()), ("example", "initial-report"));
    let words = |due: &Option<law::Due>| due.clone().unwrap().due_text.unwrap().vi;
    assert_eq!(words(&found[0].before), "24:00 ngày 17/11/2026");
    assert_eq!(words(&found[0].after), "24:00 ngày 19/11/2026");
    assert_eq!(differences(&before, &before), []);
}

#[test]
fn a_clock_can_be_gained_and_lost() {
    let events = [("incident.detected".to_owned(), facts().at)];
    let before = timed(&library(), &facts(), &events);
    let renamed = changed("id = \"in-72-hours\"", "id = \"in-three-days\"");
    let found = differences(&before, &timed(&renamed, &facts(), &events));
    let told: Vec<(&str, DifferenceKind)> = found.iter().map(|d| (d.clock.as_str(), d.kind)).collect();
    assert_eq!(told, [("in-72-hours", DifferenceKind::Lost), ("in-three-days", DifferenceKind::Gained)]);
}
