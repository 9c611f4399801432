//! Provisions, tasks, targets, contradictions: what loads, and what is refused with its place.

use law::{Library, ProvisionKind, cites_like};

use crate::{fixture_files, library, lines};

#[track_caller]
fn one(path: &str, from: &str, to: &str, expected: &str) {
    let mut files = fixture_files();
    let file = files.iter_mut().find(|file| file.path.ends_with(path)).unwrap();
    assert!(file.text.contains(from), "nothing to change: {from}");
    file.text = file.text.replacen(from, to, 1);
    let told = lines(&Library::from_files(files).expect_err("a fault"));
    assert!(told.contains(expected) && told.contains(path), "expected «{expected}» in:\n{told}");
}

#[test]
fn the_wording_loads_with_what_belongs_to_it() {
    let library = library();
    let ruleset = library.ruleset("example-2026").unwrap();
    let duty = ruleset.provision("d9-k1").unwrap();
    assert_eq!(duty.kind, ProvisionKind::Duty);
    assert_eq!(duty.parts.clocks, ["initial-report"]);
    assert!(ruleset.task("t1").unwrap().runs_in(2026) && !ruleset.task("t1").unwrap().runs_in(2028));
    assert_eq!(ruleset.target("drills").unwrap().sums, ["national-drills"]);
    assert_eq!(library.contradictions().next().unwrap().sides.len(), 2);
    let places: Vec<String> =
        law::traces(&library).into_iter().filter(|t| t.row == "A-097").map(|t| t.place).collect();
    assert_eq!(places, ["example-2026/provisions/d9-k1"]);
}

#[test]
fn a_provision_points_to_what_is_there() {
    let parts = [
        ("clocks = [\"initial-report\"]", "clocks = [\"no-such\"]", "unknown entry of clocks: \"no-such\""),
        ("steps = [\"receive\"]", "steps = [\"no-such\"]", "unknown entry of steps"),
        ("owes = [\"operator\"]", "owes = [\"nobody\"]", "unknown role \"nobody\""),
        ("kind = \"duty\"", "kind = \"dutty\"", "unknown word \"dutty\""),
        ("id = \"d2\"", "id = \"d9-k1\"", "provision \"d9-k1\" is given twice"),
    ];
    for (from, to, expected) in parts {
        one("provisions.toml", from, to, expected);
    }
}

#[test]
fn a_target_made_up_of_itself_is_named() {
    let cycle = "most = 2\nsums = [\"drills\"]";
    one("targets.toml", "most = 2", cycle, "target \"drills\" is made up of itself");
    one("targets.toml", "most = 2", "most = 0", "this must not be less than least");
    one("targets.toml", "sums = [\"national-drills\"]", "sums = [\"no-such\"]", "unknown target \"no-such\"");
}

#[test]
fn a_task_has_a_group_and_years_in_order() {
    one("tasks.toml", "group = \"before\"", "group = \"after\"", "unknown group \"after\"");
    one("tasks.toml", "until_year = 2027", "until_year = 2025", "the last year must not be before the first");
    one("tasks.toml", "lead = [\"national-coordinator\"]\n", "", "a task without lead");
}

#[test]
fn a_contradiction_points_to_a_citation() {
    let pattern = "the pattern \"Điều 99*\" matches no citation of example-2026";
    one("contradictions.toml", "Điều 9*", "Điều 99*", pattern);
    one(
        "contradictions.toml",
        "ruleset = \"example-2026\"",
        "ruleset = \"other\"",
        "unknown ruleset \"other\"",
    );
}

#[test]
fn patterns_of_citations_match_whole_citations() {
    assert!(cites_like("Điều 9*", "Điều 9 khoản 1") && cites_like("Điều 9*", "Điều 9"));
    assert!(cites_like("*khoản 1*", "Điều 9 khoản 1 điểm a") && cites_like("Điều 9", "Điều 9"));
    assert!(!cites_like("Điều 9", "Điều 9 khoản 1") && !cites_like("*khoản 2", "Điều 9 khoản 1"));
}

#[test]
fn an_agency_that_ends_needs_a_successor() {
    let cure = "from 2025-03-01 on this agency has neither a name nor a successor";
    let successor = "[[agency.successor]]\nagency = \"department\"\nfrom = 2025-03-01\n";
    one("agencies.toml", successor, "", cure);
    one("agencies.toml", "agency = \"department\"", "agency = \"no-such\"", "unknown agency \"no-such\"");
}

#[test]
fn the_columns_of_a_table_are_sound() {
    let columns = [
        ("at_least = [\"own\"]", "at_least = [\"damage\"]", "\"damage\" is no column of whole numbers"),
        ("key = \"malware\"", "key = \"dos\"", "row \"dos\" is given twice in this table"),
        (
            "[section.field.total]\nlabel = { vi = \"Tổng số\", en = \"Total\" }",
            "",
            "stand together or not at all",
        ),
    ];
    for (from, to, expected) in columns {
        one("forms/summary.toml", from, to, expected);
    }
}

#[test]
fn an_alternative_is_never_alone() {
    let alone = "number = \"1.b\"\nbranch = \"cause\"";
    one("process.toml", "number = \"1.b\"", alone, "needs at least one other step with the same word");
}
