//! The answer to whoever came in, by whatever way, or was led to the second factor; and to whoever was not.

use crate::fault::status;
use crate::visitor::{DEVICE, ERRAND, PENDING, SESSION, append, cookie};
use crate::{Fault, Outcome, Visitor, Web};
use app::Error;
use app::people::{Entered, PENDING_FOR, SignedIn};
use axum::response::{IntoResponse, Redirect, Response};
use phrases::contexts::people::SignIn;
use phrases::contexts::sign_in::{PasskeyAsk, ProviderLink};

/// Where somebody goes who asked for no page; it leads on for those who have another home.
pub(super) const HOME: &str = "/today";
/// A device is known for a year.
const DEVICE_MINUTES: i64 = 525_600;

/// Goes on, in or to the second factor.
pub(super) fn entered(web: &Web, entered: Entered, next: &str) -> Response {
    match entered {
        Entered::In(signed_in) => welcome(web, *signed_in, next),
        Entered::Second(pending) => {
            let mut response = Redirect::to(&with_next("/sign-in/second", next)).into_response();
            let minutes = i64::try_from(PENDING_FOR.as_secs() / 60).unwrap_or(1);
            append(&mut response, Some(cookie(web, PENDING, pending, Some(minutes))));
            response
        }
    }
}

/// Goes in.
pub(super) fn welcome(web: &Web, signed_in: SignedIn, next: &str) -> Response {
    let mut response = Redirect::to(next).into_response();
    let minutes = i64::try_from(web.app.settings.session_minutes).unwrap_or(i64::MAX);
    append(&mut response, Some(cookie(web, SESSION, signed_in.secret, Some(minutes))));
    append(&mut response, Some(cookie(web, DEVICE, signed_in.devices, Some(DEVICE_MINUTES))));
    forget(web, &mut response);
    response
}

/// Takes away what was only for the way in.
pub(super) fn forget(web: &Web, response: &mut Response) {
    for name in [PENDING, ERRAND] {
        append(response, Some(cookie(web, name, String::new(), Some(0))));
    }
}

/// A path with the page to go to afterwards.
pub(super) fn with_next(path: &str, next: &str) -> String {
    let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("{path}?next={next}")
}

/// The sign-in page with every way in.
pub(super) fn page(web: &Web, visitor: &Visitor, next: String) -> SignIn {
    let provider = web.app.settings.sign_in.oidc.as_ref().map(|provider| ProviderLink {
        label: provider.label.clone(),
        href: with_next("/sign-in/provider", &next),
    });
    SignIn {
        name: String::new(),
        refused: false,
        wait_minutes: None,
        refusal: None,
        passkey: passkey(web, visitor),
        provider,
        next,
    }
}

/// What a browser needs to ask for a passkey on this visitor's page.
pub(super) fn passkey(web: &Web, visitor: &Visitor) -> Option<PasskeyAsk> {
    let asked = app::people::passkeys::ask_passkey(&web.app, &visitor.op, &visitor.csrf)?;
    Some(PasskeyAsk { challenge: asked.challenge, party: asked.party })
}

/// The sign-in page with the reason why another way did not lead in.
pub(super) fn refused(web: &Web, visitor: &Visitor, next: String, error: Error) -> Outcome {
    let Error::Refused(refusal) = error else { return Err(Fault(error)) };
    let words = web.app.phrases.refusal(visitor.lang, refusal.code);
    let page = SignIn { refusal: Some(words), ..page(web, visitor, next) };
    let mut response = (status(&Error::Refused(refusal)), web.page(visitor, &page)?).into_response();
    forget(web, &mut response);
    Ok(response)
}
