//! Likely duplicates: notices near in time that share an address, a domain, a system or a sender.

use super::Content;
use crate::text::fold;
use crate::{codes, systems::System};
use serde::Serialize;
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

/// The systems of the register that a notice seems to speak of: same domain, same address, same name.
pub fn concerns(content: &Content, system: &System) -> bool {
    content.domains.iter().any(|d| system.domains.iter().any(|s| d == s || d.ends_with(&format!(".{s}"))))
        || content.addresses.iter().any(|a| system.addresses.iter().any(|s| *s == a.to_string()))
        || (!content.system.is_empty() && fold(&content.system) == fold(&system.name))
}

/// Score of shared traits.
pub fn score(shared: &[Trait]) -> u32 {
    shared.iter().map(|t| t.weight()).sum::<u32>().min(100)
}
