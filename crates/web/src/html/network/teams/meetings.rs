//! Meetings of a team: calling, calling off, who came, the minutes.

use super::show::answer;
use crate::html::desk::required;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::domain::MemberId;
use app::domain::teams::meetings::Presence;
use app::teams::{
    CallMeeting, HoldMeeting, WriteMinutes, call_meeting, cancel_meeting, hold_meeting, write_minutes,
};
use axum::extract::{Path, State};

/// A meeting is called.
pub(super) async fn call(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command = CallMeeting {
            team: key.clone(),
            kind: posted.code("kind")?,
            planned_at: required(&posted, "planned_at")?,
            place: posted.text("place").to_owned(),
            agenda: posted.text("agenda").to_owned(),
        };
        call_meeting(&web.app, &visitor.op, command).await.map(drop).map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, &key, ("call", "team-meeting-called"), act).await
}

/// It is called off.
pub(super) async fn cancel(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async { cancel_meeting(&web.app, &visitor.op, posted.code("meeting")?).await.map_err(Fault) };
    let act = act.await;
    answer(&web, &visitor, &posted, &key, ("cancel", "team-meeting-cancelled"), act).await
}

/// It was held.
pub(super) async fn held(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let form = format!("held-{}", posted.text("meeting"));
    let came = |field: &str, presence: Presence| {
        let ids = posted.all(field).into_iter().filter_map(|id| id.parse::<MemberId>().ok());
        ids.map(move |id| (id, presence)).collect::<Vec<_>>()
    };
    let act = async {
        let mut attendance = came("present", Presence::Present);
        attendance.extend(came("excused", Presence::Excused));
        let held_at = required(&posted, "held_at")?;
        let command = HoldMeeting { meeting: posted.code("meeting")?, held_at, attendance };
        hold_meeting(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, &key, (&form, "team-meeting-held"), act).await
}

/// Its minutes are written.
pub(super) async fn minutes(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let form = format!("minutes-{}", posted.text("meeting"));
    let act = async {
        let command = WriteMinutes {
            meeting: posted.code("meeting")?,
            text: posted.text("text").to_owned(),
            files: posted.file_ids()?,
        };
        write_minutes(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, &key, (&form, "team-minutes-written"), act).await
}
