//! The short form: what was typed, the notice it makes, and back from the notice's problems to the form's fields.

use crate::Posted;
use crate::html::typed;
use app::domain::notices::submission::{NotSubmitted, Sender};
use app::domain::notices::{Channel, Draft};
use app::domain::{FieldProblem, Moment};
use jiff::civil::Time;
use phrases::contexts::public::ShortNotice;
use std::net::IpAddr;

/// What was typed.
pub(super) fn typed(posted: &Posted) -> ShortNotice {
    let text = |name: &str| posted.text(name).to_owned();
    ShortNotice {
        reporter: text("reporter"),
        email: text("email"),
        phone: text("phone"),
        summary: text("summary"),
        detected_date: text("detected_date"),
        detected_time: text("detected_time"),
        affected: text("affected"),
        ongoing: text("ongoing"),
        confidential: text("confidential"),
        secret: text("secret"),
        language: text("language"),
    }
}

/// The notice that was typed.
///
/// # Errors
/// What cannot be read, together with everything else that is wrong, so that all is mended at once.
pub(super) fn read(typed: &ShortNotice, now: Moment) -> Result<Draft, Vec<FieldProblem>> {
    if typed.secret == "yes" {
        return Ok(Draft { state_secret: true, ..Draft::default() });
    }
    let mut problems = Vec::new();
    if typed.secret != "no" {
        problems.push(FieldProblem::new("secret", "required"));
    }
    let detected_at = detected(typed, &mut problems);
    let (addresses, domains, system) = sorted(&typed.affected);
    let draft = Draft {
        sender: Sender {
            organisation: typed.reporter.clone(),
            email: typed.email.clone(),
            phone: typed.phone.clone(),
            ..Sender::default()
        },
        description: typed.summary.clone(),
        detected_at,
        system,
        domains,
        addresses,
        ongoing: match typed.ongoing.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        confidential: typed.confidential == "yes",
        ..Draft::default()
    };
    if problems.is_empty() {
        return Ok(draft);
    }
    if let Err(NotSubmitted::Fields(more)) = draft.parse(Channel::Web, now) {
        problems.extend(more);
    }
    Err(problems)
}

/// Day and time of detection; a day without a time counts from its beginning.
fn detected(typed: &ShortNotice, problems: &mut Vec<FieldProblem>) -> Option<Moment> {
    let (date, time) = (typed.detected_date.trim(), typed.detected_time.trim());
    let day = if date.is_empty() { Err("required") } else { typed::day(date) };
    let time = if time.is_empty() { Ok(Time::midnight()) } else { typed::time(time) };
    for (field, code) in [("detected_date", day.as_ref().err()), ("detected_time", time.as_ref().err())] {
        problems.extend(code.map(|code| FieldProblem::new(field, code)));
    }
    typed::moment(day.ok()?, time.ok()?)
}

/// Addresses, domains, and the words left over, which name the system.
fn sorted(affected: &str) -> (Vec<String>, Vec<String>, String) {
    let (mut addresses, mut domains, mut words) = (Vec::new(), Vec::new(), Vec::new());
    for token in affected.split([' ', '\t', '\r', '\n', ',', ';']).filter(|token| !token.is_empty()) {
        let plain = token.replace("[.]", ".").replace("(.)", ".");
        if plain.parse::<IpAddr>().is_ok() {
            addresses.push(plain);
        } else if names_a_host(&plain) {
            domains.push(plain);
        } else {
            words.push(token);
        }
    }
    (addresses, domains, words.join(" "))
}

/// `donvi.example`, with or without a scheme before and a path behind.
fn names_a_host(token: &str) -> bool {
    let host = token.split_once("://").map_or(token, |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default().trim_end_matches('.');
    let label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && host.split('.').all(label)
        && last.chars().count() > 1
        && last.chars().all(char::is_alphabetic)
}

/// The field of the form that a field of a notice is typed into.
pub(super) fn place(field: &str) -> &str {
    match field {
        "organisation" | "name" => "reporter",
        "description" | "subject" => "summary",
        "detected_at" => "detected_date",
        "addresses" | "domains" | "system" => "affected",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn now() -> Moment {
        "2026-11-20T10:05:00Z".parse().unwrap()
    }

    fn whole() -> ShortNotice {
        ShortNotice {
            reporter: "UBND xã Minh Họa".into(),
            phone: "0000 000 001".into(),
            summary: "Trang thông tin bị thay đổi giao diện.".into(),
            detected_date: "20/11/2026".into(),
            detected_time: "16h30".into(),
            affected: "Cổng thông tin\n192.0.2.10, hxxps://xau[.]example/a v.v.".into(),
            secret: "no".into(),
            ongoing: "yes".into(),
            ..ShortNotice::default()
        }
    }

    #[test]
    fn addresses_and_domains_are_found_in_what_is_affected() {
        let draft = read(&whole(), now()).unwrap();
        assert_eq!(draft.addresses, ["192.0.2.10"]);
        assert_eq!(draft.domains, ["hxxps://xau.example/a"]);
        assert_eq!(draft.system, "Cổng thông tin v.v.");
        assert_eq!(draft.detected_at.map(|at| at.to_string()), Some("2026-11-20T09:30:00Z".into()));
        assert!(draft.parse(Channel::Web, now()).is_ok());
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let typed = ShortNotice {
            detected_date: "20/11/26".into(),
            secret: String::new(),
            summary: String::new(),
            ..whole()
        };
        let problems = read(&typed, now()).unwrap_err();
        let told: Vec<(&str, &str)> = problems.iter().map(|p| (place(&p.field), p.code.as_str())).collect();
        assert_eq!(
            told,
            [("secret", "required"), ("detected_date", "two_digit_year"), ("summary", "required")]
        );
    }

    #[test]
    fn a_state_secret_is_handed_on_without_its_content() {
        let draft = read(&ShortNotice { secret: "yes".into(), ..whole() }, now()).unwrap();
        assert_eq!(draft, Draft { state_secret: true, ..Draft::default() });
    }
}
