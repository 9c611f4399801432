//! Asking somebody to join.

use crate::access::Ask;
use crate::bodies::Check;
use crate::people::create::plausible_login;
use crate::people::folded;
use crate::{App, Error, FollowUp, Result, boxed};
use ::mail::Address;
use domain::audit::Event;
use domain::invitations::Invitation;
use domain::people::Role;
use domain::{InvitationId, Op, Right};
use serde_json::json;
use std::time::Duration;

/// Somebody to invite.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    /// Sign-in name they will have.
    pub login: String,
    /// Name as written on documents.
    pub name: String,
    /// Position as written on documents.
    pub position: String,
    /// Where the invitation goes.
    pub email: String,
    /// Telephone; may be empty.
    pub phone: String,
    /// Roles, one at least.
    pub roles: Vec<Role>,
    /// Key of the body they will act for.
    pub body_key: String,
    /// Language of the mail.
    pub lang: ::law::Lang,
    /// Days it can be accepted; as the settings say when not given.
    pub days: Option<u32>,
}

/// Invites somebody: the invitation is mailed, and opens the way once.
///
/// # Errors
/// [`Error::Forbidden`]; fields to mend; `people.login_taken`.
#[boxed]
pub async fn invite(app: &App, op: &Op, cmd: NewInvitation) -> Result<InvitationId> {
    op.require(Right::ManageNetwork)?;
    let mut check = Check::new();
    let login = folded(&cmd.login);
    if !plausible_login(&login) {
        check.problem("login", "not_a_login");
    }
    let name = check.required("name", &cmd.name);
    let position = check.line("position", &cmd.position);
    let email = check.email("email", &cmd.email);
    if email.is_empty() {
        check.problem("email", "required");
    } else if !Address::bare(email.clone()).is_deliverable() {
        check.problem("email", "not_an_email");
    }
    let phone = check.line("phone", &cmd.phone);
    if cmd.roles.is_empty() {
        check.problem("roles", "required");
    }
    let days = cmd.days.unwrap_or(app.settings.sign_in.invitation_days);
    if !(1..=90).contains(&days) {
        check.problem("days", "out_of_range");
    }
    let mut tx = app.store.write().await?;
    let body = tx.body_by_key(cmd.body_key.trim()).await?;
    if body.is_none() {
        check.problem("body", "unknown_option");
    }
    if tx.person_by_login(&login).await?.is_some() || tx.is_invited(&login, op.now).await? {
        check.problem("login", "taken");
    }
    check.done()?;
    let body = body.ok_or(Error::NotFound)?;
    let mut roles = cmd.roles;
    roles.sort_unstable();
    roles.dedup();
    let invitation = Invitation {
        id: app.fresh.id(op.now),
        login,
        name,
        position,
        email,
        phone,
        body: body.id,
        roles,
        lang: cmd.lang.to_string(),
        invited_by: op.actor.name().to_owned(),
        created_at: op.now,
        expires_at: op.now.plus(Duration::from_secs(u64::from(days) * 86_400)),
        accepted_at: None,
        withdrawn_at: None,
    };
    tx.insert_invitation(&invitation).await?;
    let detail = json!({
        "login": invitation.login, "body": body.key, "roles": invitation.roles, "expires_at": invitation.expires_at,
    });
    tx.record(op, Event::new("invitation.made", "invitation", invitation.id, detail));
    tx.enqueue(FollowUp::MailInvitation { invitation: invitation.id }.job(app, op.now, op.now)?);
    tx.commit(op.now).await?;
    Ok(invitation.id)
}
