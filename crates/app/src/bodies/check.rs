//! Checking what is typed about bodies, systems and people: tidied, bounded, all problems told at once.

use crate::{Error, Result};
use domain::FieldProblem;
use domain::notices::submission::{MAX_LINE_CHARS, plausible_email};

/// Gathers the fields to mend.
#[derive(Debug, Default)]
pub(crate) struct Check {
    problems: Vec<FieldProblem>,
}

impl Check {
    /// Nothing wrong yet.
    pub(crate) const fn new() -> Self {
        Self { problems: Vec::new() }
    }

    /// Notes a field to mend.
    pub(crate) fn problem(&mut self, field: &str, code: &str) {
        self.problems.push(FieldProblem::new(field, code));
    }

    /// Notes a field to mend that has words of its own.
    pub(crate) fn note(&mut self, problem: FieldProblem) {
        self.problems.push(problem);
    }

    /// A single line, at most [`MAX_LINE_CHARS`] long; may be empty.
    pub(crate) fn line(&mut self, field: &str, value: &str) -> String {
        let line = domain::text::tidy(value).replace(['\n', '\t'], " ");
        if line.chars().count() > MAX_LINE_CHARS {
            self.problem(field, "too_long");
        }
        line
    }

    /// A single line that must be there.
    pub(crate) fn required(&mut self, field: &str, value: &str) -> String {
        let line = self.line(field, value);
        if line.is_empty() {
            self.problem(field, "required");
        }
        line
    }

    /// A mail address in small letters; may be empty.
    pub(crate) fn email(&mut self, field: &str, value: &str) -> String {
        let email = self.line(field, value).to_lowercase();
        if !email.is_empty() && !plausible_email(&email) {
            self.problem(field, "not_an_email");
        }
        email
    }

    /// A telephone number as dialled: digits with the usual marks, or several parted by commas or slashes; may be empty.
    pub(crate) fn phone(&mut self, field: &str, value: &str) -> String {
        let phone = self.line(field, value);
        let digits = phone.chars().filter(char::is_ascii_digit).count();
        let fits = phone.chars().all(|c| c.is_ascii_digit() || " +().-/,;x".contains(c));
        if !phone.is_empty() && (!fits || digits < 3) {
            self.problem(field, "not_a_phone");
        }
        phone
    }

    /// An address on the Web (`https://…`); may be empty.
    pub(crate) fn web_address(&mut self, field: &str, value: &str) -> String {
        let address = self.line(field, value);
        let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        let fits = rest.is_some_and(|rest| {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            host.contains('.') && !host.contains(['@', ' ']) && !host.starts_with('.')
        });
        if !address.is_empty() && !fits {
            self.problem(field, "not_a_web_address");
        }
        address
    }

    /// A short key: small letters, digits and single hyphens, at most 80.
    pub(crate) fn key(&mut self, field: &str, value: &str) -> String {
        let key = value.trim();
        let letters = key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !letters || !(1..=80).contains(&key.len()) || key.split('-').any(str::is_empty) {
            self.problem(field, "not_a_key");
        }
        key.to_owned()
    }

    /// The verdict.
    ///
    /// # Errors
    /// All fields to mend.
    pub(crate) fn done(self) -> Result<()> {
        if self.problems.is_empty() { Ok(()) } else { Err(Error::Invalid(self.problems)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(judge: impl FnOnce(&mut Check)) -> bool {
        let mut check = Check::new();
        judge(&mut check);
        check.done().is_ok()
    }

    #[test]
    fn a_key_is_words_joined_by_single_hyphens() {
        for (key, fits) in [
            ("bv-hoa-sen", true),
            ("doi-01", true),
            ("", false),
            ("-a", false),
            ("a--b", false),
            ("Hoa", false),
        ] {
            assert_eq!(accepts(|c| drop(c.key("key", key))), fits, "{key}");
        }
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let mut check = Check::new();
        check.required("name", " ");
        check.email("email", "nobody");
        assert!(matches!(check.done(), Err(Error::Invalid(problems)) if problems.len() == 2));
    }
}
