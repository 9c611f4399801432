//! One's own account.

use super::faults::faults;
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::people::SetPassword;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use phrases::contexts::form::FormFault;
use phrases::contexts::people::Account;

/// The account.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor) -> Outcome {
    web.page(&visitor, &page(&visitor, Vec::new())?)
}

/// Sets a new password; every session ends with it, so signing in comes next.
pub(super) async fn change_password(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let login = page(&visitor, Vec::new())?.login;
    let new = posted.text("new").to_owned();
    let result = if posted.text("again") == new {
        let command = SetPassword { login, current: Some(posted.text("current").to_owned()), new };
        app::people::set_password(&web.app, &visitor.op, command).await
    } else {
        Err(Error::field("again", "not_the_same"))
    };
    match result {
        Ok(()) => Ok(done("/sign-in?next=/account", "password-set")),
        Err(error) => {
            let page = page(&visitor, faults(&web, &visitor, error, "current")?)?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(&visitor, &page)?).into_response())
        }
    }
}

fn page(visitor: &Visitor, errors: Vec<FormFault>) -> Result<Account, Fault> {
    let who = visitor.who.clone().ok_or(Fault(Error::Forbidden))?;
    Ok(Account {
        name: who.name,
        login: who.login,
        email: who.email,
        body: who.body,
        roles: who.roles,
        errors,
    })
}
