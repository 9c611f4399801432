//! Likely duplicates: notices near in time that share an address, a domain, a system or a sender.

use super::Content;
use crate::codes;
use crate::text::fold;
use serde::Serialize;
use std::net::IpAddr;
use std::time::Duration;

codes! {
    /// What two notices can share.
    Trait {
        /// An address.
        Address = "address",
        /// A domain.
        Domain = "domain",
        /// The name of a system.
        System = "system",
        /// The sender's mail address or telephone.
        Sender = "sender",
    }
}

impl Trait {
    /// How much sharing it says that both tell of the same thing. A ranking of ours, not of the law.
    pub const fn weight(self) -> u32 {
        match self {
            Self::Address => 40,
            Self::Domain => 35,
            Self::System => 25,
            Self::Sender => 15,
        }
    }
}

/// How far apart two notices may be to be compared.
pub const NEAR: Duration = Duration::from_secs(14 * 86_400);
/// Score from which a likeness is proposed.
pub const PROPOSED_FROM: u32 = 25;
/// Most addresses, and most names, taken out of a text.
const MOST_MENTIONED: usize = 100;

/// One comparable value of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Key {
    /// What it is.
    pub kind: Trait,
    /// Folded value.
    pub value: String,
}

/// The comparable values of a notice, without repeats.
pub fn keys(content: &Content) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    let mut add = |kind, value: String| {
        let key = Key { kind, value };
        if !key.value.is_empty() && !keys.contains(&key) && keys.len() < 500 {
            keys.push(key);
        }
    };
    content.addresses.iter().for_each(|a| add(Trait::Address, a.to_string()));
    content.domains.iter().for_each(|d| add(Trait::Domain, d.clone()));
    add(Trait::System, fold(&content.system));
    add(Trait::Sender, content.sender.email.clone());
    add(Trait::Sender, content.sender.phone.chars().filter(char::is_ascii_digit).collect());
    keys
}

/// Senders who write twice within this time mostly write about the same thing.
const AT_ONCE: Duration = Duration::from_secs(3_600);
/// What that adds to a score. A ranking of ours, not of the law.
const AT_ONCE_WEIGHT: u32 = 15;

/// Score of what two notices share that came so far apart.
pub fn score(shared: &[Trait], apart: Duration) -> u32 {
    let near = if shared.contains(&Trait::Sender) && apart <= AT_ONCE { AT_ONCE_WEIGHT } else { 0 };
    (shared.iter().map(|t| t.weight()).sum::<u32>() + near).min(100)
}

/// Addresses and domains that a text names: public addresses, and names written as links or made harmless
/// (`xau[.]example`, `hxxp://…`). Other words with dots in them are mostly no names.
pub fn mentioned(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut addresses, mut domains) = (Vec::new(), Vec::new());
    let add = |list: &mut Vec<String>, value: String| {
        if list.len() < MOST_MENTIONED && !list.contains(&value) {
            list.push(value);
        }
    };
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '"' | '|'));
    for word in parts.filter(|word| word.len() <= 300) {
        let named = word.contains("[.]") || word.contains("://");
        let plain =
            super::submission::refang(word.trim_matches(|c: char| matches!(c, '.' | ':' | '(' | ')')));
        let host = plain.trim_start_matches("http://").trim_start_matches("https://");
        let host = host.split(['/', '?', '#']).next().unwrap_or_default();
        match host.parse::<IpAddr>() {
            Ok(address) if !super::submission::private(address) => add(&mut addresses, address.to_string()),
            Ok(_) => {}
            Err(_) if named => {
                let name = host.split(':').next().unwrap_or_default();
                if super::submission::is_domain(name) {
                    add(&mut domains, name.to_owned());
                }
            }
            Err(_) => {}
        }
    }
    (addresses, domains)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_tells_its_addresses_and_names() {
        let text = "Máy 203[.]0.113.7 (và 10.0.0.5) gọi hxxp://xau[.]example/a?b lúc 2.30, xem v1.2.3 <http://tot.example>.";
        let (addresses, domains) = mentioned(text);
        assert_eq!(addresses, ["203.0.113.7"]);
        assert_eq!(domains, ["xau.example", "tot.example"]);
    }

    #[test]
    fn one_sender_writing_twice_at_once_is_likely_to_mean_the_same() {
        assert!(score(&[Trait::Sender], Duration::from_secs(600)) >= PROPOSED_FROM);
        assert!(score(&[Trait::Sender], Duration::from_secs(86_400)) < PROPOSED_FROM);
    }
}
