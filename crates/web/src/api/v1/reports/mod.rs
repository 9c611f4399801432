//! Reports for programs: begun from what the record knows, filled by JSON Schema, submitted with proof, judged.

mod inbox;
mod list;
mod show;
mod write;

use crate::Listed;
use utoipa::OpenApi;

/// The operations of this folder.
#[derive(OpenApi)]
#[openapi(paths(
    inbox::inbox,
    list::list,
    write::begin,
    show::show,
    show::schema,
    show::document,
    write::values,
    write::submit,
    write::receive,
    write::judge
))]
pub(super) struct Document;

pub(super) fn routes(listed: &mut Listed) {
    listed
        .get("/api/v1/incidents/{number}/reports", list::list)
        .post("/api/v1/incidents/{number}/reports", write::begin)
        .get("/api/v1/reports", inbox::inbox)
        .get("/api/v1/reports/{id}", show::show)
        .get("/api/v1/reports/{id}/schema", show::schema)
        .get("/api/v1/reports/{id}/document", show::document)
        .put("/api/v1/reports/{id}/values", write::values)
        .post("/api/v1/reports/{id}/submit", write::submit)
        .post("/api/v1/reports/{id}/receive", write::receive)
        .post("/api/v1/reports/{id}/judge", write::judge);
}
