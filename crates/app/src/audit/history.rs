//! What happened to one record, from the chain.

use crate::access::{Ask, circle};
use crate::{App, Error, Result, boxed};
use domain::audit::Row;
use domain::incidents::Sees;
use domain::{IncidentId, NoticeId, Op, Right};

/// Most rows of a history.
const MOST: i64 = 500;

/// The newest rows about a record, at most 500. Those who look after the deployment see the history of anything;
/// officers that of the notices and incidents they handle.
///
/// # Errors
/// [`Error::NotFound`] when the record may not be known, [`Error::Forbidden`].
#[boxed]
pub async fn history_of(app: &App, op: &Op, kind: &str, id: &str) -> Result<Vec<Row>> {
    let mut read = app.store.read().await?;
    if !op.may(Right::SeeSystem) {
        match kind {
            "notice" => {
                let id: NoticeId = id.parse().map_err(|_| Error::NotFound)?;
                let notice = read.notice(id).await?.ok_or(Error::NotFound)?;
                op.require_on_notice(Right::SeeInternal, &notice)?;
            }
            "incident" => {
                let id: IncidentId = id.parse().map_err(|_| Error::NotFound)?;
                let incident = read.incident(id).await?.ok_or(Error::NotFound)?;
                let circle = circle(&mut read, &incident).await?;
                if op.require_on_incident(Right::SeeInternal, &circle)? != Sees::Everything {
                    return Err(Error::Forbidden);
                }
            }
            _ => return Err(Error::NotFound),
        }
    }
    Ok(read.audit_of(kind, id, MOST).await?)
}
