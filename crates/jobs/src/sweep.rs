//! Sweeps out what is no longer needed: ended sessions, old answers, done jobs, files that no record names.

use app::App;
use app::domain::Op;

pub(crate) async fn run(app: &App, op: &Op) {
    match app::jobs::sweep(app, op).await {
        Ok(swept) => tracing::debug!(?swept, "swept"),
        Err(error) => tracing::warn!(%error, "could not sweep"),
    }
}
