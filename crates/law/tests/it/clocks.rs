//! The arithmetic of time limits.

use law::{DueKind, Lang, Library, Outcome, compute};

use crate::{files, library};

fn outcome(library: &Library, ruleset: &str, clock: &str, at: &str) -> Outcome {
    let ruleset = library.ruleset(ruleset).unwrap();
    compute(ruleset.clock(clock).unwrap(), ruleset, library.calendar(), at.parse().unwrap())
}

fn due(library: &Library, clock: &str, at: &str) -> (String, String) {
    let outcome = outcome(library, "example-2026", clock, at);
    (outcome.due.unwrap().to_string(), outcome.due_text.unwrap().vi)
}

/// The table of law.md 4.2: clock, event, due in UTC, due in words.
const TABLE: [(&str, &str, &str, &str); 8] = [
    ("in-24-hours", "2026-11-20T17:00:00+07:00", "2026-11-21T10:00:00Z", "17:00 ngày 21/11/2026"),
    ("in-72-hours", "2026-11-20T17:00:00+07:00", "2026-11-23T10:00:00Z", "17:00 ngày 23/11/2026"),
    ("initial-report", "2026-11-12T09:00:00+07:00", "2026-11-17T17:00:00Z", "24:00 ngày 17/11/2026"),
    ("initial-report", "2026-11-19T09:00:00+07:00", "2026-11-25T17:00:00Z", "24:00 ngày 25/11/2026"),
    ("initial-report", "2026-02-10T09:00:00+07:00", "2026-02-23T17:00:00Z", "24:00 ngày 23/02/2026"),
    ("half-year-report", "2026-06-01T09:00:00+07:00", "2026-06-19T17:00:00Z", "24:00 ngày 19/06/2026"),
    ("year-report", "2026-12-01T09:00:00+07:00", "2026-12-14T17:00:00Z", "24:00 ngày 14/12/2026"),
    ("notice", "2026-11-12T09:00:00+07:00", "2026-11-17T17:00:00Z", "24:00 ngày 17/11/2026"),
];

#[test]
fn the_table_of_examples_holds() {
    let library = library();
    for (clock, at, moment, words) in TABLE {
        assert_eq!(due(&library, clock, at), (moment.into(), words.into()), "{clock} from {at}");
    }
}

#[test]
fn the_calendars_of_the_house_give_the_same_table() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut sources = files(&crate::fixtures(), &["rulesets"]);
    sources.extend(files(&root, &["calendars"]));
    let library = Library::from_files(sources).unwrap_or_else(|faults| panic!("{}", crate::lines(&faults)));
    for (clock, at, moment, words) in TABLE {
        assert_eq!(due(&library, clock, at), (moment.into(), words.into()), "{clock} from {at}");
    }
}

#[test]
fn a_day_count_leaves_out_the_day_of_the_event_whatever_the_hour() {
    let library = library();
    for hour in ["00:00:00", "23:59:59"] {
        assert_eq!(due(&library, "notice", &format!("2026-11-12T{hour}+07:00")).1, "24:00 ngày 17/11/2026");
    }
}

#[test]
fn the_day_of_the_event_is_the_day_in_vietnam() {
    // 18:00 UTC on the 11th is already the 12th in Vietnam.
    assert_eq!(due(&library(), "notice", "2026-11-11T18:00:00Z").1, "24:00 ngày 17/11/2026");
}

#[test]
fn a_shift_names_every_skipped_day_with_its_source_and_keeps_the_cautious_date() {
    let outcome = outcome(&library(), "example-2026", "notice", "2026-02-10T09:00:00+07:00");
    assert_eq!(outcome.kind, DueKind::Law);
    assert_eq!(outcome.unshifted.unwrap().to_string(), "2026-02-15T17:00:00Z");
    assert_eq!(outcome.unshifted_text.unwrap().vi, "24:00 ngày 15/02/2026");
    insta::assert_json_snapshot!("shift_over_tet", outcome.reasoning);
}

#[test]
fn no_shift_means_no_cautious_date() {
    let outcome = outcome(&library(), "example-2026", "notice", "2026-11-12T09:00:00+07:00");
    assert_eq!((outcome.unshifted, outcome.unshifted_text), (None, None));
    assert!(outcome.warnings.is_empty(), "{:?}", outcome.warnings);
    let cites: Vec<&str> = outcome.reasoning.iter().map(|reason| reason.cite.as_str()).collect();
    assert!(cites.contains(&"Bộ luật Dân sự 2015, Điều 147 khoản 2, khoản 3"));
    assert!(cites.contains(&"Bộ luật Dân sự 2015, Điều 148 khoản 6"));
    assert!(cites.contains(&"Điều 9, 01/2026/TT-VD"));
}

#[test]
fn a_saturday_worked_in_exchange_is_a_working_day() {
    let outcome = outcome(&library(), "example-2026", "notice", "2026-08-17T09:00:00+07:00");
    assert_eq!(outcome.due_text.unwrap().vi, "24:00 ngày 22/08/2026");
    assert!(outcome.reasoning.iter().any(|reason| reason.text.en.contains("swapped working day")));
}

