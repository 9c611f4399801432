//! Mails an invitation to whoever is invited.

use app::domain::{InvitationId, Op};
use app::{App, Error};

pub(crate) async fn run(app: &App, op: &Op, invitation: InvitationId) -> Result<(), Error> {
    app::people::invitations::mail_invitation(app, invitation, op.now).await
}
