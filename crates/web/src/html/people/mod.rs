//! Signing in and out, second factors, sessions, invitations, language and colours, one's own account and tokens.

mod account;
mod enter;
mod factors;
mod faults;
mod invitation;
mod passkeys;
mod present;
mod provider;
mod second;
mod session;
mod sessions;
mod tokens;

pub(super) use present::{passkey as passkey_view, session as session_view};

use crate::Listed;

pub(crate) fn routes(listed: &mut Listed) {
    listed
        .get("/sign-in", session::form)
        .post("/sign-in", session::sign_in)
        .get("/sign-in/second", second::form)
        .post("/sign-in/second", second::prove)
        .post("/sign-in/passkey", passkeys::sign_in)
        .get("/sign-in/provider", provider::begin)
        .get("/sign-in/provider/answer", provider::answer)
        .get("/invitation/{token}", invitation::show)
        .post("/invitation/{token}", invitation::accept)
        .post("/sign-out", session::sign_out)
        .post("/preferences", session::preferences)
        .get("/account", account::show)
        .post("/account/password", account::change_password)
        .get("/account/factors", factors::show)
        .post("/account/factors/authenticator", factors::offer)
        .post("/account/factors/authenticator/confirm", factors::confirm)
        .post("/account/factors/authenticator/remove", factors::remove)
        .post("/account/factors/codes", factors::codes)
        .post("/account/factors/passkeys", passkeys::add)
        .post("/account/factors/passkeys/remove", passkeys::remove)
        .get("/account/sessions", sessions::show)
        .post("/account/sessions/end", sessions::end)
        .post("/account/sessions/end-others", sessions::end_others)
        .get("/account/tokens", tokens::show)
        .post("/account/tokens", tokens::make)
        .post("/account/tokens/withdraw", tokens::withdraw);
}
