//! The PDF of a report, shown in the browser.

use super::identified;
use crate::html::files::disposition;
use crate::{Outcome, Visitor, Web};
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;

/// The PDF of an edition (`?edition=`), else of what the visitor works on.
pub(super) async fn document(State(web): State<Web>, visitor: Visitor, Path(id): Path<String>) -> Outcome {
    let id = identified(&id)?;
    let edition: Option<i64> = visitor.query("edition").and_then(|e| e.parse().ok());
    let bytes = app::reports::document(&web.app, &visitor.op, id, edition).await?;
    let report = app::reports::view(&web.app, &visitor.op, id).await?.report;
    let name = report.number.map_or_else(|| id.to_string(), |number| number.to_string());
    let name = edition.map_or_else(|| format!("{name}.pdf"), |edition| format!("{name}-{edition}.pdf"));
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (CONTENT_DISPOSITION, disposition("inline", &name)),
    ];
    Ok((headers, bytes).into_response())
}
