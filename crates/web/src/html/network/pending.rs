//! Edits of profiles that wait for an officer.

use super::body;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::domain::ProfileChangeId;
use app::domain::members::ChangeState;
use app::members::{JudgeProfile, body_of_profile_change, judge_profile, pending_profiles};
use axum::extract::{Path, State};
use phrases::contexts::network::{PendingLine, PendingList};

/// The oldest first.
pub(super) async fn list(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let rows = pending_profiles(&web.app, &visitor.op).await?.into_iter().map(|row| PendingLine {
        body: row.body_name,
        href: format!("/network/bodies/{}#pending", row.body_key),
        by: row.change.by.name,
        at: row.change.at.micros(),
        expires_at: row.change.expires_at.micros(),
    });
    web.page(&visitor, &PendingList { rows: rows.collect() })
}

/// Brings one into force, refuses it, or takes it back.
pub(super) async fn judge(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Outcome {
    let change: ProfileChangeId = id.parse().map_err(|_| Fault(Error::NotFound))?;
    let key = body_of_profile_change(&web.app, &visitor.op, change).await?;
    let state = match posted.text("act") {
        "applied" => ChangeState::Applied,
        "taken-back" => ChangeState::TakenBack,
        _ => ChangeState::Refused,
    };
    let command = JudgeProfile {
        change,
        version: posted.number("version").unwrap_or_default(),
        state,
        reason: posted.text("reason").to_owned(),
    };
    let act = judge_profile(&web.app, &visitor.op, command).await.map_err(Fault);
    let word = format!("profile-change-{}", state.code());
    body::answer(&web, &visitor, &posted, &key, ("judge", &word), act).await
}