#[test]
fn a_day_off_for_some_bodies_only_is_told() {
    let outcome = outcome(&library(), "example-2026", "notice", "2026-08-26T09:00:00+07:00");
    assert_eq!(outcome.due_text.unwrap().vi, "24:00 ngày 01/09/2026");
    assert!(outcome.warnings.iter().any(|warning| warning.vi.contains("31/08/2026")));
}

#[test]
fn before_a_day_that_has_passed_means_next_year() {
    let library = library();
    assert_eq!(due(&library, "half-year-report", "2026-06-20T00:00:00+07:00").1, "24:00 ngày 19/06/2026");
    assert_eq!(due(&library, "half-year-report", "2026-06-20T00:00:01+07:00").1, "24:00 ngày 19/06/2027");
}

#[test]
fn a_wall_on_a_rest_day_does_not_move_but_warns() {
    // 19/06/2027 is a Saturday.
    let outcome = outcome(&library(), "example-2026", "half-year-report", "2026-07-01T00:00:00+07:00");
    assert_eq!(outcome.due_text.unwrap().vi, "24:00 ngày 19/06/2027");
    assert!(outcome.warnings.iter().any(|warning| warning.vi.contains("thứ Sáu 18/06/2027")));
    assert!(outcome.warnings.iter().any(|warning| warning.vi.contains("tạm tính")));
}

#[test]
fn a_year_without_calendar_is_told() {
    let outcome = outcome(&library(), "example-2026", "notice", "2029-05-02T09:00:00+07:00");
    assert!(outcome.warnings.iter().any(|warning| warning.en.contains("No holiday calendar for 2029")));
    assert!(outcome.warnings.iter().any(|warning| warning.en.contains("not in force on 02/05/2029")));
}

#[test]
fn a_policy_target_is_never_shown_as_law() {
    let outcome = outcome(&library(), "example-2026", "emergency", "2026-11-20T17:00:00+07:00");
    assert_eq!((outcome.kind, outcome.policy), (DueKind::Policy, true));
    let words = outcome.due_text.unwrap();
    assert_eq!(words.vi, "18:00 ngày 20/11/2026 (mục tiêu nội bộ, không phải hạn luật định)");
    assert_eq!(words.en, "18:00 on 20/11/2026 (internal target, not a legal deadline)");
    assert!(outcome.warnings.iter().any(|warning| warning.en.contains("not been checked")));
}

#[test]
fn a_duty_without_number_and_target_stays_open() {
    let outcome = outcome(&library(), "example-2026", "open-duty", "2026-11-20T17:00:00+07:00");
    assert_eq!((outcome.kind, outcome.due, outcome.policy), (DueKind::Open, None, false));
}

#[test]
fn reminders_come_longest_first() {
    let library = library();
    let clock = library.ruleset("example-2026").unwrap().clock("notice").unwrap();
    let hours: Vec<i64> = clock.remind.iter().map(|span| span.as_hours()).collect();
    assert_eq!(hours, [48, 4]);
}

#[test]
fn no_moment_is_too_early_or_too_late_to_answer() {
    let library = library();
    let ruleset = library.ruleset("example-2026").unwrap();
    for at in [jiff::Timestamp::MIN, jiff::Timestamp::MAX, jiff::Timestamp::UNIX_EPOCH] {
        for clock in &ruleset.clocks {
            compute(clock, ruleset, library.calendar(), at);
        }
    }
}

#[test]
fn a_moment_is_shown_in_vietnam_time() {
    let at = "2026-11-21T10:05:00Z".parse().unwrap();
    assert_eq!(law::shown(at, Lang::Vi), "17:05 ngày 21/11/2026");
    assert_eq!(law::shown(at, Lang::En), "17:05 on 21/11/2026");
}

#[test]
fn a_month_ends_on_the_day_of_the_same_number_or_the_last_of_the_month() {
    let due = |at: &str| {
        let mut files = crate::fixture_files();
        let clocks = files.iter_mut().find(|file| file.path.ends_with("clocks.toml")).unwrap();
        clocks.text = clocks.text.replacen("limit = { days = 5 }", "limit = { months = 1 }", 1);
        let library = law::Library::from_files(files).unwrap();
        let ruleset = library.ruleset("example-2026").unwrap();
        let clock = ruleset.clock("initial-report").unwrap();
        law::compute(clock, ruleset, library.calendar(), at.parse().unwrap()).due_text.unwrap().vi
    };
    assert_eq!(due("2026-10-13T09:00:00+07:00"), "24:00 ngày 13/11/2026");
    // 31 January has no fellow in February; the 28th is a Saturday and moves to Monday.
    assert_eq!(due("2026-01-31T09:00:00+07:00"), "24:00 ngày 02/03/2026");
}
