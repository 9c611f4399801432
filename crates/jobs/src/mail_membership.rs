//! Mails about memberships: how an application stands, what became of an edit. Idempotent: the same state gives the same mail.

use app::domain::{ApplicationId, Op, ProfileChangeId};
use app::{App, Error};

pub(crate) async fn application(app: &App, op: &Op, application: ApplicationId) -> Result<(), Error> {
    app::members::mail_application(app, application, op.now).await
}

pub(crate) async fn profile_change(app: &App, op: &Op, change: ProfileChangeId) -> Result<(), Error> {
    app::members::mail_profile_change(app, change, op.now).await
}
