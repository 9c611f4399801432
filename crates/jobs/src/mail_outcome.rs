//! Mails the outcome of triage to the sender. Idempotent: the outcome makes the mail's id.

use app::domain::{NoticeId, Op};
use app::{App, Error};

pub(crate) async fn run(app: &App, op: &Op, notice: NoticeId) -> Result<(), Error> {
    app::notices::mail_outcome(app, notice, op.now).await
}
