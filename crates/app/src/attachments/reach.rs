//! Whether an actor reaches a file: through the record it belongs to, never by its id alone.

use crate::access::{Ask, circle, handles};
use crate::why::report_ties;
use crate::{Error, Result};
use domain::access::relations;
use domain::incidents::Sees;
use domain::messages::Audience;
use domain::{AttachmentId, IncidentId, MessageId, NoticeId, Op, ReportId, Right};
use store::Conn;
use uuid::Uuid;

/// The restricted record through which a file was reached, so that its reading is noted; none for any other.
pub(super) type Reached = Option<(&'static str, Uuid)>;

/// That the actor may have the file.
///
/// # Errors
/// [`Error::NotFound`] when the actor may not know of it, [`Error::Forbidden`].
pub(super) async fn reach(conn: &mut Conn, op: &Op, id: AttachmentId) -> Result<Reached> {
    let (kind, subject, brought_by) = conn.attachment_belonging(id).await?.ok_or(Error::NotFound)?;
    let (Some(kind), Some(subject)) = (kind, subject) else {
        // Waiting for its record: only whoever brought it.
        let own = brought_by.is_some() && brought_by == op.actor.person().map(|p| p.uuid());
        return if own { Ok(None) } else { Err(Error::NotFound) };
    };
    match kind.as_str() {
        "notice" => on_notice(conn, op, subject, false).await,
        "incident" => on_incident(conn, op, IncidentId(subject), Sees::Record).await,
        "report" => on_report(conn, op, subject).await,
        "message" => on_message(conn, op, subject).await,
        "meeting" => crate::teams::reach_meeting(conn, op, subject).await.map(|()| None),
        _ => Err(Error::NotFound),
    }
}

/// What is `internal` to handling the notice is only for those who do.
async fn on_notice(conn: &mut Conn, op: &Op, id: Uuid, internal: bool) -> Result<Reached> {
    let notice = conn.notice(NoticeId(id)).await?.ok_or(Error::NotFound)?;
    op.require_on_notice(Right::SeeNotices, &notice)?;
    if internal && !handles(op, &notice) {
        return Err(Error::NotFound);
    }
    Ok(notice.restricted.then_some(("notice", id)))
}

/// `least` is the narrowest view that still shows the file.
async fn on_incident(conn: &mut Conn, op: &Op, id: IncidentId, least: Sees) -> Result<Reached> {
    let incident = conn.incident(id).await?.ok_or(Error::NotFound)?;
    let circle = circle(conn, &incident).await?;
    let sees = op.require_on_incident(Right::SeeIncidents, &circle)?;
    if sees > least {
        return Err(Error::NotFound);
    }
    Ok(circle.restricted.then_some(("incident", id.uuid())))
}

/// Files of a report are seen with the report: by its body, by its addressees, and by parties that see the record; those
/// of a draft only by parties that see everything.
async fn on_report(conn: &mut Conn, op: &Op, id: Uuid) -> Result<Reached> {
    let report = conn.report(ReportId(id)).await?.ok_or(Error::NotFound)?;
    let deliveries = conn.deliveries(report.id).await?;
    let concerned = relations(&report_ties(op, &report, &deliveries));
    if op.rights.over(Right::SeeIncidents).meets(concerned) {
        let incident = conn.incident(report.incident).await?.ok_or(Error::NotFound)?;
        let circle = circle(conn, &incident).await?;
        if !circle.open_to(op) {
            return Err(Error::NotFound);
        }
        return Ok(circle.restricted.then_some(("incident", incident.id.uuid())));
    }
    let least = if report.edition > 0 { Sees::Record } else { Sees::Everything };
    on_incident(conn, op, report.incident, least).await
}

async fn on_message(conn: &mut Conn, op: &Op, id: Uuid) -> Result<Reached> {
    let (kind, subject) = conn.record_of_message(id).await?.ok_or(Error::NotFound)?;
    let message = conn.message(MessageId(id)).await?.ok_or(Error::NotFound)?;
    let internal = message.audience == Audience::Internal;
    match kind.as_str() {
        "notice" => on_notice(conn, op, subject, internal).await,
        "incident" => {
            let least = if internal { Sees::Everything } else { Sees::Shared };
            on_incident(conn, op, IncidentId(subject), least).await
        }
        _ => Err(Error::NotFound),
    }
}
