//! Passkeys (WebAuthn Level 3): added at the account, and by themselves a way in. The user is always verified on the
//! device, so a passkey is both factors at once.
//!
//! Challenges are not stored. Each carries a number, its end and a tag of this deployment over both and over the post token
//! of the page it stands on; what was answered is noted as spent until its end. Attestation is not asked for and not
//! judged: who may join is decided by invitation, not by the make of a device.

mod ceremony;
mod challenge;
mod cose;
mod party;
mod register;
mod remove;
mod sign_in;

pub use register::{Invited, NewPasskey, register_passkey};
pub use remove::remove_passkey;
pub use sign_in::{Asked, PasskeySignIn, ask_passkey, sign_in_with_passkey};

pub(super) use register::invited;

use crate::Error;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Longest answer of a browser that is read, in base64url letters.
const LONGEST: usize = 64 * 1024;

/// What a browser sends, as bytes.
fn bytes(text: &str) -> Result<Vec<u8>, Error> {
    let text = text.trim_end_matches('=');
    if text.len() > LONGEST {
        return Err(not_accepted());
    }
    URL_SAFE_NO_PAD.decode(text).map_err(|_| not_accepted())
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn not_accepted() -> Error {
    Error::refused("passkey.not_accepted")
}
