//! Which texts bind, and why.

use law::{Conditions, Facts, clocks_started, explain, resolve};

use crate::{facts, library};

#[track_caller]
fn refused(facts: &Facts, why: &str) {
    let library = library();
    assert!(resolve(&library, facts).is_empty());
    let told = explain(&library, facts);
    assert!(!told[0].1 && told[0].2.en.contains(why), "{told:?}");
}

#[test]
fn a_text_in_force_whose_scope_fits_binds_and_says_why() {
    let library = library();
    let facts = facts();
    let bindings = resolve(&library, &facts);
    assert_eq!(bindings.len(), 1);
    assert!(bindings[0].because.iter().any(|text| text.vi.contains("từ ngày 01/02/2026")));
    assert!(explain(&library, &facts)[0].1);
}

#[test]
fn every_restriction_of_the_scope_can_refuse() {
    refused(&Facts { province: Some("79".into()), ..facts() }, "outside the scope");
    refused(&Facts { province: None, ..facts() }, "province is unknown");
    refused(&Facts { sector: Some("defence".into()), ..facts() }, "Not for defence.");
    refused(&Facts { level: Some(4), ..facts() }, "only levels 1, 2, 3");
    refused(&Facts { level: None, ..facts() }, "level is unknown");
    refused(&Facts { severe: true, ..facts() }, "does not cover severe");
}

#[test]
fn force_starts_and_ends_at_midnight_in_vietnam() {
    let at = |moment: &str| Facts { at: moment.parse().unwrap(), ..facts() };
    refused(&at("2026-01-31T23:59:59+07:00"), "Not yet in force");
    assert_eq!(resolve(&library(), &at("2026-02-01T00:00:00+07:00")).len(), 1);
    assert_eq!(resolve(&library(), &at("2027-12-31T23:59:59+07:00")).len(), 1);
    refused(&at("2028-01-01T00:00:00+07:00"), "No longer in force");
}

#[test]
fn an_event_starts_the_clocks_whose_conditions_hold() {
    let library = library();
    let started = |facts: &Facts| -> Vec<String> {
        let bindings = resolve(&library, facts);
        clocks_started(&bindings, "incident.detected", facts)
            .iter()
            .map(|(_, clock)| clock.id.to_string())
            .collect()
    };
    assert_eq!(started(&facts()), ["initial-report", "in-72-hours"]);
    let beyond =
        Facts { conditions: Conditions { beyond_ability: true, ..Conditions::default() }, ..facts() };
    assert_eq!(started(&beyond), ["initial-report", "in-72-hours", "emergency"]);
}
