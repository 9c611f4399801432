//! Tells a person by mail what happened to their account.

use app::domain::{Moment, PersonId};
use app::people::AccountChange;
use app::{App, Error};

pub(crate) async fn run(app: &App, person: PersonId, change: AccountChange, at: Moment) -> Result<(), Error> {
    app::people::mail_account_change(app, person, change, at).await
}
