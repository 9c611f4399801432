//! Following a notice with its number and secret.

use crate::api::body::Body;
use crate::api::v1::messages::{FileLine, MessageShown};
use crate::api::words::Time;
use crate::api::words::codes::NoticeState;
use crate::{Outcome, Web};
use app::notices::Followed;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The notice to follow.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"number": "TB-2026-000123", "secret": "01234-56789-ABCDE-FGHJK"}))]
pub(super) struct Follow {
    /// Number of the notice.
    number: String,
    /// Secret from the receipt.
    secret: String,
}

/// A notice as its sender sees it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FollowedNotice {
    /// Number.
    number: String,
    /// One line.
    subject: String,
    /// What became of it.
    state: NoticeState,
    /// When it reached us.
    received_at: Time,
    /// SHA-256 receipt.
    receipt: String,
    /// Reason of a rejection.
    reason: String,
    /// Number of the incident it led to.
    incident: Option<String>,
    /// Number of the notice it was merged into.
    merged_into: Option<String>,
    /// Shared messages, oldest first.
    messages: Vec<MessageShown>,
    /// Files of the notice.
    attachments: Vec<FileLine>,
}

/// Follow a notice.
///
/// For senders without an account. An unknown number and a wrong secret are the same answer: 404.
#[utoipa::path(
    post, path = "/api/v1/notices/follow", tag = "notices", request_body = Follow,
    responses((status = 200, description = "The notice as its sender sees it.", body = FollowedNotice)),
    security(())
)]
pub(super) async fn follow(State(web): State<Web>, Body(wanted): Body<Follow>) -> Outcome {
    let followed = app::notices::follow(&web.app, &wanted.number, &wanted.secret).await?;
    Ok(Json(FollowedNotice::from(followed)).into_response())
}

impl From<Followed> for FollowedNotice {
    fn from(notice: Followed) -> Self {
        Self {
            number: notice.number.to_string(),
            subject: notice.subject,
            state: notice.state.into(),
            received_at: notice.received_at.into(),
            receipt: notice.receipt,
            reason: notice.reason,
            incident: notice.incident,
            merged_into: notice.merged_into,
            messages: MessageShown::all(notice.messages, &notice.message_files),
            attachments: notice.attachments.into_iter().map(FileLine::from).collect(),
        }
    }
}
