//! Editions of one text follow on each other.

use law::{Library, SourceFile};

use crate::{fixture_files, lines};

/// The fixture with a second edition of its text: its `ruleset.toml` with the given lines changed.
fn with_second(changes: &[(&str, &str)]) -> Vec<SourceFile> {
    let mut files = fixture_files();
    let own: Vec<SourceFile> =
        files.iter().filter(|file| file.path.starts_with("rulesets/example-2026/")).cloned().collect();
    for mut file in own {
        if file.path.ends_with("ruleset.toml") {
            for (from, to) in changes {
                assert!(file.text.contains(from), "nothing to change: {from}");
                file.text = file.text.replacen(from, to, 1);
            }
        }
        file.path = file.path.replace("example-2026", "example-2027");
        files.push(file);
    }
    files
}

#[test]
fn the_edition_that_is_replaced_ends_where_the_next_begins() {
    let library = Library::from_files(with_second(&[
        ("id = \"example-2026\"", "id = \"example-2027\"\nreplaces = \"example-2026\""),
        ("from = 2026-02-01", "from = 2027-01-01"),
    ]))
    .unwrap();
    let bound = |day: &str| -> Vec<String> {
        let day = day.parse().unwrap();
        library.rulesets().filter(|r| r.in_force(day)).map(|r| r.id.to_string()).collect()
    };
    assert_eq!(bound("2026-12-31"), ["example-2026"]);
    assert_eq!(bound("2027-01-01"), ["example-2027"]);
}

#[test]
fn two_editions_that_bind_on_one_day_are_named_with_the_cure() {
    let faults =
        Library::from_files(with_second(&[("id = \"example-2026\"", "id = \"example-2027\"")])).unwrap_err();
    let told = lines(&faults);
    assert!(told.contains("rulesets/example-2027/ruleset.toml"), "{told}");
    assert!(told.contains("bind on the same day: write replaces = \"example-2026\""), "{told}");
}

#[test]
fn an_edition_replaces_an_edition_of_the_same_text_only() {
    let faults = Library::from_files(with_second(&[
        ("id = \"example-2026\"", "id = \"example-2027\"\nreplaces = \"nothing\""),
        ("from = 2026-02-01", "from = 2028-01-01"),
        ("until = 2028-01-01", "until = 2029-01-01"),
    ]))
    .unwrap_err();
    assert!(lines(&faults).contains("\"nothing\" is no edition of the same text"), "{}", lines(&faults));
}
