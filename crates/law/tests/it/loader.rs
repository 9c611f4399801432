//! Faults: all of them, each with its place.

use law::{Fault, Library};

use crate::{fixture_files, lines};

/// The faults after `change` was made in the file whose path ends with `path`.
fn faults(path: &str, change: impl Fn(&str) -> String) -> Vec<Fault> {
    let mut files = fixture_files();
    let file = files.iter_mut().find(|file| file.path.ends_with(path)).unwrap();
    let changed = change(&file.text);
    assert_ne!(changed, file.text, "the change must change something");
    file.text = changed;
    Library::from_files(files).expect_err("a fault")
}

#[track_caller]
fn one(path: &str, from: &str, to: &str, expected: &str) {
    let faults = faults(path, |text| text.replacen(from, to, 1));
    let told = lines(&faults);
    assert!(told.contains(expected), "expected «{expected}» in:\n{told}");
}

#[test]
fn a_sound_ruleset_loads() {
    let library = crate::library();
    let ruleset = library.ruleset("example-2026").unwrap();
    assert_eq!(ruleset.form_for("initial").unwrap().id, "initial-report");
    assert_eq!(ruleset.role("national-coordinator").unwrap().holders.len(), 2);
    let march = "2026-03-01".parse().unwrap();
    let holder = ruleset.role("national-coordinator").unwrap().holder_on(march).unwrap();
    assert_eq!(holder.name, "Trung tâm ví dụ B");
    assert_eq!(ruleset.form("initial-report").unwrap().number.printed, ["01", "02"]);
    assert!(library.list("colours").is_some() && library.list("rsit").is_some());
}

#[test]
fn a_misspelt_key_is_named_with_file_table_line_and_column() {
    let faults = faults("clocks.toml", |text| text.replacen("owes =", "ows =", 1));
    let fault = faults.iter().find(|fault| fault.key == "ows").unwrap();
    assert_eq!(
        fault.to_string(),
        "rulesets/example-2026/clocks.toml:6:1: [[clock]] ows: unknown key; did you mean owes?"
    );
    assert!(faults.iter().any(|fault| fault.key == "owes" && fault.message.contains("missing")));
}

#[test]
fn faults_of_all_files_come_together_in_order() {
    let mut files = fixture_files();
    for file in &mut files {
        file.text.push_str("\nnonsense = 1\n");
    }
    let faults = Library::from_files(files.clone()).expect_err("faults");
    for file in &files {
        assert!(
            faults.iter().any(|fault| fault.file == file.path && fault.key == "nonsense"),
            "{}",
            file.path
        );
    }
    assert!(faults.is_sorted());
}

#[test]
fn broken_syntax_is_named_by_place_and_hides_no_other_file() {
    let mut files = fixture_files();
    for file in &mut files {
        if file.path.ends_with("bodies.toml") {
            file.text = "[[role]]\nkey = \"operator\n".into();
        }
        if file.path.ends_with("process.toml") {
            file.text = file.text.replacen("optional = true", "optional = \"yes\"", 1);
        }
    }
    let faults = Library::from_files(files).expect_err("faults");
    assert!(faults[0].file.ends_with("bodies.toml") && faults[0].line == 2, "{}", lines(&faults));
    assert!(lines(&faults).contains("[[phase.step]] optional: expected true or false, found a string"));
    assert!(!lines(&faults).contains("unknown role"), "roles cannot be judged without bodies.toml");
}

#[test]
fn wrong_types_are_named() {
    one(
        "clocks.toml",
        "to = [\"system-owner\", \"national-coordinator\"]",
        "to = 5",
        "to: expected a list of strings",
    );
    one(
        "ruleset.toml",
        "issued = 2026-01-05",
        "issued = \"2026-01-05\"",
        "issued: expected a date without quotes",
    );
    one(
        "ruleset.toml",
        "levels = [1, 2, 3]",
        "levels = [1, 9]",
        "levels: expected whole numbers from 1 to 5 only",
    );
    one(
        "ruleset.toml",
        "title = { vi = \"Thông tư ví dụ\", en = \"Example circular\" }",
        "title = \"x\"",
        "title: expected a text",
    );
}

