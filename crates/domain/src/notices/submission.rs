//! What a notice says, parsed and bounded once at the door: a [`Draft`] as typed, a [`Content`] that is valid.

use super::Channel;
use crate::text::{one_line, tidy, title};
use crate::{BodyId, FieldProblem, Moment, Refusal};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// Longest single-line value, in characters.
pub const MAX_LINE_CHARS: usize = 500;
/// Longest description, in characters.
pub const MAX_TEXT_CHARS: usize = crate::text::LONGEST_TEXT;
/// Most addresses or domains in one notice.
pub const MAX_LIST: usize = 200;

/// Who notifies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// Organisation or person.
    #[serde(default)]
    pub organisation: String,
    /// Name of the contact person.
    #[serde(default)]
    pub name: String,
    /// Position of the contact person.
    #[serde(default)]
    pub position: String,
    /// Postal address.
    #[serde(default)]
    pub address: String,
    /// Telephone.
    #[serde(default)]
    pub phone: String,
    /// Electronic mail.
    #[serde(default)]
    pub email: String,
}

/// A legal form filled along with the notice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FilledForm {
    /// Ruleset of the form.
    pub ruleset: String,
    /// Form within the ruleset.
    pub form: String,
    /// Values by field key, validated.
    pub values: law::Values,
}

/// A notice as typed at a door, nothing checked yet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// Who notifies.
    pub sender: Sender,
    /// One line.
    pub subject: String,
    /// What happened.
    pub description: String,
    /// When it was detected.
    pub detected_at: Option<Moment>,
    /// Name of the affected system.
    pub system: String,
    /// Domains concerned.
    pub domains: Vec<String>,
    /// Addresses concerned.
    pub addresses: Vec<String>,
    /// Still going on?
    pub ongoing: Option<bool>,
    /// The sender asks for confidentiality.
    pub confidential: bool,
    /// The sender says that state-secret material is in it.
    pub state_secret: bool,
    /// The sender lacks the means to handle it and asks for help.
    pub help_wanted: bool,
    /// The legal form, when filled.
    pub form: Option<FilledForm>,
    /// The body the notice is meant for.
    pub addressed_to: Option<BodyId>,
}

/// What a notice says: valid, bounded, composed text. This is what the receipt covers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// Who notifies.
    pub sender: Sender,
    /// One line.
    pub subject: String,
    /// What happened.
    pub description: String,
    /// When it was detected.
    pub detected_at: Option<Moment>,
    /// Name of the affected system.
    pub system: String,
    /// Domains, lower case.
    pub domains: Vec<String>,
    /// Addresses, in standard form.
    pub addresses: Vec<IpAddr>,
    /// Still going on?
    pub ongoing: Option<bool>,
    /// The sender asks for confidentiality (circular draft art. 5.1).
    pub confidential: bool,
    /// The sender asks for help.
    pub help_wanted: bool,
    /// The legal form, when filled.
    pub form: Option<FilledForm>,
}

/// Why a draft is no notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotSubmitted {
    /// Fields to mend.
    Fields(Vec<FieldProblem>),
    /// A rule forbids it.
    Refused(Refusal),
}

