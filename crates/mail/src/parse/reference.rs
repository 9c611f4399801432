//! Reference numbers of our records inside subjects, bodies and message ids.
//!
//! Neighbours: `app` joins a reply to its record by what is found here; [`crate::compose::message_id`] writes the ids
//! that replies point back to.

use super::Incoming;

/// Finds record references such as `VN-2026-000123` in a text, each once, in order of appearance, in the spelling of
/// `prefixes`.
///
/// A reference is a known prefix, a year of four digits and a number of four to nine digits, joined by hyphens. Case
/// does not matter; the dashes that word processors put in place of hyphens are understood. At most 50 are returned.
pub fn references_in(text: &str, prefixes: &[impl AsRef<str>]) -> Vec<String> {
    let letters: Vec<char> = text.chars().map(plain).collect();
    let wanted: Vec<(Vec<char>, &str)> = prefixes
        .iter()
        .map(AsRef::as_ref)
        .filter(|prefix| !prefix.is_empty())
        .map(|prefix| (prefix.chars().map(plain).collect(), prefix))
        .collect();
    let mut found: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for at in 0..letters.len() {
        let rest = letters.get(at..).unwrap_or_default();
        if !before.is_some_and(joins) {
            for (prefix, spelling) in &wanted {
                if let Some(number) = rest.strip_prefix(prefix.as_slice()).and_then(year_and_number) {
                    let reference = format!("{spelling}-{number}");
                    if !found.contains(&reference) {
                        found.push(reference);
                    }
                }
            }
        }
        if found.len() >= 50 {
            break;
        }
        before = rest.first().copied();
    }
    found
}

/// The reference in one of our own message ids, `<{reference}.{token}@{domain}>`, or `None` when it is not ours.
pub fn reference_in_message_id(id: &str, prefixes: &[impl AsRef<str>], domain: &str) -> Option<String> {
    let id = id.trim().trim_start_matches('<').trim_end_matches('>');
    let (local, host) = id.rsplit_once('@')?;
    let (reference, token) = local.split_once('.')?;
    if !host.eq_ignore_ascii_case(domain) || token.is_empty() {
        return None;
    }
    references_in(reference, prefixes).into_iter().next()
}

impl Incoming {
    /// Our records that this message answers: by In-Reply-To, then References from the last, and, when it is written as
    /// an answer, by its subject. A number that is only spoken of makes no answer. `domain` is the right side of our own
    /// message ids.
    pub fn answers(&self, prefixes: &[impl AsRef<str>], domain: &str) -> Vec<String> {
        let answered = self.in_reply_to.iter().chain(self.references.iter().rev());
        let mut found: Vec<String> =
            answered.filter_map(|id| reference_in_message_id(id, prefixes, domain)).collect();
        if !self.in_reply_to.is_empty() || super::subject::is_answer(&self.subject) {
            found.extend(references_in(&self.subject, prefixes));
        }
        let mut seen = std::collections::HashSet::new();
        found.retain(|reference| seen.insert(reference.clone()));
        found
    }
}

fn plain(letter: char) -> char {
    match letter {
        '\u{2010}'..='\u{2014}' | '\u{2212}' | '\u{ad}' => '-',
        other => other.to_ascii_uppercase(),
    }
}

fn joins(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '_')
}

/// Reads `-2026-000123`; the result is `2026-000123`.
fn year_and_number(rest: &[char]) -> Option<String> {
    let rest = rest.strip_prefix(&['-'])?;
    let year = rest.get(..4).filter(|year| year.iter().all(char::is_ascii_digit))?;
    let rest = rest.get(4..)?.strip_prefix(&['-'])?;
    let digits = rest.iter().take(10).take_while(|letter| letter.is_ascii_digit()).count();
    let ends = !rest.get(digits).copied().is_some_and(|next| next.is_alphanumeric() || next == '_');
    (ends && (4..=9).contains(&digits))
        .then(|| year.iter().chain(&['-']).chain(rest.get(..digits).unwrap_or_default()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_in_any_spelling() {
        let text = "Re: vn-2026-000123, xem TB–2026–000004; VN-2026-000123 và (TB-2025-1234).";
        assert_eq!(references_in(text, &["TB", "VN"]), ["VN-2026-000123", "TB-2026-000004", "TB-2025-1234"]);
    }

    #[test]
    fn look_alikes_are_no_references() {
        for text in [
            "CVE-2026-000123",
            "XVN-2026-000123",
            "VN-2026-12",
            "VN-2026-0001234567",
            "VN-26-000123",
            "VN-2026-000123a",
            "A-VN-2026-000123",
        ] {
            assert_eq!(references_in(text, &["VN"]), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn our_message_ids_carry_their_reference() {
        let id = "<VN-2026-000123.k3x9@mail.dieuphoi.example>";
        assert_eq!(
            reference_in_message_id(id, &["VN"], "mail.dieuphoi.example").as_deref(),
            Some("VN-2026-000123")
        );
        assert_eq!(reference_in_message_id(id, &["VN"], "khac.example"), None);
        assert_eq!(
            reference_in_message_id("abc@mail.dieuphoi.example", &["VN"], "mail.dieuphoi.example"),
            None
        );
    }
}
