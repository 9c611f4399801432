//! The invitations of the deployment.

use crate::access::Ask;
use crate::names::{body_names, in_lang};
use crate::{App, Result, boxed};
use domain::invitations::Invitation;
use domain::{Op, Right};
use serde::Serialize;

/// Most invitations listed.
const MOST: i64 = 200;

/// An invitation and the name of the body.
#[derive(Debug, Clone, Serialize)]
pub struct InvitationLine {
    /// The invitation.
    #[serde(flatten)]
    pub invitation: Invitation,
    /// Name of the body, in the language asked for.
    pub body_name: String,
}

/// Invitations, newest first, at most 200.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn list_invitations(app: &App, op: &Op) -> Result<Vec<InvitationLine>> {
    op.require(Right::ManageNetwork)?;
    let mut read = app.store.read().await?;
    let invitations = read.invitations(MOST).await?;
    let names = body_names(&mut read, invitations.iter().map(|i| i.body)).await?;
    let line = |invitation: Invitation| InvitationLine {
        body_name: in_lang(&names, invitation.body, op.lang).to_owned(),
        invitation,
    };
    Ok(invitations.into_iter().map(line).collect())
}
