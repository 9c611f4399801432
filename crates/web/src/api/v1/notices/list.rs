//! The inbox, page by page.

use crate::api::answer::{self, Listing};
use crate::api::asked::{Asked, Caller, codes};
use crate::api::words::codes::{Channel, NoticeState, Verdict};
use crate::api::words::{Time, Uid};
use crate::{Outcome, Web};
use app::domain::page::PageRequest;
use app::domain::{Moment, notices};
use app::notices::ListNotices;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Only these states; may be repeated.
    #[serde(default)]
    #[param(value_type = Vec<NoticeState>)]
    state: Vec<String>,
    /// Only this channel.
    #[param(value_type = Option<Channel>)]
    channel: Option<String>,
    /// Only this verdict on the sender.
    #[param(value_type = Option<Verdict>)]
    verdict: Option<String>,
    /// Words, with or without Vietnamese tone marks, or a number.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    q: String,
    /// Where the page starts: `next_cursor` of the page before.
    cursor: Option<i64>,
    /// Rows wanted, 1 to 200; 50 when absent.
    limit: Option<i64>,
}

/// A notice in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NoticeLine {
    /// Id.
    id: Uid,
    /// Number.
    number: String,
    /// What became of it.
    #[schema(value_type = NoticeState)]
    state: String,
    /// How it came.
    #[schema(value_type = Channel)]
    channel: String,
    /// When it reached us.
    received_at: Time,
    /// Time to the acknowledgement, in microseconds.
    acknowledged_after_micros: i64,
    /// One line.
    subject: String,
    /// Organisation or name of the sender.
    sender: String,
    /// Verdict on the sender.
    #[schema(value_type = Verdict)]
    verdict: String,
    /// Name of the body that handles it; `null` for the national coordinator's inbox.
    handler: Option<String>,
    /// Name of the officer who has it.
    officer: Option<String>,
}

/// List notices.
///
/// Those the caller may see, newest first.
#[utoipa::path(
    get, path = "/api/v1/notices", tag = "notices", params(Wanted),
    responses((status = 200, description = "A page.", body = Listing<NoticeLine>,
        headers(("Link" = String, description = "Address of the next page, `rel=next` (RFC 8288).")))),
    security(("bearer" = ["notices:read"]))
)]
pub(super) async fn list(State(web): State<Web>, caller: Caller, Asked(wanted): Asked<Wanted>) -> Outcome {
    let command = ListNotices {
        states: codes::<notices::NoticeState>("state", wanted.state)?,
        channel: codes::<notices::Channel>("channel", wanted.channel.into_iter().collect())?.pop(),
        verdict: codes::<notices::Verdict>("verdict", wanted.verdict.into_iter().collect())?.pop(),
        query: wanted.q,
        page: PageRequest::new(wanted.cursor, wanted.limit),
    };
    let page = app::notices::list(&web.app, caller.op(), command).await?;
    let page = page.map(|row| NoticeLine {
        id: row.id.into(),
        number: row.number,
        state: row.state,
        channel: row.channel,
        received_at: Moment::into(row.received_at),
        acknowledged_after_micros: row.acknowledged_after_micros,
        subject: row.subject,
        sender: row.sender,
        verdict: row.verdict,
        handler: row.handler,
        officer: row.officer,
    });
    Ok(answer::page(&caller.0, page))
}
