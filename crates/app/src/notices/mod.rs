//! Notices at the desk: arriving over any channel, triage, and what the sender sees.

mod acknowledge;
mod arrivals;
mod ask;
mod confirm;
mod enter;
mod follow;
mod lane;
mod list;
mod mailgate;
mod merge;
mod message;
mod outcome;
mod refused_mail;
mod submit;
mod take;
mod verify;
mod view;

pub use acknowledge::{acknowledge, mail_message};
pub(crate) use acknowledge::{deliver, mail_domain, sender};
pub use arrivals::{Idempotency, Receipt};
pub use ask::ask_back;
pub use confirm::{Confirm, Confirmed, confirm, join_incident};
pub use enter::enter;
pub use follow::{Followed, fetch_followed, follow, reply};
pub(crate) use lane::Lane;
pub use list::{ListNotices, NoticeListing, list};
pub use mailgate::{MailOutcome, receive_mail};
pub use merge::{merge, reject};
pub use message::{WriteMessage, write_message};
pub use outcome::mail_outcome;
pub use refused_mail::{RefusedMail, refused_mail};
pub use submit::{SubmitNotice, submit};
pub use take::take;
pub use verify::{VerifySender, verify_sender};
pub(crate) use view::files_of;
pub use view::{NoticeView, SimilarView, view};

use crate::{Error, Result};
use domain::NoticeNumber;
use domain::notices::Notice;
use store::Conn;

/// Loads a notice by the number a door was given.
pub(crate) async fn by_number(conn: &mut Conn, number: &str) -> Result<Notice> {
    let number: NoticeNumber = number.trim().to_uppercase().parse().map_err(|_| Error::NotFound)?;
    conn.notice_by_number(&number.to_string()).await?.ok_or(Error::NotFound)
}
