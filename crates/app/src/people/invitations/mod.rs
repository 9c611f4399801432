//! Invitations: somebody is asked to join by mail, and chooses a password on a page that the link in it opens once.
//!
//! The secret of the link is not stored; it is computed from the id and the key of the deployment, so that the job that
//! mails it carries the id alone.

mod accept;
mod invite;
mod list;
mod mail;
mod withdraw;

pub use accept::{AcceptInvitation, Invited, accept_invitation, read_invitation};
pub use invite::{NewInvitation, invite};
pub use list::{InvitationLine, list_invitations};
pub use mail::mail_invitation;
pub use withdraw::withdraw_invitation;

use crate::{App, Error, Result};
use domain::InvitationId;
use domain::canonical::hex;
use subtle::ConstantTimeEq;

/// The text at the end of the link.
fn token(app: &App, id: InvitationId) -> String {
    format!("{}{}", id.uuid().as_simple(), hex(&app.tag_for("invitation", &[id.uuid().as_bytes()])))
}

/// The invitation that a text stands for.
///
/// # Errors
/// `invitation.unknown`.
fn id_of(app: &App, given: &str) -> Result<InvitationId> {
    let id = given.get(..32).and_then(|id| id.parse::<InvitationId>().ok());
    id.filter(|id| token(app, *id).as_bytes().ct_eq(given.as_bytes()).into())
        .ok_or_else(|| Error::refused("invitation.unknown"))
}
