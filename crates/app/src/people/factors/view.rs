//! One's own second factors, as the account page shows them.

use super::{seal, still_offered, totp};
use crate::people::own::Own;
use crate::people::passkeys::{self, Invited};
use crate::{App, Result, boxed};
use domain::sign_in::Factors;
use domain::{Op, SessionId};
use store::PasskeyRow;

/// A secret for an app that has yet to show its first code.
#[derive(Clone)]
pub struct Offer {
    /// To be typed, in base32.
    pub secret: String,
    /// To be scanned.
    pub address: String,
}

/// One's own second factors.
#[derive(Clone)]
pub struct FactorsView {
    /// What there is.
    pub factors: Factors,
    /// Whether a role demands one.
    pub demanded: bool,
    /// Whether adding one asks for the password.
    pub asks_password: bool,
    /// Whether there is a password to ask for.
    pub has_password: bool,
    /// The app that was offered and not confirmed.
    pub offer: Option<Offer>,
    /// The passkeys.
    pub passkeys: Vec<PasskeyRow>,
    /// What a browser needs to make a passkey; none where passkeys cannot work.
    pub invited: Option<Invited>,
}

/// One's own second factors.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn view_factors(app: &App, op: &Op, session: SessionId) -> Result<FactorsView> {
    let mut read = app.store.read().await?;
    let own = Own::load(&mut read, op, session).await?;
    let person = &own.known.person;
    let row = read.authenticator(person.id).await?.filter(|row| still_offered(row, op.now));
    let offer = match row {
        Some(row) => {
            let secret = seal::open(app, person.id, &row.sealed_secret)?;
            let address = totp::address(&secret, &app.settings.deployment, &person.login);
            Some(Offer { secret: totp::base32(&secret), address })
        }
        None => None,
    };
    let passkeys = read.passkeys_of(person.id).await?;
    Ok(FactorsView {
        factors: read.factors_of(person.id).await?,
        demanded: app.settings.sign_in.demands(&person.roles),
        asks_password: own.known.password().is_some() && !own.is_fresh(op),
        has_password: own.known.password().is_some(),
        offer,
        invited: passkeys::invited(app, op, &own, &passkeys),
        passkeys,
    })
}
