//! The record of an incident: entries and messages.

use crate::api::answer;
use crate::api::asked::Caller;
use crate::api::body::Body;
use crate::api::v1::messages::{MessageShown, NewMessage, WrittenMessage};
use crate::api::words::codes::EntryKind;
use crate::api::words::{Time, Uid};
use crate::{Outcome, Web};
use app::domain::incidents::Entry;
use app::incidents::{IncidentView, WriteEntry};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// What happened and what was said, as far as the caller may see it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Timeline {
    /// Entries, oldest first.
    entries: Vec<EntryShown>,
    /// Messages, oldest first.
    messages: Vec<MessageShown>,
}

/// An entry of the record.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EntryShown {
    /// Id.
    id: Uid,
    /// What it is.
    kind: EntryKind,
    /// Stable code of the act, for entries the system writes; else empty.
    #[schema(example = "step.finished")]
    code: String,
    /// The words, for entries people write; else empty.
    text: String,
    /// The values of the act, for entries the system writes.
    #[schema(value_type = Option<Object>)]
    values: Option<Value>,
    /// Sign of the document behind it.
    document: String,
    /// Only for the response side.
    internal: bool,
    /// Who.
    by: String,
    /// Id of the body acted for.
    body: Option<Uid>,
    /// Id of the body it goes to, for a direction.
    to: Option<Uid>,
    /// When.
    at: Time,
}

/// An entry to write.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "event", "text": "Đã ngắt máy chủ khỏi mạng."}))]
pub(super) struct NewEntry {
    /// What it is; decisions and directions need the right `directions:write`.
    kind: EntryKind,
    /// The words.
    text: String,
    /// Sign of the document behind it.
    #[serde(default)]
    document: String,
    /// Id of the party it goes to, for a direction.
    to: Option<Uid>,
    /// Only for the response side.
    #[serde(default)]
    internal: bool,
    /// When it happened; absent for now.
    at: Option<Time>,
}

/// Show the timeline of an incident.
#[utoipa::path(
    get, path = "/api/v1/incidents/{number}/timeline", tag = "incidents",
    responses((status = 200, description = "Entries and messages.", body = Timeline)),
    security(("bearer" = ["incidents:read"]))
)]
pub(super) async fn timeline(State(web): State<Web>, caller: Caller, Path(number): Path<String>) -> Outcome {
    let view = app::incidents::view(&web.app, caller.op(), &number).await?;
    Ok(Json(Timeline::from(view)).into_response())
}

/// Write an entry into the record.
///
/// Decisions, directions, events and results of tests.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/entries", tag = "incidents", request_body = NewEntry,
    responses((status = 204, description = "Written.")), security(("bearer" = ["messages:write", "directions:write"]))
)]
pub(super) async fn entry(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<NewEntry>,
) -> Outcome {
    let command = WriteEntry {
        number,
        kind: body.kind.0,
        text: body.text,
        document: body.document,
        to: body.to.map(|id| id.read("to")).transpose()?,
        internal: body.internal,
        at: body.at.map(|time| time.0),
    };
    app::incidents::write_entry(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

/// Write a message on an incident.
///
/// Shared with all parties, or an internal note of the response side.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/messages", tag = "incidents", request_body = NewMessage,
    responses((status = 201, description = "Written.", body = WrittenMessage,
        headers(("Location" = String, description = "The timeline.")))),
    security(("bearer" = ["messages:write"]))
)]
pub(super) async fn message(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<NewMessage>,
) -> Outcome {
    let location = format!("/api/v1/incidents/{number}/timeline");
    let id = app::incidents::write_message(&web.app, caller.op(), body.on(number)?).await?;
    Ok(answer::created(&WrittenMessage { id: id.into() }, &location))
}

impl From<IncidentView> for Timeline {
    fn from(view: IncidentView) -> Self {
        Self {
            entries: view.entries.into_iter().map(EntryShown::from).collect(),
            messages: MessageShown::all(view.messages, &view.message_files),
        }
    }
}

impl From<Entry> for EntryShown {
    fn from(entry: Entry) -> Self {
        let by_system = !entry.code.is_empty();
        let values = if by_system { serde_json::from_str(&entry.text).ok() } else { None };
        Self {
            id: entry.id.into(),
            kind: entry.kind.into(),
            code: entry.code,
            text: if by_system { String::new() } else { entry.text },
            values,
            document: entry.document,
            internal: entry.internal,
            by: entry.by,
            body: entry.body.map(Uid::from),
            to: entry.to.map(Uid::from),
            at: entry.at.into(),
        }
    }
}
