//! `/api/v1` for programs: JSON over HTTP with bearer tokens, described by an OpenAPI document that is built from the
//! operations themselves.
//!
//! A handler extracts ([`asked`], [`body`]), converts, calls one use case, answers ([`answer`]). Neighbours:
//! [`crate::visitor`] knows whose token it is, [`crate::dress`] turns failures into problem+json.
//!
//! ```
//! let document = web::api::document();
//! assert_eq!(document["openapi"], "3.1.0");
//! ```

mod answer;
mod asked;
mod body;
mod document;
mod place;
pub(crate) mod problem;
mod v1;
mod words;

pub use document::document;

use crate::{Listed, Outcome};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use std::sync::LazyLock;

/// Registers every API route.
pub(crate) fn routes(listed: &mut Listed) {
    listed.get("/api/openapi.json", openapi);
    v1::routes(listed);
}

/// The OpenAPI document; the same bytes for everybody, put together once.
async fn openapi() -> Outcome {
    static TEXT: LazyLock<String> = LazyLock::new(|| document().to_string());
    Ok(([(CONTENT_TYPE, "application/json")], TEXT.as_str()).into_response())
}
