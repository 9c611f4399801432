//! The graph of steps.

use std::collections::BTreeSet;

use law::{Process, StepId};

use crate::library;

fn process() -> Process {
    library().ruleset("example-2026").unwrap().process.clone().unwrap()
}

fn ready(done: &[&str]) -> Vec<String> {
    let done: BTreeSet<StepId> = done.iter().map(|id| id.parse().unwrap()).collect();
    process().ready(&done).iter().map(|step| step.id.to_string()).collect()
}

#[test]
fn steps_come_in_printed_order() {
    let ids: Vec<String> = process().steps().map(|step| step.id.to_string()).collect();
    assert_eq!(ids, ["receive", "verify", "contain", "analyse", "restore"]);
}

#[test]
fn a_step_is_ready_when_all_before_it_are_done() {
    assert_eq!(ready(&[]), ["receive"]);
    assert_eq!(ready(&["receive"]), ["verify"]);
    assert_eq!(ready(&["receive", "verify"]), ["contain", "analyse"]);
    assert_eq!(ready(&["receive", "verify", "contain"]), ["analyse"]);
    assert_eq!(ready(&["receive", "verify", "contain", "analyse"]), ["restore"]);
}

#[test]
fn only_named_ways_lead_back() {
    let process = process();
    assert!(process.may_return("restore", "contain"));
    assert!(!process.may_return("restore", "receive"));
    assert!(!process.may_return("nothing", "contain"));
}

#[test]
fn a_step_knows_what_it_needs_and_ends() {
    let process = process();
    let ending: Vec<&str> = process.ending("response").map(|step| step.id.as_str()).collect();
    assert_eq!(ending, ["restore"]);
    assert_eq!(process.step("restore").unwrap().requires, ["recovery-test"]);
    assert_eq!(process.phase_of("restore").unwrap().id, "2");
    assert_eq!(process.cycle(), None);
}
