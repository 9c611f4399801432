//! Secrets that must be read again, sealed under the key of the deployment (ChaCha20-Poly1305, RFC 8439) and bound to the
//! person they belong to, so that one moved to another row does not open.

use crate::{App, Error, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::PersonId;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

fn key(app: &App) -> Result<LessSafeKey> {
    let key = UnboundKey::new(&CHACHA20_POLY1305, &app.tag_for("seal", &[])).map_err(|_| broken())?;
    Ok(LessSafeKey::new(key))
}

fn broken() -> Error {
    Error::internal("a sealed secret does not open")
}

/// Seals a secret of a person.
pub(super) fn seal(app: &App, person: PersonId, secret: &[u8]) -> Result<String> {
    let nonce = app.fresh.bytes::<NONCE_LEN>();
    let mut sealed = secret.to_vec();
    key(app)?
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), bound(person), &mut sealed)
        .map_err(|_| broken())?;
    Ok(STANDARD.encode([nonce.as_slice(), &sealed].concat()))
}

/// Opens what [`seal`] made for this person.
pub(super) fn open(app: &App, person: PersonId, sealed: &str) -> Result<Vec<u8>> {
    let bytes = STANDARD.decode(sealed).map_err(Error::internal)?;
    let (nonce, sealed) = bytes.split_at_checked(NONCE_LEN).ok_or_else(broken)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| broken())?;
    let mut opened = sealed.to_vec();
    let secret = key(app)?.open_in_place(nonce, bound(person), &mut opened).map_err(|_| broken())?;
    Ok(secret.to_vec())
}

fn bound(person: PersonId) -> Aad<[u8; 16]> {
    Aad::from(person.uuid().into_bytes())
}
