//! The public key of a contact point: with it others write so that nobody on the way reads it. The key itself lies beside the
//! contact point; here is what one sees of it.

use crate::{Moment, codes};
use serde::{Deserialize, Serialize};
use std::time::Duration;

codes! {
    /// How long a key still holds.
    KeyState {
        /// Long enough.
        Good = "good",
        /// It expires soon.
        Soon = "soon",
        /// It has expired: nobody can write to it any more.
        Expired = "expired",
    }
}

/// What one sees of a public key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactKey {
    /// Fingerprint of the primary key, capital hexadecimal digits.
    pub fingerprint: String,
    /// Mail addresses that it names, in small letters.
    pub addresses: Vec<String>,
    /// When it was made.
    pub created_at: Moment,
    /// From then on nobody can write to it; `None` for never.
    pub expires_at: Option<Moment>,
    /// SHA-256 of the armoured text, hex: the same key with a later expiry is another text.
    pub digest: String,
}

impl ContactKey {
    /// Whether it names a mail address.
    pub fn is_for(&self, email: &str) -> bool {
        let email = email.trim().to_lowercase();
        self.addresses.contains(&email)
    }

    /// How long it still holds; `warn` is how long before its end it counts as ending soon.
    pub fn state(&self, now: Moment, warn: Duration) -> KeyState {
        match self.expires_at {
            Some(at) if at <= now => KeyState::Expired,
            Some(at) if at <= now.plus(warn) => KeyState::Soon,
            _ => KeyState::Good,
        }
    }

    /// The fingerprint in groups of four, as people compare it.
    pub fn grouped(&self) -> String {
        let mut groups = String::with_capacity(self.fingerprint.len() * 5 / 4);
        for (place, digit) in self.fingerprint.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                groups.push(' ');
            }
            groups.push(digit);
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::from_secs(86_400);

    fn key(expires_at: Option<Moment>) -> ContactKey {
        ContactKey {
            fingerprint: "0123456789ABCDEF".into(),
            addresses: vec!["truc@donvi.example".into()],
            created_at: Moment::EPOCH,
            expires_at,
            digest: String::new(),
        }
    }

    #[test]
    fn a_key_ends_soon_and_then_is_over() {
        let end = Moment::EPOCH.plus(DAY * 40);
        let at = |days: u32| key(Some(end)).state(Moment::EPOCH.plus(DAY * days), DAY * 30);
        assert_eq!(
            [at(9), at(10), at(39), at(40)],
            [KeyState::Good, KeyState::Soon, KeyState::Soon, KeyState::Expired]
        );
        assert_eq!(key(None).state(end, DAY * 30), KeyState::Good);
    }

    #[test]
    fn a_key_is_for_the_addresses_it_names() {
        assert!(key(None).is_for(" Truc@Donvi.example"));
        assert!(!key(None).is_for("truc@donvi.example.vn") && !key(None).is_for(""));
        assert_eq!(key(None).grouped(), "0123 4567 89AB CDEF");
    }
}
