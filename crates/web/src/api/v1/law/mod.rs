//! The law for programs: rulesets, computed time limits, forms as JSON Schema, open to everybody, for the law is public;
//! and changing it.

mod changes;
mod clock;

use crate::api::answer::Listing;
use crate::api::words::Words;
use crate::{Fault, Listed, Outcome, Visitor, Web};
use app::Error;
use app::law::RulesetLine;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

/// The operations of this folder.
#[derive(OpenApi)]
#[openapi(paths(
    rulesets,
    ruleset,
    clock::clock,
    form_schema,
    changes::list,
    changes::begin,
    changes::show,
    changes::write,
    changes::simulation,
    changes::activate,
    changes::withdraw
))]
pub(super) struct Document;

pub(super) fn routes(listed: &mut Listed) {
    listed
        .get("/api/v1/law/rulesets", rulesets)
        .get("/api/v1/law/rulesets/{id}", ruleset)
        .get("/api/v1/law/clock", clock::clock)
        .get("/api/v1/law/forms/{ruleset}/{form}/schema", form_schema)
        .get("/api/v1/law/changes", changes::list)
        .post("/api/v1/law/changes", changes::begin)
        .get("/api/v1/law/changes/{number}", changes::show)
        .put("/api/v1/law/changes/{number}/files", changes::write)
        .get("/api/v1/law/changes/{number}/simulation", changes::simulation)
        .post("/api/v1/law/changes/{number}/activate", changes::activate)
        .post("/api/v1/law/changes/{number}/withdraw", changes::withdraw);
}

/// A ruleset in one line: one edition of one legal text.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RulesetShown {
    /// Id.
    #[schema(example = "tt20-2017")]
    id: String,
    /// Number as printed.
    number: String,
    /// Full title.
    title: Words,
    /// Short name.
    short: Words,
    /// `draft`, `issued`, `amendment` or `consolidated`.
    edition: &'static str,
    /// Word shared by the editions of one text.
    edition_of: Option<String>,
    /// Never binds: for reference only.
    never: bool,
    /// First day of force.
    #[schema(format = Date)]
    from: Option<String>,
    /// First day it no longer binds.
    #[schema(format = Date)]
    until: Option<String>,
    /// Ids of its clocks.
    clocks: Vec<String>,
    /// Ids of its forms.
    forms: Vec<String>,
    /// Number of steps of its process.
    steps: usize,
}

/// List the rulesets.
#[utoipa::path(
    get, path = "/api/v1/law/rulesets", tag = "law",
    responses((status = 200, description = "All of them, by id.", body = Listing<RulesetShown>)), security(())
)]
pub(super) async fn rulesets(State(web): State<Web>) -> Outcome {
    let lines = app::law::list(&web.app.library()).into_iter().map(RulesetShown::from).collect();
    Ok(Json(Listing::whole(lines)).into_response())
}

/// Show a ruleset whole.
///
/// Roles, clocks, process, forms, lists and periods as they are written in its files, with citations and certainty.
#[utoipa::path(
    get, path = "/api/v1/law/rulesets/{id}", tag = "law",
    responses((status = 200, description = "The ruleset.", body = Object)), security(())
)]
pub(super) async fn ruleset(State(web): State<Web>, Path(id): Path<String>) -> Outcome {
    Ok(Json(app::law::show(&web.app.library(), &id)?).into_response())
}

/// Describe a form in JSON Schema.
///
/// JSON Schema 2020-12 of the values of a form, titles in the language asked for by `Accept-Language`.
#[utoipa::path(
    get, path = "/api/v1/law/forms/{ruleset}/{form}/schema", tag = "law",
    responses((status = 200, description = "The schema.", body = Object, content_type = "application/schema+json")), security(())
)]
pub(super) async fn form_schema(
    State(web): State<Web>,
    visitor: Visitor,
    Path((ruleset, form)): Path<(String, String)>,
) -> Outcome {
    let library = web.app.library();
    let form = app::law::show(&library, &ruleset)?.form(&form).ok_or(Fault(Error::NotFound))?;
    let schema = law::json_schema(form, visitor.op.lang);
    let kind = (CONTENT_TYPE, HeaderValue::from_static("application/schema+json"));
    Ok(([kind], Json(schema)).into_response())
}

impl From<RulesetLine> for RulesetShown {
    fn from(line: RulesetLine) -> Self {
        Self {
            id: line.id,
            number: line.number,
            title: line.title.into(),
            short: line.short.into(),
            edition: line.edition.as_str(),
            edition_of: line.edition_of,
            never: line.never,
            from: line.from.map(|day| day.to_string()),
            until: line.until.map(|day| day.to_string()),
            clocks: line.clocks,
            forms: line.forms,
            steps: line.steps,
        }
    }
}
