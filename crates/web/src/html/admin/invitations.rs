//! Invitations: sent, listed, withdrawn.

use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::bodies::list_bodies;
use app::domain::Right;
use app::domain::people::Role;
use app::people::invitations::{
    InvitationLine, NewInvitation, invite as send, list_invitations, withdraw_invitation,
};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use phrases::contexts::elements::Choice;
use phrases::contexts::form::FormFault;
use phrases::contexts::joining::{InvitationRow, Invitations};

const PATH: &str = "/admin/invitations";

/// The invitations, and the form for another.
pub(super) async fn list(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let page = page(&web, &visitor, &Posted::default()).await?;
    web.page(&visitor, &page)
}

/// Invites somebody.
pub(super) async fn invite(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    if !visitor.op.may(Right::ManageNetwork) {
        return Err(Fault(Error::Forbidden));
    }
    let result = match command(&visitor, &posted) {
        Ok(command) => send(&web.app, &visitor.op, command).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(_) => Ok(done(PATH, "invitation-sent")),
        Err(Error::Invalid(problems)) => {
            let mut page = page(&web, &visitor, &posted).await?;
            page.errors = problems
                .iter()
                .map(|p| FormFault::new(&p.field, crate::dress::words(&web, &visitor, p)))
                .collect();
            Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(&visitor, &page)?).into_response())
        }
        Err(other) => Err(Fault(other)),
    }
}

/// Takes an invitation back.
pub(super) async fn withdraw(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    if !visitor.op.may(Right::ManageNetwork) {
        return Err(Fault(Error::Forbidden));
    }
    withdraw_invitation(&web.app, &visitor.op, posted.code("invitation")?).await?;
    Ok(done(PATH, "invitation-withdrawn"))
}

fn command(visitor: &Visitor, posted: &Posted) -> Result<NewInvitation, Error> {
    let text = |name: &str| posted.text(name).to_owned();
    let roles = posted.all("roles").iter().map(|role| role.parse::<Role>()).collect::<Result<_, _>>();
    let days = posted.given("days").map(str::parse).transpose();
    Ok(NewInvitation {
        login: text("login"),
        name: text("name"),
        position: text("position"),
        email: text("email"),
        phone: text("phone"),
        roles: roles.map_err(|_| Error::field("roles", "unknown_option"))?,
        body_key: text("body"),
        lang: visitor.lang,
        days: days.map_err(|_| Error::field("days", "not_a_number"))?,
    })
}

async fn page(web: &Web, visitor: &Visitor, posted: &Posted) -> Result<Invitations, Fault> {
    let lines = list_invitations(&web.app, &visitor.op).await?;
    let bodies = list_bodies(&web.app, &visitor.op).await?;
    let typed = |name: &str| posted.text(name).to_owned();
    let chosen = posted.all("roles");
    let role = |role: &Role| {
        let words = web.app.phrases.say(visitor.lang, &format!("role-{role}"), &[]);
        Choice::new(role.code(), words, chosen.iter().any(|code| code == role.code()))
    };
    let body = |body: &app::domain::bodies::Body| {
        Choice::new(body.key.clone(), body.name_in(visitor.lang), posted.text("body") == body.key)
    };
    let days = posted.given("days").map(str::to_owned);
    Ok(Invitations {
        rows: lines.into_iter().map(|line| row(line, visitor)).collect(),
        name: typed("name"),
        login: typed("login"),
        position: typed("position"),
        email: typed("email"),
        phone: typed("phone"),
        bodies: bodies.iter().map(body).collect(),
        roles: Role::ALL.iter().map(role).collect(),
        days: days.unwrap_or_else(|| web.app.settings.sign_in.invitation_days.to_string()),
        errors: Vec::new(),
    })
}

fn row(line: InvitationLine, visitor: &Visitor) -> InvitationRow {
    let state = line.invitation.state(visitor.op.now);
    InvitationRow {
        id: line.invitation.id.to_string(),
        name: line.invitation.name,
        login: line.invitation.login,
        email: line.invitation.email,
        body: line.body_name,
        roles: line.invitation.roles.iter().map(ToString::to_string).collect(),
        state: state.to_string(),
        expires_at: line.invitation.expires_at.micros(),
    }
}
