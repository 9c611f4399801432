//! One's own second factors. Recovery codes are shown once, on the answer that made them.

use super::faults::faults;
use super::present;
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::people::factors::{
    confirm_authenticator, make_codes, offer_authenticator, remove_authenticator, view_factors,
};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use phrases::contexts::form::FormFault;
use phrases::contexts::sign_in::{Factors, RecoveryCodes};

const PATH: &str = "/account/factors";

/// What there is.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let page = page(&web, &visitor, Vec::new()).await?;
    web.page(&visitor, &page)
}

/// Makes the secret of an authenticator app, to be confirmed.
pub(super) async fn offer(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let session = visitor.session()?;
    match offer_authenticator(&web.app, &visitor.op, session, posted.text("current")).await {
        Ok(()) => Ok(Redirect::to(PATH).into_response()),
        Err(error) => wrong(&web, &visitor, error, "app").await,
    }
}

/// Takes the first code of the app.
pub(super) async fn confirm(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let session = visitor.session()?;
    let result = confirm_authenticator(&web.app, &visitor.op, session, posted.text("code")).await;
    told(&web, &visitor, result, "app").await
}

/// Removes the app.
pub(super) async fn remove(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let session = visitor.session()?;
    let result = remove_authenticator(&web.app, &visitor.op, session, posted.text("current")).await;
    answered(&web, &visitor, result.map(|()| "factor-removed"), "app").await
}

/// Makes new recovery codes.
pub(super) async fn codes(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let session = visitor.session()?;
    let result = make_codes(&web.app, &visitor.op, session, posted.text("current")).await;
    told(&web, &visitor, result, "app").await
}

/// Shows recovery codes when there are some to show, else says that the factor was added.
pub(super) async fn told(
    web: &Web,
    visitor: &Visitor,
    result: Result<Vec<String>, Error>,
    place: &str,
) -> Outcome {
    match result {
        Ok(codes) if codes.is_empty() => Ok(done(PATH, "factor-added")),
        Ok(codes) => Ok((StatusCode::CREATED, web.page(visitor, &RecoveryCodes { codes })?).into_response()),
        Err(error) => wrong(web, visitor, error, place).await,
    }
}

/// Says on the page what was done, or at the field what is wrong.
pub(super) async fn answered(
    web: &Web,
    visitor: &Visitor,
    result: Result<&'static str, Error>,
    place: &str,
) -> Outcome {
    match result {
        Ok(key) => Ok(done(PATH, key)),
        Err(error) => wrong(web, visitor, error, place).await,
    }
}

async fn wrong(web: &Web, visitor: &Visitor, error: Error, place: &str) -> Outcome {
    let errors = faults(web, visitor, error, place)?;
    let page = page(web, visitor, errors).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(visitor, &page)?).into_response())
}

async fn page(web: &Web, visitor: &Visitor, errors: Vec<FormFault>) -> Result<Factors, Fault> {
    let view = view_factors(&web.app, &visitor.op, visitor.session()?).await?;
    let login = visitor.who.as_ref().map(|who| who.login.clone()).unwrap_or_default();
    Ok(present::factors(view, login, errors))
}
