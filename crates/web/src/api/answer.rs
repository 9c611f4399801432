//! How operations answer: a record with its version, a new record with its address, a page with the way to the next.
//!
//! ```ignore
//! Ok(answer::versioned(&shown, version))
//! ```

use crate::Visitor;
use app::domain::page::Page;
use axum::Json;
use axum::http::header::{ETAG, LINK, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// A page of a list, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct Listing<T> {
    /// The rows.
    items: Vec<T>,
    /// Pass as `cursor` to get the next page; `null` on the last.
    next_cursor: Option<i64>,
}

impl<T> Listing<T> {
    /// A list that is whole.
    pub(super) const fn whole(items: Vec<T>) -> Self {
        Self { items, next_cursor: None }
    }
}

/// A page, with the address of the next one in `Link` (RFC 8288).
pub(super) fn page<T: Serialize>(visitor: &Visitor, page: Page<T>) -> Response {
    let next = page.next.map(|cursor| next_address(visitor, cursor));
    let mut response = Json(Listing { items: page.rows, next_cursor: page.next }).into_response();
    let link = next.and_then(|address| HeaderValue::from_str(&format!("<{address}>; rel=\"next\"")).ok());
    if let Some(link) = link {
        response.headers_mut().insert(LINK, link);
    }
    response
}

fn next_address(visitor: &Visitor, cursor: i64) -> String {
    let path = visitor.path.split_once('?').map_or(visitor.path.as_str(), |(path, _)| path);
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(visitor.queries().iter().filter(|(key, _)| key != "cursor"));
    query.append_pair("cursor", &cursor.to_string());
    format!("{path}?{}", query.finish())
}

/// One record, with its version as entity tag (RFC 9110, 8.8.3).
pub(super) fn versioned<T: Serialize>(shown: &T, version: i64) -> Response {
    let mut response = Json(shown).into_response();
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(ETAG, tag);
    }
    response
}

/// A new record and where it is.
pub(super) fn created<T: Serialize>(shown: &T, location: &str) -> Response {
    let mut response = (StatusCode::CREATED, Json(shown)).into_response();
    if let Ok(location) = HeaderValue::from_str(location) {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

/// Done; there is nothing to show.
pub(super) fn done() -> Response {
    StatusCode::NO_CONTENT.into_response()
}
