//! The rulesets that the house ships.

use std::path::Path;

use law::Library;

use crate::{files, lines};

#[test]
fn every_ruleset_of_the_house_loads() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let sources = files(&root, &["rulesets", "calendars", "facts"]);
    match Library::from_files(sources) {
        Ok(library) => {
            assert!(library.rulesets().count() > 0);
            assert_eq!(library.list("provinces").map(|l| l.items.len()), Some(34));
            assert_eq!(library.list("ministries").map(|l| l.items.len()), Some(17));
            for ruleset in library.rulesets() {
                for form in &ruleset.forms {
                    let schema = law::json_schema(form, law::Lang::Vi);
                    jsonschema::meta::validate(&schema).unwrap_or_else(|why| panic!("{}: {why}", form.id));
                }
            }
        }
        Err(faults) => panic!("{} faults:\n{}", faults.len(), lines(&faults)),
    }
}

fn house() -> Library {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Library::from_files(files(&root, &["rulesets", "calendars", "facts"]))
        .unwrap_or_else(|faults| panic!("{}", lines(&faults)))
}

#[test]
fn one_alternative_done_is_enough_and_steps_for_others_are_not_waited_for() {
    let house = house();
    let process = house.ruleset("kp-2023").unwrap().process.as_ref().unwrap();
    let none = process.passed(&Default::default(), false);
    assert_eq!(none.into_iter().collect::<Vec<_>>(), ["direct"], "for severe incidents only");
    assert!(process.passed(&Default::default(), true).is_empty());
    let done = std::collections::BTreeSet::from(["violations-inside".to_owned()]);
    assert!(process.passed(&done, true).contains("violations-outside"));
}

#[test]
fn a_duty_owed_to_a_body_that_is_no_more_goes_to_whoever_answers_for_it() {
    let house = house();
    let on =
        |day: &str| house.answering("ht-1859-2023", "information-department", day.parse().unwrap()).unwrap();
    let then = on("2023-09-01");
    assert_eq!((then.agency.id.as_str(), then.by_way_of.len()), ("so-tttt", 0));
    let now = on("2026-11-19");
    let by_way_of: Vec<&str> = now.by_way_of.iter().map(|agency| agency.id.as_str()).collect();
    assert_eq!((now.agency.id.as_str(), by_way_of), ("cong-an-tinh", vec!["so-tttt"]));
    let played = |day: &str| house.player_of("ht-1859-2023", "information-department", day.parse().unwrap());
    assert_eq!(played("2023-09-01"), None);
    assert!(played("2026-11-19").is_some_and(|player| player.in_province));
    let coordinator =
        house.answering("qd1622-2017", "national-coordinator", "2018-05-01".parse().unwrap()).unwrap();
    assert_eq!(coordinator.name.short, "VNCERT");
    let later =
        house.answering("qd1622-2017", "national-coordinator", "2023-05-01".parse().unwrap()).unwrap();
    assert_eq!(later.name.short, "VNCERT/CC", "the name of the day");
}

#[test]
fn a_checklist_names_the_rows_that_must_not_be_missing() {
    let house = house();
    let list = house.ruleset("ht-1859-2023").unwrap().list("ht-recovery").unwrap();
    let missing = |ticks: &str| list.missing(ticks).map(|item| item.code.clone()).collect::<Vec<_>>();
    assert_eq!(missing("equipment"), ["restore-clean"]);
    assert!(missing("equipment, restore-clean").is_empty());
}
