//! From RSIT to printed rows.

use law::{Certainty, RsitChoice};

use crate::library;

fn choice(code: &str, qualifiers: &[&str]) -> RsitChoice {
    RsitChoice { code: code.into(), qualifiers: qualifiers.iter().map(|word| (*word).into()).collect() }
}

fn row(choices: &[RsitChoice], list: &str) -> (Option<String>, bool) {
    let derived = library().mapping().derive(choices, list);
    (derived.code, derived.counted)
}

#[test]
fn one_type_gives_its_row() {
    assert_eq!(row(&[choice("availability/ddos", &[])], "l8"), (Some("dos".into()), true));
    assert_eq!(row(&[choice("availability/ddos", &[])], "l4"), (Some("attack".into()), true));
}

#[test]
fn a_qualifier_wins_over_the_plain_row() {
    let infected = "malicious-code/infected-system";
    assert_eq!(row(&[choice(infected, &[])], "l10").0.unwrap(), "malware");
    assert_eq!(row(&[choice(infected, &["ransomware"])], "l10").0.unwrap(), "encryption");
    assert_eq!(row(&[choice(infected, &["other"])], "l10").0.unwrap(), "malware");
}

#[test]
fn two_attack_classes_give_the_row_of_several_kinds() {
    let both = [choice("availability/ddos", &[]), choice("malicious-code/infected-system", &[])];
    assert_eq!(row(&both, "l8").0.unwrap(), "multiple");
    assert_eq!(row(&both, "l10").0.unwrap(), "combined");
    assert_eq!(row(&both, "l4").0.unwrap(), "attack");
    assert_eq!(library().mapping().derive(&both, "l8").certainty, Certainty::Recalled);
}

#[test]
fn two_types_of_one_class_stay_one_kind() {
    let both = [choice("malicious-code/c2-server", &[]), choice("malicious-code/infected-system", &[])];
    assert_eq!(row(&both, "l8").0.unwrap(), "malware");
}

#[test]
fn weaknesses_tests_and_faults_do_not_make_several_kinds() {
    let attack = choice("availability/ddos", &[]);
    for other in ["vulnerable/weak-crypto", "test/test", "availability/outage"] {
        assert_eq!(row(&[choice(other, &[]), attack.clone()], "l8").0.unwrap(), "dos", "{other}");
    }
}

#[test]
fn what_is_only_a_weakness_or_a_test_is_not_counted() {
    assert_eq!(row(&[choice("vulnerable/weak-crypto", &[])], "l8"), (None, false));
    assert_eq!(row(&[choice("test/test", &[])], "l10"), (None, false));
}

#[test]
fn an_unknown_type_is_counted_without_a_row_and_says_so() {
    let derived = library().mapping().derive(&[choice("new/kind", &[])], "l8");
    assert_eq!((derived.code, derived.counted), (None, true));
    assert!(derived.note.is_some());
}
