//! Coming in with a passkey, without a name and without a password.

use super::ceremony::{Ceremony, asserted, challenge_answered, copied};
use super::party::Party;
use super::{bytes, challenge, not_accepted};
use crate::people::begin::{SignedIn, as_person, begin};
use crate::people::place::Place;
use crate::{App, Error, Result, boxed};
use domain::Op;
use domain::audit::Event;
use domain::canonical::sha256_hex;
use domain::sign_in::{Method, Proof};
use serde_json::json;
use std::fmt;

const PURPOSE: &str = "passkey-sign-in";

/// What a browser needs to ask for a passkey.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Challenge, base64url.
    pub challenge: String,
    /// Id of the site.
    pub party: String,
}

/// What a browser needs to ask for a passkey on a page with this post token; none where passkeys cannot work.
pub fn ask_passkey(app: &App, op: &Op, page: &str) -> Option<Asked> {
    let party = Party::of(&app.settings.site)?;
    Some(Asked { challenge: challenge::fresh(app, PURPOSE, page, op.now), party: party.id })
}

/// What a device answered.
#[derive(Clone)]
pub struct PasskeySignIn {
    /// Post token of the page that asked.
    pub page: String,
    /// Credential id, base64url.
    pub credential: String,
    /// `clientDataJSON`, base64url.
    pub client_data: String,
    /// `authenticatorData`, base64url.
    pub authenticator_data: String,
    /// The signature, base64url.
    pub signature: String,
    /// From where.
    pub place: Place,
}

impl fmt::Debug for PasskeySignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasskeySignIn").field("credential", &self.credential).finish_non_exhaustive()
    }
}

/// Signs in whoever holds a passkey. The answer to a challenge is taken once.
///
/// # Errors
/// `passkey.not_offered`, `passkey.not_accepted`, `passkey.stale`, `passkey.unknown`, `passkey.copied`.
#[boxed]
pub async fn sign_in_with_passkey(app: &App, op: &Op, cmd: PasskeySignIn) -> Result<SignedIn> {
    let party = Party::of(&app.settings.site).ok_or_else(|| Error::refused("passkey.not_offered"))?;
    let client_data = bytes(&cmd.client_data)?;
    let challenge = challenge_answered(&client_data, Ceremony::SignIn, &party).ok_or_else(not_accepted)?;
    let until = challenge::end_of(app, PURPOSE, &cmd.page, &challenge, op.now)
        .ok_or_else(|| Error::refused("passkey.stale"))?;
    let (said, signature) = (bytes(&cmd.authenticator_data)?, bytes(&cmd.signature)?);

    let mut tx = app.store.write().await?;
    let credential = cmd.credential.trim_end_matches('=');
    let unknown = || Error::refused("passkey.unknown");
    let passkey = tx.passkey(credential).await?.ok_or_else(unknown)?;
    let person =
        tx.person(passkey.person).await?.map(|known| known.person).filter(domain::people::Person::comes_in);
    let person = person.ok_or_else(unknown)?;
    let device = asserted(&bytes(&passkey.public_key)?, &said, &client_data, &signature, &party)
        .ok_or_else(not_accepted)?;
    if !tx.spend(&sha256_hex(challenge.as_bytes()), until).await? {
        return Err(Error::refused("passkey.stale"));
    }
    if copied(passkey.sign_count, device.count) {
        let detail = json!({ "passkey": passkey.id, "counted": passkey.sign_count, "told": device.count });
        tx.record(&as_person(op, &person), Event::new("person.passkey_copied", "person", person.id, detail));
        tx.commit(op.now).await?;
        return Err(Error::refused("passkey.copied"));
    }
    tx.use_passkey(passkey.id, i64::from(device.count), device.synced, op.now).await?;
    let how = (Method::Passkey, Proof::Passkey);
    let signed_in = begin(app, &mut tx, op, &person, how, &cmd.place).await?;
    tx.commit(op.now).await?;
    Ok(signed_in)
}
