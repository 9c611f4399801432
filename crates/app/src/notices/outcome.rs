//! Telling the sender what became of a notice.

use super::acknowledge::{about, send, sender};
use crate::{App, Error, Result, boxed};
use domain::notices::NoticeState;
use domain::{Moment, NoticeId};
use phrases::letters::{NoticeConfirmed, NoticeRejected};

/// Mails the outcome of triage.
///
/// # Errors
/// [`Error::Unavailable`] when the mail server does not take it now.
#[boxed]
pub async fn mail_outcome(app: &App, id: NoticeId, now: Moment) -> Result<()> {
    let mut read = app.store.read().await?;
    let notice = read.notice(id).await?.ok_or(Error::NotFound)?;
    // A merged notice shares the fate of the one that speaks for it.
    let spoken = match notice.merged_into {
        Some(_) => read.notice(notice.speaking()).await?,
        None => None,
    };
    let (state, reason) = spoken.map_or((notice.state, notice.reason.clone()), |s| (s.state, s.reason));
    let incident = match notice.incident {
        Some(incident) => read.incident(incident).await?.map(|i| i.number.to_string()),
        None => None,
    };
    drop(read);
    match (state, incident) {
        (NoticeState::Rejected, _) => {
            let letter = NoticeRejected { sender: sender(app), about: about(&notice), reason };
            send(app, &notice, &letter, "rejected", now).await
        }
        (NoticeState::Confirmed | NoticeState::Merged, Some(incident)) => {
            let letter = NoticeConfirmed { sender: sender(app), about: about(&notice), incident };
            send(app, &notice, &letter, "confirmed", now).await
        }
        _ => Ok(()),
    }
}
