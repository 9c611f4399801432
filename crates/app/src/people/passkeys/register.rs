//! Adding a passkey to one's own account.

use super::ceremony::{Ceremony, challenge_answered, made};
use super::party::Party;
use super::{bytes, challenge, cose, not_accepted, text};
use crate::people::factors::added;
use crate::people::own::{Own, Sure};
use crate::{App, Error, Result, boxed};
use domain::canonical::sha256_hex;
use domain::sign_in::Proof;
use domain::{Op, SessionId};
use std::fmt;
use store::PasskeyRow;

const PURPOSE: &str = "passkey-register";
/// Most passkeys of one person.
const MOST: usize = 10;

/// What a browser needs to make a passkey.
#[derive(Debug, Clone)]
pub struct Invited {
    /// Challenge, base64url.
    pub challenge: String,
    /// Id of the site.
    pub party: String,
    /// Name of the site.
    pub party_name: String,
    /// Handle of the person, base64url.
    pub user: String,
    /// Sign-in name.
    pub login: String,
    /// Name.
    pub name: String,
    /// Algorithms, the wanted first.
    pub algorithms: Vec<i64>,
    /// Credentials the person has, base64url; a device that holds one makes no second.
    pub have: Vec<String>,
}

/// What a browser needs to make a passkey for the person at a page.
pub(in crate::people) fn invited(app: &App, op: &Op, own: &Own, have: &[PasskeyRow]) -> Option<Invited> {
    let party = Party::of(&app.settings.site)?;
    Some(Invited {
        challenge: challenge::fresh(app, PURPOSE, &own.session.csrf, op.now),
        party: party.id,
        party_name: app.settings.deployment.clone(),
        user: text(own.known.person.id.uuid().as_bytes()),
        login: own.known.person.login.clone(),
        name: own.known.person.name.clone(),
        algorithms: cose::OFFERED.to_vec(),
        have: have.iter().map(|passkey| passkey.credential.clone()).collect(),
    })
}

/// A passkey that a browser made.
#[derive(Clone)]
pub struct NewPasskey {
    /// The session in use.
    pub session: SessionId,
    /// What the person calls it; the device is named when it is empty.
    pub name: String,
    /// `clientDataJSON`, base64url.
    pub client_data: String,
    /// `attestationObject`, base64url.
    pub attestation: String,
    /// The device in few words.
    pub device: String,
    /// The password, when one is asked for.
    pub password: String,
}

impl fmt::Debug for NewPasskey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewPasskey").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Adds a passkey. Gives recovery codes with the first factor, nothing with a further one.
///
/// # Errors
/// [`Error::Forbidden`]; `people.wrong_password`, `people.prove_again`; `passkey.not_offered`, `passkey.not_accepted`,
/// `passkey.stale`, `passkey.there_already`, `passkey.too_many`.
#[boxed]
pub async fn register_passkey(app: &App, op: &Op, cmd: NewPasskey) -> Result<Vec<String>> {
    let own = Own::load(&mut *app.store.read().await?, op, cmd.session).await?;
    own.prove_again(app, op, &cmd.password, Sure::Lately).await?;
    let party = Party::of(&app.settings.site).ok_or_else(|| Error::refused("passkey.not_offered"))?;
    let client_data = bytes(&cmd.client_data)?;
    let challenge =
        challenge_answered(&client_data, Ceremony::Registration, &party).ok_or_else(not_accepted)?;
    let until = challenge::end_of(app, PURPOSE, &own.session.csrf, &challenge, op.now)
        .ok_or_else(|| Error::refused("passkey.stale"))?;
    let made = made(&bytes(&cmd.attestation)?, &party).ok_or_else(not_accepted)?;

    let mut tx = app.store.write().await?;
    let person = own.known.person.id;
    if !tx.spend(&sha256_hex(challenge.as_bytes()), until).await? {
        return Err(Error::refused("passkey.stale"));
    }
    if tx.passkeys_of(person).await?.len() >= MOST {
        return Err(Error::refused("passkey.too_many"));
    }
    let name = [domain::text::title(&cmd.name), domain::text::title(&cmd.device), "Passkey".to_owned()];
    let passkey = PasskeyRow {
        id: app.fresh.id(op.now),
        person,
        credential: text(&made.id),
        public_key: text(&made.key),
        sign_count: i64::from(made.device.count),
        name: name.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
        synced: made.device.synced,
        created_at: op.now,
        used_at: None,
    };
    tx.insert_passkey(&passkey).await.map_err(|error| match error {
        store::Error::Duplicate(_) => Error::refused("passkey.there_already"),
        other => other.into(),
    })?;
    let codes = added(app, &mut tx, op, &own, ("passkey", Proof::Passkey)).await?;
    tx.commit(op.now).await?;
    Ok(codes)
}