#[test]
fn a_day_that_does_not_exist_is_a_fault() {
    one("calendars/2026.toml", "date = 2026-02-16", "date = 2026-02-30", "calendars/2026.toml:6:");
}

#[test]
fn names_given_twice_are_faults() {
    one(
        "clocks.toml",
        "id = \"in-24-hours\"",
        "id = \"initial-report\"",
        "clock \"initial-report\" is given twice",
    );
    one("clocks.toml", "id = \"in-24-hours\"", "id = \"notice\"", "clock \"notice\" is given twice");
    one("bodies.toml", "key = \"system-owner\"", "key = \"operator\"", "role \"operator\" is given twice");
    one("process.toml", "id = \"verify\"", "id = \"receive\"", "step \"receive\" is given twice");
    one(
        "initial-report.toml",
        "key = \"notifier.email\"",
        "key = \"notifier.name\"",
        "field \"notifier.name\" is given twice in this form",
    );
    one("initial-report.toml", "key = \"users\"", "key = \"kind.9.text\"", "kind.9.text");
    one("initial-report.toml", "code = \"2\"", "code = \"1\"", "option \"1\" is given twice");
    one("calendars/2026.toml", "date = 2026-02-17", "date = 2026-02-16", "the day 2026-02-16 is given twice");
}

#[test]
fn pointers_to_nothing_are_faults() {
    one(
        "clocks.toml",
        "owes = \"operator\"",
        "owes = \"nobody\"",
        ":6:1: [[clock]] owes: unknown role \"nobody\"",
    );
    one("clocks.toml", "form = \"initial-report\"", "form = \"no-form\"", "form: unknown form \"no-form\"");
    one("process.toml", "after = [\"receive\"]", "after = [\"recieve\"]", "after: unknown step \"recieve\"");
    one(
        "process.toml",
        "support = [\"national-coordinator\"]",
        "support = [\"x\"]",
        "support: unknown role \"x\"",
    );
    one("periods.toml", "clock = \"half-year-report\"", "clock = \"x\"", "clock: unknown clock \"x\"");
    one("initial-report.toml", "into = \"summary\"", "into = \"x\"", "[[extra]] into: unknown field \"x\"");
    one("initial-report.toml", "after = \"detected.date\"", "after = \"x\"", "after: unknown field \"x\"");
    one(
        "mapping-rsit.toml",
        "rsit = \"availability/ddos\"",
        "rsit = \"availability/dos\"",
        "list \"rsit\" has no code",
    );
}

#[test]
fn a_cycle_of_steps_is_named() {
    one(
        "process.toml",
        "after = [\"receive\"]",
        "after = [\"receive\", \"restore\"]",
        "these steps wait for each other in a cycle: verify → restore → contain → verify",
    );
    one("process.toml", "after = [\"receive\"]", "after = [\"verify\"]", "in a cycle: verify → verify");
}

#[test]
fn a_clock_has_exactly_one_limit() {
    let expected = "limit: a clock has exactly one limit";
    one("clocks.toml", "limit = { days = 5 }", "limit = { days = 5, hours = 3 }", expected);
    one("clocks.toml", "limit = { days = 5 }", "limit = { }", expected);
    one("clocks.toml", "limit = { days = 5 }", "", "limit: this key is missing");
    one(
        "clocks.toml",
        "limit = { days = 5 }",
        "limit = { days = 0 }",
        "[clock.limit] days: expected a whole number from 1",
    );
    one("clocks.toml", "before = \"20/6\"", "before = \"31/6\"", "is not a day of the year");
}

