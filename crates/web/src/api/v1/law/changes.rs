//! Changing the law, for programs: drafts, their files, what they would do, bringing them into force.

use crate::api::answer::{self, Listing};
use crate::api::asked::{Caller, Seen};
use crate::api::body::Body;
use crate::api::words::Time;
use crate::{Fault, Outcome, Web};
use app::Error;
use app::domain::law_changes::LawChange;
use app::law::changes::{
    ChangeView, DraftChange, Edit, PutFile, Start, activate_change, draft_change, list_changes, put_file,
    show_change, simulate_change, withdraw_change,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use jiff::civil::Date;
use law::SourceFile;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A change in short.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChangeShown {
    /// Number.
    number: i64,
    /// What it is about.
    title: String,
    /// The document that orders it.
    source: String,
    /// `draft`, `active` or `withdrawn`.
    #[schema(example = "draft")]
    state: String,
    /// Who began it.
    written_by: String,
    /// Who changed it last.
    changed_by: String,
    /// Who brought it into force.
    activated_by: Option<String>,
    /// When it was begun.
    created_at: Time,
    /// When it was changed last.
    changed_at: Time,
    /// When it was brought into force.
    activated_at: Option<Time>,
}

/// A change with its files.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChangeWhole {
    /// The change.
    #[serde(flatten)]
    change: ChangeShown,
    /// Its files.
    files: Vec<FileShown>,
    /// Faults in files it does not touch.
    elsewhere: Vec<String>,
}

/// A file of a change.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FileShown {
    /// Path.
    path: String,
    /// `new`, `changed`, `same` or `removed`.
    #[schema(value_type = String)]
    state: app::law::changes::FileState,
    /// Faults, each with line and column.
    faults: Vec<String>,
}

/// A change to begin, with a new edition of a text or with files.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Báo cáo kết thúc: 7 ngày", "source": "Thông tư minh họa",
    "edition": {"of": "tt20-2017", "id": "tt20-2017-sd1", "number": "", "from": "2027-01-01"}}))]
pub(super) struct NewChange {
    /// What it is about.
    title: String,
    /// The document that orders it.
    #[serde(default)]
    source: String,
    /// A new edition of a text; its files are copied from the one before.
    edition: Option<NewEdition>,
    /// Files by path.
    #[serde(default)]
    files: BTreeMap<String, String>,
}

/// A new edition.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewEdition {
    /// The edition it replaces.
    of: String,
    /// Its own id.
    id: String,
    /// Number of the text that brings it; empty keeps the number.
    #[serde(default)]
    number: String,
    /// First day of force.
    #[schema(format = Date)]
    from: String,
}

/// A file to write.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"path": "calendars/2030.toml", "text": "year = 2030\nprovisional = true\n"}))]
pub(super) struct NewFile {
    /// Path.
    path: String,
    /// Its text; `null` takes the file out of the law.
    text: Option<String>,
    /// Leave the file alone again, whatever the text.
    #[serde(default)]
    restore: bool,
}

/// The number of a change.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Numbered {
    /// Number.
    number: i64,
}

/// List the changes of the law.
#[utoipa::path(
    get, path = "/api/v1/law/changes", tag = "law",
    responses((status = 200, description = "The newest, at most 500.", body = Listing<ChangeShown>)),
    security(("bearer" = ["law:change"]))
)]
pub(super) async fn list(State(web): State<Web>, caller: Caller) -> Outcome {
    let rows = list_changes(&web.app, caller.op()).await?;
    Ok(Json(Listing::whole(rows.iter().map(ChangeShown::from).collect())).into_response())
}

/// Begin a change of the law.
///
/// A draft binds nobody until a second person brings it into force.
#[utoipa::path(
    post, path = "/api/v1/law/changes", tag = "law", request_body = NewChange,
    responses((status = 201, description = "Begun.", body = Numbered)), security(("bearer" = ["law:change"]))
)]
pub(super) async fn begin(State(web): State<Web>, caller: Caller, Body(body): Body<NewChange>) -> Outcome {
    let start = match body.edition {
        Some(new) => Start::Edition { from: day(&new.from)?, of: new.of, id: new.id, number: new.number },
        None => Start::Files(body.files.into_iter().map(|(path, text)| SourceFile { path, text }).collect()),
    };
    let command = DraftChange { title: body.title, source: body.source, start };
    let number = draft_change(&web.app, caller.op(), command).await?;
    Ok(answer::created(&Numbered { number }, &format!("/api/v1/law/changes/{number}")))
}

