//! One person: how they sign in, and the two acts for when something was lost.

use crate::html::done;
use crate::html::people::{passkey_view, session_view};
use crate::{Outcome, Posted, Visitor, Web};
use app::people::{PersonView, end_sessions_of, factors, find_person};
use axum::extract::{Path, State};
use phrases::contexts::joining::PersonPage;

/// The person.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Path(login): Path<String>) -> Outcome {
    let view = find_person(&web.app, &visitor.op, &login).await?;
    web.page(&visitor, &page(&view, &visitor))
}

/// Takes all second factors from whoever lost them.
pub(super) async fn reset_factors(
    State(web): State<Web>,
    visitor: Visitor,
    Path(login): Path<String>,
    _: Posted,
) -> Outcome {
    factors::reset_factors(&web.app, &visitor.op, &login).await?;
    Ok(done(&page_of(&login), "factors-reset"))
}

/// Ends all sessions.
pub(super) async fn end_sessions(
    State(web): State<Web>,
    visitor: Visitor,
    Path(login): Path<String>,
    _: Posted,
) -> Outcome {
    end_sessions_of(&web.app, &visitor.op, &login).await?;
    Ok(done(&page_of(&login), "sessions-ended"))
}

fn page_of(login: &str) -> String {
    let login: String = url::form_urlencoded::byte_serialize(login.as_bytes()).collect();
    format!("/admin/people/{login}")
}

fn page(view: &PersonView, visitor: &Visitor) -> PersonPage {
    let person = &view.person;
    let here = visitor.who.as_ref().map(|who| who.session);
    PersonPage {
        name: person.name.clone(),
        login: person.login.clone(),
        email: person.email.clone(),
        body: view.body.name_in(visitor.lang).to_owned(),
        roles: person.roles.iter().map(ToString::to_string).collect(),
        active: person.active,
        signed_in_at: view.signed_in_at.map(|at| at.micros()),
        demanded: view.demanded,
        authenticator: view.factors.authenticator,
        passkeys: view.passkeys.iter().map(passkey_view).collect(),
        codes_left: view.factors.codes_left,
        sessions: view.sessions.iter().map(|row| session_view(row, Some(row.id) == here)).collect(),
    }
}
