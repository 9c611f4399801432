//! Mails the acknowledgement of a notice. Idempotent: the same notice gives the same mail.

use app::domain::{NoticeId, Op};
use app::{App, Error};

pub(crate) async fn run(app: &App, op: &Op, notice: NoticeId) -> Result<(), Error> {
    app::notices::acknowledge(app, notice, op.now).await
}
