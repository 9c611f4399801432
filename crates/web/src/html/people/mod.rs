//! Signing in and out, language and colours, one's own account and tokens.

mod session;

use crate::Listed;

pub(crate) fn routes(listed: &mut Listed) {
    listed
        .get("/sign-in", session::form)
        .post("/sign-in", session::sign_in)
        .post("/sign-out", session::sign_out)
        .post("/preferences", session::preferences);
}
