//! Joining by an invitation.

use super::id_of;
use crate::people::hashing;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::invitations::Invitation;
use domain::people::Person;
use domain::{Moment, Op};
use serde_json::json;
use std::fmt;

/// An invitation as the page shows it to whoever has the link.
#[derive(Debug, Clone)]
pub struct Invited {
    /// The invitation.
    pub invitation: Invitation,
    /// Name of the body, in the language of the visitor.
    pub body_name: String,
}

/// An invitation that is accepted.
#[derive(Clone)]
pub struct AcceptInvitation {
    /// The text at the end of the link.
    pub token: String,
    /// The password chosen.
    pub password: String,
}

impl fmt::Debug for AcceptInvitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AcceptInvitation(***)")
    }
}

/// What a link invites to.
///
/// # Errors
/// `invitation.unknown`, `invitation.used`, `invitation.withdrawn`, `invitation.expired`.
#[boxed]
pub async fn read_invitation(app: &App, op: &Op, token: &str) -> Result<Invited> {
    let id = id_of(app, token)?;
    let mut read = app.store.read().await?;
    let invitation = read.invitation(id).await?.ok_or_else(|| Error::refused("invitation.unknown"))?;
    invitation.usable(op.now)?;
    let body = read.body(invitation.body).await?.ok_or(Error::NotFound)?;
    Ok(Invited { invitation, body_name: body.name_in(op.lang).to_owned() })
}

/// Joins by an invitation: the person is entered with the password chosen, and the invitation opens nothing any more.
/// Gives the sign-in name.
///
/// # Errors
/// As [`read_invitation`]; `people.weak_password`, `people.common_password`, `people.login_taken`.
#[boxed]
pub async fn accept_invitation(app: &App, op: &Op, cmd: AcceptInvitation) -> Result<String> {
    let invitation = read_invitation(app, op, &cmd.token).await?.invitation;
    hashing::check(&cmd.password, &invitation.login)?;
    let password_hash = hashing::hash(&cmd.password, app.fresh.bytes()).await?;

    let mut tx = app.store.write().await?;
    let invitation = tx.invitation(invitation.id).await?.ok_or(Error::NotFound)?;
    invitation.usable(op.now)?;
    tx.accept_invitation(invitation.id, op.now).await.map_err(|error| match error {
        store::Error::Conflict => Error::refused("invitation.used"),
        other => other.into(),
    })?;
    let person = joined(app, &invitation, op.now);
    tx.insert_person(&person, &password_hash).await.map_err(|error| match error {
        store::Error::Duplicate(_) => Error::refused("people.login_taken"),
        other => other.into(),
    })?;
    let detail = json!({ "login": person.login, "person": person.id });
    tx.record(op, Event::new("invitation.accepted", "invitation", invitation.id, detail));
    let detail = json!({ "login": person.login, "invitation": invitation.id, "roles": person.roles });
    tx.record(op, Event::new("person.created", "person", person.id, detail));
    tx.commit(op.now).await?;
    Ok(person.login)
}

fn joined(app: &App, invitation: &Invitation, now: Moment) -> Person {
    Person {
        id: app.fresh.id(now),
        body: invitation.body,
        login: invitation.login.clone(),
        name: invitation.name.clone(),
        position: invitation.position.clone(),
        email: invitation.email.clone(),
        phone: invitation.phone.clone(),
        roles: invitation.roles.clone(),
        lang: invitation.lang.clone(),
        active: true,
        created_at: now,
        version: 1,
    }
}
