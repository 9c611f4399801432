//! Signing in and out, language and colours, one's own account and tokens.

mod account;
mod session;
mod tokens;

use crate::Listed;

pub(crate) fn routes(listed: &mut Listed) {
    listed
        .get("/sign-in", session::form)
        .post("/sign-in", session::sign_in)
        .post("/sign-out", session::sign_out)
        .post("/preferences", session::preferences)
        .get("/account", account::show)
        .post("/account/password", account::change_password)
        .get("/account/tokens", tokens::show)
        .post("/account/tokens", tokens::make)
        .post("/account/tokens/withdraw", tokens::withdraw);
}
