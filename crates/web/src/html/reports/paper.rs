//! The PDF of a report, shown in the browser.

use super::identified;
use crate::{Outcome, Visitor, Web};
use app::Error;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;

/// The PDF of an edition (`?edition=`), else of what the visitor works on.
pub(super) async fn document(State(web): State<Web>, visitor: Visitor, Path(id): Path<String>) -> Outcome {
    let id = identified(&id)?;
    let edition = visitor.query("edition").and_then(|e| e.parse().ok());
    let bytes = app::reports::document(&web.app, &visitor.op, id, edition).await?;
    let name = edition.map_or_else(|| format!("{id}.pdf"), |edition| format!("{id}-{edition}.pdf"));
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (
            CONTENT_DISPOSITION,
            HeaderValue::from_str(&format!("inline; filename=\"{name}\"")).map_err(Error::internal)?,
        ),
    ];
    Ok((headers, bytes).into_response())
}
