//! Public keys of passkeys (RFC 9052, 9053, 8230): ECDSA on P-256, Ed25519, RSA. That is what devices make; anything else is
//! not accepted.

use ciborium::Value;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};

/// Algorithms offered to browsers, the wanted first (IANA COSE Algorithms).
pub(super) const OFFERED: [i64; 3] = [-7, -8, -257];

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    /// ES256: the point, uncompressed.
    P256(Vec<u8>),
    /// EdDSA on Ed25519.
    Ed25519(Vec<u8>),
    /// RS256: modulus and exponent.
    Rsa(Vec<u8>, Vec<u8>),
}

impl Key {
    /// Reads a key from its CBOR value.
    pub(super) fn of(value: &Value) -> Option<Self> {
        let map = value.as_map()?;
        let field = |label: i64| {
            let found = map.iter().find(|(key, _)| key.as_integer() == Some(label.into()));
            found.map(|(_, value)| value)
        };
        let number =
            |label: i64| field(label).and_then(Value::as_integer).and_then(|n| i64::try_from(n).ok());
        let bytes = |label: i64| field(label).and_then(Value::as_bytes).cloned();
        match (number(1)?, number(3)?) {
            (2, -7) if number(-1) == Some(1) => {
                let (x, y) = (bytes(-2)?, bytes(-3)?);
                (x.len() == 32 && y.len() == 32).then(|| Self::P256([&[4_u8][..], &x, &y].concat()))
            }
            (1, -8) if number(-1) == Some(6) => bytes(-2).filter(|x| x.len() == 32).map(Self::Ed25519),
            (3, -257) => Some(Self::Rsa(bytes(-1)?, bytes(-2)?)),
            _ => None,
        }
    }

    /// Whether the key made this signature over these bytes.
    pub(super) fn signed(&self, said: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::P256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(said, signature).is_ok()
            }
            Self::Ed25519(x) => UnparsedPublicKey::new(&ED25519, x).verify(said, signature).is_ok(),
            Self::Rsa(n, e) => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, said, signature).is_ok()
            }
        }
    }
}