#[test]
fn a_policy_never_stands_beside_a_number_of_the_law() {
    one(
        "clocks.toml",
        "limit = { days = 5 }",
        "limit = { days = 5 }\npolicy = { hours = 1 }",
        "policy: a policy stands only",
    );
}

#[test]
fn unknown_words_are_faults() {
    one(
        "clocks.toml",
        "starts = \"incident.detected\"",
        "starts = \"incident.seen\"",
        "starts: unknown event",
    );
    one("clocks.toml", "report.initial.delivered", "report.inital.delivered", "met_by: unknown event");
    one("clocks.toml", "\"2d\"", "\"2w\"", "remind: \"2w\" is not a span");
    one("initial-report.toml", "notice.sender.organisation", "notice.sender.body", "binds: unknown binding");
    one("initial-report.toml", "kind = \"email\"", "kind = \"mail\"", "kind: unknown word \"mail\"");
    one("ruleset.toml", "edition = \"issued\"", "edition = \"final\"", "edition: unknown word \"final\"");
    one("calendars/week.toml", "saturday", "satday", "unknown weekday");
}

#[test]
fn rules_that_do_not_fit_the_kind_are_faults() {
    one("initial-report.toml", "{ code = \"2\", label", "{ label", "code: this key is missing");
    one(
        "initial-report.toml",
        "kind = \"email\"",
        "kind = \"email\"\npublic_only = true",
        "public_only: this stands only",
    );
    one(
        "initial-report.toml",
        "kind = \"email\"",
        "kind = \"choice\"",
        "options: a field of kind choice needs options",
    );
    one(
        "initial-report.toml",
        "kind = \"email\"",
        "kind = \"email\"\nnot_future = true",
        "not_future: this stands only",
    );
}

#[test]
fn a_calendar_speaks_of_its_own_year() {
    one("calendars/2026.toml", "date = 2026-11-24", "date = 2025-11-24", "date: this day is not in 2026");
    one(
        "calendars/2026.toml",
        "year = 2026",
        "year = 2025",
        "the file is named 2026.toml but speaks of 2025",
    );
}

#[test]
fn ids_match_their_folder_and_file() {
    one(
        "ruleset.toml",
        "id = \"example-2026\"",
        "id = \"other\"",
        "the id must equal the name of its folder",
    );
    one(
        "initial-report.toml",
        "id = \"initial-report\"",
        "id = \"other\"",
        "the id must equal the name of its file",
    );
}

#[test]
fn text_that_is_not_nfc_is_a_fault() {
    one("bodies.toml", "Chủ quản", "Chu\u{309} qua\u{309}n", "not in Unicode form NFC");
}

#[test]
fn a_file_outside_the_format_is_a_fault() {
    let mut files = fixture_files();
    for path in ["rulesets/example-2026/extra.toml", "rulesets/loose.toml", "elsewhere.toml"] {
        files.push(law::SourceFile { path: path.into(), text: String::new() });
    }
    files.push(law::SourceFile { path: "rulesets/README.md".into(), text: "passed over".into() });
    let faults = Library::from_files(files).expect_err("faults");
    assert_eq!(faults.len(), 3, "{}", lines(&faults));
}

#[test]
fn a_folder_without_heading_is_a_fault() {
    let files = fixture_files().into_iter().filter(|file| !file.path.ends_with("/ruleset.toml")).collect();
    let faults = Library::from_files(files).expect_err("a fault");
    assert_eq!(faults[0].file, "rulesets/example-2026/ruleset.toml");
}

#[test]
fn traced_rows_name_the_place_that_carries_them() {
    let traced = law::traces(&crate::library());
    let found: Vec<(&str, &str)> = traced.iter().map(|one| (one.row.as_str(), one.place.as_str())).collect();
    assert_eq!(
        found,
        [("A-097", "example-2026/provisions/d9-k1"), ("X-01", "example-2026/forms/initial-report/kind.1"),]
    );
}
