//! Every code that the desk or the doors give has its words in both languages.

use app::domain::access::{Relation, Right};
use app::domain::bodies::BodyKind;
use app::domain::people::Role;
use app::domain::refusal::CODES;
use app::domain::restriction::Secrecy;
use phrases::catalogue::{Arg, Catalogue};
use phrases::{Lang, Phrases};
use std::collections::BTreeSet;
use std::path::Path;

/// Entries that use cases write into the timeline, with the values that come along.
const ENTRIES: &[(&str, &[&str])] = &[
    ("incident.opened", &["notice"]),
    ("incident.classified", &["primary"]),
    ("incident.detection_corrected", &["before", "after", "reason"]),
    ("incident.facts_corrected", &["system", "level", "reason"]),
    ("incident.marked", &["tlp"]),
    ("incident.ended", &["fixed_at", "normal_at"]),
    ("incident.closed", &["report"]),
    ("incident.reopened", &["reason"]),
    ("access.excepted", &["reason", "document"]),
    ("severity.proposed", &["severe"]),
    ("severity.decided", &["severe", "document"]),
    ("step.started", &["number", "title", "note"]),
    ("step.finished", &["number", "title", "note"]),
    ("step.skipped", &["number", "title", "note"]),
    ("step.reopened", &["number", "title", "note"]),
    ("party.added", &["body", "role"]),
    ("party.released", &["body", "role"]),
    ("report.submitted", &["number"]),
    ("report.accepted", &["number"]),
    ("report.returned", &["number"]),
];

/// Faults that a verification names.
const FAULTS: &[&str] = &["changed", "missing", "unlinked", "head", "unreadable", "values", "unwitnessed"];

fn in_both(check: impl Fn(Lang, &Catalogue) -> Vec<String>) {
    let phrases = Phrases::new().unwrap();
    for lang in [Lang::Vi, Lang::En] {
        assert_eq!(check(lang, phrases.catalogue(lang)), Vec::<String>::new(), "without words in {lang}");
    }
}

fn all_in_both(keys: impl IntoIterator<Item = String>) {
    let keys: BTreeSet<String> = keys.into_iter().collect();
    assert!(!keys.is_empty());
    in_both(|_, catalogue| keys.iter().filter(|key| !catalogue.has(key)).cloned().collect());
}

#[test]
fn every_refusal_has_its_words() {
    all_in_both(CODES.iter().map(|code| format!("refusal-{}", code.replace('.', "-"))));
}

#[test]
fn every_field_problem_has_its_words() {
    let calls = ["FieldProblem::new(", "Error::field(", ".problem("];
    let codes = literals(&["domain", "app", "web"], &calls);
    assert!(codes.contains("required") && codes.len() > 10, "{codes:?}");
    all_in_both(codes.into_iter().map(|code| format!("field-{code}")));
}

#[test]
fn every_act_told_on_the_next_page_has_its_words() {
    all_in_both(literals(&["web"], &["done("]).into_iter().map(|key| format!("done-{key}")));
}

#[test]
fn every_entry_of_the_timeline_has_its_words() {
    in_both(|_, catalogue| {
        let wordless = ENTRIES.iter().filter(|(code, values)| {
            let args: Vec<(&str, Arg)> = values.iter().map(|value| (*value, Arg::from("x"))).collect();
            catalogue.say(&format!("entry-{}", code.replace(['.', '_'], "-")), &args).is_err()
        });
        wordless.map(|(code, _)| (*code).to_owned()).collect()
    });
}

#[test]
fn every_act_on_record_has_its_words() {
    let events = events();
    assert!(events.len() > 30, "{events:?}");
    let dashed = |code: &str| code.replace(['.', '_'], "-");
    all_in_both(events.iter().map(|(act, _)| format!("did-{}", dashed(act))));
    all_in_both(events.iter().map(|(_, kind)| format!("audit-kind-{kind}")));
}

#[test]
fn every_right_role_and_kind_of_body_has_its_words() {
    all_in_both(Right::ALL.iter().map(|right| format!("right-{}", right.code().replace(':', "-"))));
    all_in_both(Role::ALL.iter().map(|role| format!("role-{role}")));
    all_in_both(Relation::ALL.iter().flat_map(|r| [format!("relation-{r}"), format!("relation-means-{r}")]));
    all_in_both(Secrecy::ALL.iter().map(|secrecy| format!("secrecy-{secrecy}")));
    all_in_both(BodyKind::ALL.iter().map(|kind| format!("body-kind-{kind}")));
}

#[test]
fn every_fault_of_a_verification_has_its_words() {
    all_in_both(FAULTS.iter().map(|fault| format!("audit-fault-{fault}")));
}

/// The last quoted word of each one-line call, gathered from the sources of the rooms.
fn literals(rooms: &[&str], calls: &[&str]) -> BTreeSet<String> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = BTreeSet::new();
    for room in rooms {
        gather(&crates.join(room).join("src"), calls, &mut found);
    }
    found
}

/// Act and kind of its subject of every event that a use case records.
fn events() -> BTreeSet<(String, String)> {
    let mut sources = Vec::new();
    read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src"), &mut sources);
    let quoted = |text: &str| {
        text.trim_start()
            .strip_prefix('"')
            .and_then(|t| t.split_once('"'))
            .map(|(word, rest)| (word.to_owned(), rest.to_owned()))
    };
    let event = |call: &str| {
        let (act, rest) = quoted(call)?;
        let (kind, _) = quoted(rest.trim_start().strip_prefix(',')?)?;
        Some((act, kind))
    };
    sources
        .iter()
        .flat_map(|text| text.split("Event::new(").skip(1).filter_map(event).collect::<Vec<_>>())
        .collect()
}

fn read_all(folder: &Path, sources: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, sources)
        } else {
            sources.push(std::fs::read_to_string(&path).unwrap())
        }
    }
}

fn gather(folder: &Path, calls: &[&str], found: &mut BTreeSet<String>) {
    let mut sources = Vec::new();
    read_all(folder, &mut sources);
    for text in sources {
        let live = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in live.lines().filter(|line| !line.trim_start().starts_with("//")) {
            found.extend(calls.iter().filter_map(|call| code_in(line.split_once(call)?.1)));
        }
    }
}

/// The last argument of a call, when it is a quoted code.
fn code_in(arguments: &str) -> Option<String> {
    let (before, _) = arguments.split_once("\")")?;
    let code = before.rsplit('"').next()?;
    let is_code = !code.is_empty() && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'-');
    is_code.then(|| code.to_owned())
}
