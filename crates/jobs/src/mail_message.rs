//! Mails a shared message to the sender of its notice. Idempotent: the message id makes the mail's id.

use app::domain::{MessageId, NoticeId, Op};
use app::{App, Error};

pub(crate) async fn run(app: &App, op: &Op, notice: NoticeId, message: MessageId) -> Result<(), Error> {
    app::notices::mail_message(app, notice, message, op.now).await
}
