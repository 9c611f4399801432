//! The way out to an outside provider, and back.

use super::enter::{HOME, entered, forget, refused};
use crate::visitor::{ERRAND, append, cookie, own_path};
use crate::{Outcome, Visitor, Web};
use app::people::oidc::{ProviderAnswer, begin_with_provider, sign_in_with_provider};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::CookieJar;

/// Minutes that the way may take.
const MINUTES: i64 = 10;

/// Sends the browser to the provider.
pub(super) async fn begin(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let next = own_path(&visitor.query("next").unwrap_or_default(), HOME);
    match begin_with_provider(&web.app, &visitor.op, &next).await {
        Ok(begun) => {
            let mut response = Redirect::to(&begun.address).into_response();
            append(&mut response, Some(cookie(&web, ERRAND, begun.cookie, Some(MINUTES))));
            Ok(response)
        }
        Err(error) => refused(&web, &visitor, next, error),
    }
}

/// Takes the answer that the browser brings back.
pub(super) async fn answer(State(web): State<Web>, visitor: Visitor, jar: CookieJar) -> Outcome {
    let told = |name: &str| visitor.query(name);
    let command = ProviderAnswer {
        cookie: jar.get(ERRAND).map(|cookie| cookie.value().to_owned()).unwrap_or_default(),
        state: told("state").unwrap_or_default(),
        code: told("code").unwrap_or_default(),
        issuer: told("iss"),
        error: told("error"),
        place: visitor.place.clone(),
    };
    match sign_in_with_provider(&web.app, &visitor.op, command).await {
        Ok((how, next)) => {
            let mut response = entered(&web, how, &own_path(&next, HOME));
            // The pending cookie, when there is one, is set by `entered` and stays: only the errand is over.
            append(&mut response, Some(cookie(&web, ERRAND, String::new(), Some(0))));
            Ok(response)
        }
        Err(error) => {
            let mut response = refused(&web, &visitor, HOME.to_owned(), error)?;
            forget(&web, &mut response);
            Ok(response)
        }
    }
}