/// Show a change of the law with its files and their faults.
#[utoipa::path(
    get, path = "/api/v1/law/changes/{number}", tag = "law",
    responses((status = 200, description = "The change.", body = ChangeWhole)), security(("bearer" = ["law:change"]))
)]
pub(super) async fn show(State(web): State<Web>, caller: Caller, Path(number): Path<String>) -> Outcome {
    let view = show_change(&web.app, caller.op(), read(&number)?).await?;
    let version = view.change.version;
    Ok(answer::versioned(&ChangeWhole::from(view), version))
}

/// Write a file of a draft.
#[utoipa::path(
    put, path = "/api/v1/law/changes/{number}/files", tag = "law", request_body = NewFile,
    params(("If-Match" = String, Header, description = "The version seen, as in `ETag`.")),
    responses((status = 204, description = "Stored.")), security(("bearer" = ["law:change"]))
)]
pub(super) async fn write(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Seen(version): Seen,
    Body(body): Body<NewFile>,
) -> Outcome {
    let edit = match (body.restore, body.text) {
        (true, _) => Edit::Restore,
        (false, Some(text)) => Edit::Write(text),
        (false, None) => Edit::Remove,
    };
    let command = PutFile { number: read(&number)?, version, path: body.path, edit };
    put_file(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

/// Simulate a change of the law.
///
/// Texts and forms that change; open incidents whose clocks would be gained, lost or moved; what stands in the way.
#[utoipa::path(
    get, path = "/api/v1/law/changes/{number}/simulation", tag = "law",
    responses((status = 200, description = "What it would do.", body = Object)), security(("bearer" = ["law:change"]))
)]
pub(super) async fn simulation(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
) -> Outcome {
    Ok(Json(simulate_change(&web.app, caller.op(), read(&number)?).await?).into_response())
}

/// Bring a change of the law into force.
///
/// Refusals: `law_change.same_person`, `law_change.source_missing`, `law_change.not_draft`; problems of the field `change`
/// name what stands in the way: `law_change.unsound`, `law_change.backdated` with the incidents, `law_change.open_clocks`,
/// `law_change.open_processes`, `law_change.open_reports`, `law_change.empty`.
#[utoipa::path(
    post, path = "/api/v1/law/changes/{number}/activate", tag = "law",
    params(("If-Match" = String, Header, description = "The version seen, as in `ETag`.")),
    responses((status = 204, description = "In force.")), security(("bearer" = ["law:change"]))
)]
pub(super) async fn activate(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Seen(version): Seen,
) -> Outcome {
    activate_change(&web.app, caller.op(), read(&number)?, version).await?;
    Ok(answer::done())
}

/// Give a draft up.
#[utoipa::path(
    post, path = "/api/v1/law/changes/{number}/withdraw", tag = "law",
    params(("If-Match" = String, Header, description = "The version seen, as in `ETag`.")),
    responses((status = 204, description = "Given up.")), security(("bearer" = ["law:change"]))
)]
pub(super) async fn withdraw(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Seen(version): Seen,
) -> Outcome {
    withdraw_change(&web.app, caller.op(), read(&number)?, version).await?;
    Ok(answer::done())
}

fn read(number: &str) -> Result<i64, Fault> {
    number.parse().map_err(|_| Fault(Error::NotFound))
}

fn day(text: &str) -> Result<Date, Fault> {
    text.parse().map_err(|_| Fault(Error::field("edition.from", "not_a_date")))
}

impl From<&LawChange> for ChangeShown {
    fn from(change: &LawChange) -> Self {
        Self {
            number: change.number,
            title: change.title.clone(),
            source: change.source.clone(),
            state: change.state.to_string(),
            written_by: change.written_by.name.clone(),
            changed_by: change.changed_by.name.clone(),
            activated_by: change.activated_by.as_ref().map(|hand| hand.name.clone()),
            created_at: Time(change.created_at),
            changed_at: Time(change.changed_at),
            activated_at: change.activated_at.map(Time),
        }
    }
}

impl From<ChangeView> for ChangeWhole {
    fn from(view: ChangeView) -> Self {
        let place = |fault: &law::Fault| fault.to_string();
        let files = view.files.iter().map(|file| FileShown {
            path: file.path.clone(),
            state: file.state,
            faults: file.faults.iter().map(place).collect(),
        });
        Self {
            change: ChangeShown::from(&view.change),
            files: files.collect(),
            elsewhere: view.elsewhere.iter().map(place).collect(),
        }
    }
}
