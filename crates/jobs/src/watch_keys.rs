//! Public keys of contact points that end: found once a day, each body warned once. Idempotent: what was warned of is noted.

use app::domain::{ContactPointId, Op};
use app::{App, Error};

pub(crate) async fn run(app: &App, op: &Op) -> Result<(), Error> {
    app::contacts::watch_keys(app, op).await.map(|queued| tracing::debug!(queued, "keys watched"))
}

pub(crate) async fn warn(
    app: &App,
    op: &Op,
    contact: ContactPointId,
    digest: &str,
    ended: bool,
) -> Result<(), Error> {
    app::contacts::mail_key_warning(app, contact, digest, ended, op.now).await
}