impl Draft {
    /// Checks and bounds the draft. Mail is taken as it comes: a missing name or way back is no reason to lose it.
    ///
    /// # Errors
    /// Fields to mend, or `notice.state_secret` (law.md 5.3: such material must not enter a networked system).
    pub fn parse(self, channel: Channel, received_at: Moment) -> Result<Content, NotSubmitted> {
        if self.state_secret {
            return Err(NotSubmitted::Refused(Refusal::new("notice.state_secret")));
        }
        let lenient = channel == Channel::Mail;
        let mut problems = Vec::new();
        let sender = Sender {
            organisation: line("organisation", &self.sender.organisation, lenient, &mut problems),
            name: line("name", &self.sender.name, lenient, &mut problems),
            position: line("position", &self.sender.position, lenient, &mut problems),
            address: line("address", &self.sender.address, lenient, &mut problems),
            phone: line("phone", &self.sender.phone, lenient, &mut problems),
            email: line("email", &self.sender.email, lenient, &mut problems).to_lowercase(),
        };
        let description = text("description", &self.description, lenient, &mut problems);
        let subject = match line("subject", &self.subject, lenient, &mut problems) {
            given if given.is_empty() => first_line(&description),
            given => given,
        };
        if !lenient {
            if sender.organisation.is_empty() && sender.name.is_empty() {
                problems.push(FieldProblem::new("organisation", "required"));
            }
            if sender.email.is_empty() && sender.phone.is_empty() {
                problems.push(FieldProblem::new("email", "way_back_required"));
            }
            if description.is_empty() {
                problems.push(FieldProblem::new("description", "required"));
            }
            if !sender.email.is_empty() && !plausible_email(&sender.email) {
                problems.push(FieldProblem::new("email", "not_an_email"));
            }
        }
        if self.detected_at.is_some_and(|at| at > received_at) {
            problems.push(FieldProblem::new("detected_at", "in_future"));
        }
        if self.detected_at.is_some_and(|at| !at.plausible()) {
            problems.push(FieldProblem::new("detected_at", "two_digit_year"));
        }
        let domains = domains(&self.domains, &mut problems);
        let addresses = addresses(&self.addresses, &mut problems);
        if problems.is_empty() {
            Ok(Content {
                sender,
                subject,
                description,
                detected_at: self.detected_at,
                system: one_line(&self.system).chars().take(MAX_LINE_CHARS).collect(),
                domains,
                addresses,
                ongoing: self.ongoing,
                confidential: self.confidential,
                help_wanted: self.help_wanted,
                form: self.form,
            })
        } else {
            Err(NotSubmitted::Fields(problems))
        }
    }
}

fn line(field: &str, value: &str, cut: bool, problems: &mut Vec<FieldProblem>) -> String {
    bounded(field, &one_line(value), MAX_LINE_CHARS, cut, problems)
}

fn text(field: &str, value: &str, cut: bool, problems: &mut Vec<FieldProblem>) -> String {
    bounded(field, &tidy(value), MAX_TEXT_CHARS, cut, problems)
}

fn bounded(field: &str, value: &str, limit: usize, cut: bool, problems: &mut Vec<FieldProblem>) -> String {
    if value.chars().count() > limit && !cut {
        problems.push(FieldProblem::new(field, "too_long"));
    }
    value.chars().take(limit).collect()
}

fn first_line(description: &str) -> String {
    title(description.lines().next().unwrap_or_default()).chars().take(120).collect()
}

/// An address that mail can be sent to, as far as its form tells.
pub fn plausible_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    !local.is_empty()
        && local.len() <= 64
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && text.len() <= 254
        && !text.chars().any(|c| c.is_whitespace() || matches!(c, '<' | '>' | ',' | ';' | '"'))
}

/// What was made harmless to read, as it was: `203[.]0.113.7`, `hxxp://…`.
pub(super) fn refang(text: &str) -> String {
    tidy(text).to_lowercase().replace("[.]", ".").replace("(.)", ".").replace("hxxp", "http")
}

/// Whether a text has the form of a domain name with at least two labels.
pub fn is_domain(host: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.chars().count())
            && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    host.contains('.') && host.len() <= 253 && host.split('.').all(label)
}

fn domains(given: &[String], problems: &mut Vec<FieldProblem>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for raw in given.iter().map(|d| refang(d)).filter(|d| !d.is_empty()) {
        let host = raw.trim_start_matches("http://").trim_start_matches("https://");
        let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default().trim_end_matches('.');
        let fits = is_domain(host);
        if !fits || kept.len() >= MAX_LIST {
            problems.push(FieldProblem::new("domains", if fits { "too_many" } else { "not_a_domain" }));
            break;
        }
        if !kept.iter().any(|k| k == host) {
            kept.push(host.to_owned());
        }
    }
    kept
}

