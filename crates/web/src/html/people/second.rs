//! The second factor, for whoever has shown the first.

use super::enter::{HOME, passkey, welcome, with_next};
use crate::fault::status;
use crate::visitor::{PENDING, own_path};
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::domain::sign_in::Proof;
use app::people::ProveSecond;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::CookieJar;
use phrases::contexts::sign_in::Second;

/// The form; whoever has shown nothing yet begins at the beginning.
pub(super) async fn form(State(web): State<Web>, visitor: Visitor, jar: CookieJar) -> Outcome {
    let next = own_path(&visitor.query("next").unwrap_or_default(), HOME);
    if app::people::second_is_asked(&web.app, &visitor.op, &pending(&jar)).is_err() {
        return Ok(Redirect::to(&with_next("/sign-in", &next)).into_response());
    }
    web.page(&visitor, &Second { next, refusal: None, passkey: passkey(&web, &visitor) })
}

/// Proves it and goes where the visitor wanted to go.
pub(super) async fn prove(
    State(web): State<Web>,
    visitor: Visitor,
    jar: CookieJar,
    posted: Posted,
) -> Outcome {
    let next = own_path(posted.text("next"), HOME);
    let place = visitor.place.clone();
    let command = ProveSecond { pending: pending(&jar), code: posted.text("code").to_owned(), place };
    match app::people::prove_second(&web.app, &visitor.op, command).await {
        Ok(signed_in) if signed_in.session.proof == Proof::RecoveryCode => {
            Ok(welcome(&web, signed_in, "/account/factors?done=recovery-code-used"))
        }
        Ok(signed_in) => Ok(welcome(&web, signed_in, &next)),
        Err(error @ Error::Refused(_)) => refused(&web, &visitor, next, error),
        Err(other) => Err(Fault(other)),
    }
}

fn refused(web: &Web, visitor: &Visitor, next: String, error: Error) -> Outcome {
    let Error::Refused(refusal) = &error else { return Err(Fault(error)) };
    if refusal.code == "second_factor.sign_in_again" {
        return super::enter::refused(web, visitor, next, error);
    }
    let words = web.app.phrases.refusal(visitor.lang, refusal.code);
    let page = Second { next, refusal: Some(words), passkey: passkey(web, visitor) };
    Ok((status(&error), web.page(visitor, &page)?).into_response())
}

fn pending(jar: &CookieJar) -> String {
    jar.get(PENDING).map(|cookie| cookie.value().to_owned()).unwrap_or_default()
}
