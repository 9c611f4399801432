//! Joining by an invitation, for whoever has its link.

use super::faults::faults;
use crate::html::done;
use crate::{Outcome, Posted, Visitor, Web};
use app::Error;
use app::people::invitations::{AcceptInvitation, accept_invitation, read_invitation};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use phrases::contexts::form::FormFault;
use phrases::contexts::sign_in::Invitation;

/// What the link invites to.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Path(token): Path<String>) -> Outcome {
    let page = page(&web, &visitor, &token, Vec::new()).await?;
    web.page(&visitor, &page)
}

/// Joins.
pub(super) async fn accept(
    State(web): State<Web>,
    visitor: Visitor,
    Path(token): Path<String>,
    posted: Posted,
) -> Outcome {
    let password = posted.text("new").to_owned();
    let result = if posted.text("again") == password {
        accept_invitation(&web.app, &visitor.op, AcceptInvitation { token: token.clone(), password }).await
    } else {
        Err(Error::field("again", "not_the_same"))
    };
    match result {
        Ok(_) => Ok(done("/sign-in", "invitation-accepted")),
        Err(error) => {
            let page = page(&web, &visitor, &token, Vec::new()).await?;
            let errors = faults(&web, &visitor, error, "new")?;
            let page = Invitation { errors, ..page };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(&visitor, &page)?).into_response())
        }
    }
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    token: &str,
    errors: Vec<FormFault>,
) -> Result<Invitation, crate::Fault> {
    let invited = read_invitation(&web.app, &visitor.op, token).await?;
    let invitation = invited.invitation;
    Ok(Invitation {
        action: format!("/invitation/{token}"),
        name: invitation.name,
        login: invitation.login,
        body: invited.body_name,
        roles: invitation.roles.iter().map(ToString::to_string).collect(),
        expires_at: invitation.expires_at.micros(),
        errors,
    })
}
