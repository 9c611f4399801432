//! Reference: the API, drawn from the OpenAPI document, and the table of rights.

mod rights;

use crate::{Listed, Outcome, Visitor, Web};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use phrases::contexts::reference::ApiReference;

/// Where the document itself is.
const DOCUMENT: &str = "/api/openapi.json";
/// Where the page is.
const PAGE: &str = "/reference/api";

pub(crate) fn routes(listed: &mut Listed) {
    listed.get(PAGE, reference).get("/api/reference", moved).get("/reference/rights", rights::rights);
}

/// The reference.
async fn reference(State(web): State<Web>, visitor: Visitor) -> Outcome {
    web.page(&visitor, &ApiReference::from_openapi(&crate::api::document(), DOCUMENT))
}

/// Below `/api` no session is known, so the page stands elsewhere.
async fn moved() -> Response {
    Redirect::temporary(PAGE).into_response()
}
