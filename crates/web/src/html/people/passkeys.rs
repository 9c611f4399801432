//! Passkeys: a way in, and adding and removing them at the account.

use super::enter::{HOME, refused, welcome};
use super::factors::{answered, told};
use crate::visitor::own_path;
use crate::{Outcome, Posted, Visitor, Web};
use app::people::passkeys::{
    NewPasskey, PasskeySignIn, register_passkey, remove_passkey, sign_in_with_passkey,
};
use axum::extract::State;

/// Signs in with what a device answered.
pub(super) async fn sign_in(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let next = own_path(posted.text("next"), HOME);
    let text = |name: &str| posted.text(name).to_owned();
    let command = PasskeySignIn {
        page: visitor.csrf.clone(),
        credential: text("credential"),
        client_data: text("client_data"),
        authenticator_data: text("authenticator_data"),
        signature: text("signature"),
        place: visitor.place.clone(),
    };
    match sign_in_with_passkey(&web.app, &visitor.op, command).await {
        Ok(signed_in) => Ok(welcome(&web, signed_in, &next)),
        Err(error) => refused(&web, &visitor, next, error),
    }
}

/// Adds a passkey that a browser made.
pub(super) async fn add(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let text = |name: &str| posted.text(name).to_owned();
    let command = NewPasskey {
        session: visitor.session()?,
        name: text("passkey-name"),
        client_data: text("client_data"),
        attestation: text("attestation"),
        device: visitor.place.device.clone(),
        password: text("current"),
    };
    let result = register_passkey(&web.app, &visitor.op, command).await;
    told(&web, &visitor, result, "passkeys").await
}

/// Removes a passkey.
pub(super) async fn remove(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let (session, password) = (visitor.session()?, posted.text("current"));
    let id = posted.code("passkey")?;
    let result = remove_passkey(&web.app, &visitor.op, session, id, password).await;
    answered(&web, &visitor, result.map(|()| "factor-removed"), "passkeys").await
}
