//! A form sent twice gives one record: the hidden field `idempotency` and what was sent make the key. What was changed
//! in between is another request and gives another record.

use crate::Posted;
use app::domain::canonical::sha256_hex;
use app::notices::Idempotency;

/// Longest value of the hidden field that is heard.
const LONGEST: usize = 100;

/// The key of a posted form; none when the form carries no value.
pub(crate) fn key(posted: &Posted) -> Option<Idempotency> {
    let value = posted.given("idempotency").filter(|value| value.len() <= LONGEST)?;
    let mut sent = String::new();
    for (name, text) in &posted.pairs {
        sent.push_str(&format!("{}:{name}={}:{text};", name.len(), text.len()));
    }
    for (name, file) in &posted.files {
        sent.push_str(&format!("{name}={};", file.sha256));
    }
    let request_sha256 = sha256_hex(sent.as_bytes());
    Some(Idempotency { scope: "web".to_owned(), key: format!("{value}:{request_sha256}"), request_sha256 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(summary: &str) -> Posted {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        Posted { pairs: vec![pair("idempotency", "k1"), pair("summary", summary)], ..Posted::default() }
    }

    #[test]
    fn the_same_form_has_the_same_key_and_a_changed_one_another() {
        let of = |summary: &str| key(&posted(summary)).map(|k| k.key);
        assert_eq!(of("a"), of("a"));
        assert_ne!(of("a"), of("b"));
        assert!(key(&Posted::default()).is_none());
    }
}
