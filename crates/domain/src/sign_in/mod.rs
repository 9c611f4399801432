//! Signing in: by what somebody came, by what a second factor was proven, and what a session may therefore do.
//!
//! ```
//! use domain::sign_in::{Factors, Proof, Standing, standing};
//! let factors = Factors { authenticator: true, ..Factors::default() };
//! assert_eq!(standing(Proof::None, true, factors), Standing::Over);
//! assert_eq!(standing(Proof::Authenticator, true, factors), Standing::Open);
//! ```

mod device;

pub use device::device_words;

use crate::codes;
use crate::people::Role;
use serde::Serialize;

codes! {
    /// By what somebody came in.
    Method {
        /// Sign-in name and password.
        Password = "password",
        /// A passkey: by itself both factors.
        Passkey = "passkey",
        /// An outside provider (OpenID Connect).
        Provider = "provider",
    }

    /// By what a second factor was proven.
    Proof {
        /// Not at all.
        None = "none",
        /// A code of an authenticator app.
        Authenticator = "authenticator",
        /// A recovery code.
        RecoveryCode = "recovery-code",
        /// A passkey with its user verified.
        Passkey = "passkey",
        /// The outside provider vouches for it, and the settings trust it in this.
        Provider = "provider",
    }
}

/// The factors a person has beside the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Factors {
    /// An authenticator app that has shown a right code.
    pub authenticator: bool,
    /// Passkeys.
    pub passkeys: i64,
    /// Recovery codes not used yet; no factor by themselves.
    pub codes_left: i64,
}

impl Factors {
    /// Whether there is any second factor.
    pub const fn any(self) -> bool {
        self.authenticator || self.passkeys > 0
    }
}

/// What a session may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Whatever the rights of its person allow.
    Open,
    /// Nothing but add a second factor: the role demands one and there is none.
    MustEnrol,
    /// Nothing: it was begun without the factor that the person has meanwhile.
    Over,
}

/// Weighs how a session was proven against what its person must and can prove.
pub const fn standing(proof: Proof, demanded: bool, factors: Factors) -> Standing {
    match (proof, factors.any()) {
        (Proof::None, true) => Standing::Over,
        (Proof::None, false) if demanded => Standing::MustEnrol,
        // Proven once, but the factor is gone since: the demand is as new.
        (Proof::Authenticator | Proof::RecoveryCode | Proof::Passkey, false) if demanded => {
            Standing::MustEnrol
        }
        _ => Standing::Open,
    }
}

/// Whether any of the roles demands a second factor.
pub fn demanded(roles: &[Role], of: &[Role]) -> bool {
    roles.iter().any(|role| of.contains(role))
}

#[cfg(test)]
mod tests {
    use super::*;

    const APP: Factors = Factors { authenticator: true, passkeys: 0, codes_left: 10 };
    const NOTHING: Factors = Factors { authenticator: false, passkeys: 0, codes_left: 10 };

    #[test]
    fn who_has_a_factor_must_have_proven_it() {
        for demanded in [true, false] {
            assert_eq!(standing(Proof::None, demanded, APP), Standing::Over);
            for proof in Proof::ALL.iter().filter(|proof| **proof != Proof::None) {
                assert_eq!(standing(*proof, demanded, APP), Standing::Open, "{proof}");
            }
        }
    }

    #[test]
    fn who_must_have_a_factor_and_has_none_can_only_add_one() {
        assert_eq!(standing(Proof::None, true, NOTHING), Standing::MustEnrol);
        assert_eq!(standing(Proof::Authenticator, true, NOTHING), Standing::MustEnrol);
        assert_eq!(standing(Proof::Provider, true, NOTHING), Standing::Open);
        assert_eq!(standing(Proof::None, false, NOTHING), Standing::Open);
    }
}