fn addresses(given: &[String], problems: &mut Vec<FieldProblem>) -> Vec<IpAddr> {
    let mut kept: Vec<IpAddr> = Vec::new();
    for raw in given.iter().map(|a| refang(a)).filter(|a| !a.is_empty()) {
        match raw.parse::<IpAddr>() {
            Ok(_) if kept.len() >= MAX_LIST => {
                problems.push(FieldProblem::new("addresses", "too_many"));
                break;
            }
            Ok(address) if private(address) => {
                problems.push(FieldProblem::new("addresses", "private_address"));
                break;
            }
            Ok(address) => {
                if !kept.contains(&address) {
                    kept.push(address);
                }
            }
            Err(_) => {
                problems.push(FieldProblem::new("addresses", "not_an_address"));
                break;
            }
        }
    }
    kept
}

/// Addresses that mean nothing on the Internet: RFC 1918, loopback, link-local, unique-local (RFC 4193), unspecified.
pub fn private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_unspecified()
                || v4.is_broadcast()
        }
        IpAddr::V6(v6) => {
            v6.is_loopback() || v6.is_unspecified() || v6.is_unique_local() || v6.is_unicast_link_local()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Moment {
        Moment::from_micros(1_764_000_000_000_000)
    }

    fn draft() -> Draft {
        Draft {
            sender: Sender {
                organisation: "UBND xã Minh Họa".into(),
                phone: "0000 000 001".into(),
                ..Sender::default()
            },
            description: "Trang thông tin bị thay đổi giao diện.\nTừ sáng nay.".into(),
            ..Draft::default()
        }
    }

    fn codes(result: Result<Content, NotSubmitted>) -> Vec<(String, String)> {
        match result {
            Err(NotSubmitted::Fields(p)) => p.into_iter().map(|p| (p.field, p.code)).collect(),
            other => vec![("unexpected".into(), format!("{other:?}"))],
        }
    }

    #[test]
    fn a_short_notice_takes_its_subject_from_the_first_line() {
        let content = draft().parse(Channel::Web, now()).ok();
        assert_eq!(content.map(|c| c.subject), Some("Trang thông tin bị thay đổi giao diện.".to_owned()));
    }

    #[test]
    fn state_secret_material_is_refused_before_anything_else() {
        let refused = Draft { state_secret: true, ..Draft::default() }.parse(Channel::Web, now());
        assert_eq!(refused, Err(NotSubmitted::Refused(Refusal::new("notice.state_secret"))));
    }

    #[test]
    fn a_detection_in_the_future_is_a_field_problem() {
        let late = Draft { detected_at: Some(now().plus(std::time::Duration::from_secs(60))), ..draft() };
        assert_eq!(codes(late.parse(Channel::Web, now())), vec![("detected_at".into(), "in_future".into())]);
    }

    #[test]
    fn private_addresses_are_refused_and_defanged_ones_read() {
        let private = Draft { addresses: vec!["10.1.2.3".into()], ..draft() };
        assert_eq!(
            codes(private.parse(Channel::Web, now())),
            vec![("addresses".into(), "private_address".into())]
        );
        let defanged = Draft {
            addresses: vec!["203[.]0.113.7".into()],
            domains: vec!["hxxps://Xau.example/a?b".into()],
            ..draft()
        };
        let content = defanged.parse(Channel::Web, now()).ok();
        assert_eq!(content.as_ref().map(|c| c.domains.clone()), Some(vec!["xau.example".to_owned()]));
        assert_eq!(content.map(|c| c.addresses.len()), Some(1));
    }

    #[test]
    fn mail_without_a_name_is_kept_all_the_same() {
        assert!(
            Draft { description: "x".repeat(30_000), ..Draft::default() }.parse(Channel::Mail, now()).is_ok()
        );
        assert_eq!(codes(Draft::default().parse(Channel::Web, now())).len(), 3);
    }
}
