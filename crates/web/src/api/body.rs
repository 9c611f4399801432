//! What a program sends as JSON: bounded, read once, and refused at the place where it is wrong. A field that an operation
//! does not know is refused and named, so that a slip of the pen is never lost in silence.
//!
//! ```ignore
//! pub(super) async fn take(State(web): State<Web>, caller: Caller, Body(wanted): Body<Wanted>) -> Outcome { … }
//! ```

use super::place;
use super::problem::Problem;
use crate::{Fault, Visitor, Web};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

/// A JSON body, read.
pub(super) struct Body<T>(pub(super) T);

/// A JSON body, read, with the bytes it was read from.
pub(super) struct RawBody<T> {
    /// What it says.
    pub(super) value: T,
    /// The bytes as they came.
    pub(super) bytes: Bytes,
}

impl<T: DeserializeOwned> FromRequest<Web> for Body<T> {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Response> {
        RawBody::from_request(request, web).await.map(|raw| Self(raw.value))
    }
}

impl<T: DeserializeOwned> FromRequest<Web> for RawBody<T> {
    type Rejection = Response;

    async fn from_request(mut request: Request, web: &Web) -> Result<Self, Response> {
        let visitor = request
            .extensions_mut()
            .remove::<Visitor>()
            .ok_or_else(|| Fault(app::Error::internal("no visitor on this route")).into_response())?;
        let kind =
            request.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("application/json");
        if !is_json(kind) {
            return Err(
                Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-json-type").respond(web, &visitor)
            );
        }
        let Ok(bytes) = axum::body::to_bytes(request.into_body(), web.settings.max_form_bytes).await else {
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-long").respond(web, &visitor));
        };
        match serde_json::from_slice(&bytes) {
            Ok(value) => Ok(Self { value, bytes }),
            Err(error) => Err(told(&error, &bytes).respond(web, &visitor)),
        }
    }
}

/// `application/json` and everything built on it (RFC 6839).
fn is_json(kind: &str) -> bool {
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

/// A parser's error as a problem: 400 for what is no JSON, 422 with the field for what is not what was asked for.
fn told(error: &serde_json::Error, bytes: &[u8]) -> Problem {
    let (line, column) = (error.line(), error.column());
    if error.classify() != Category::Data {
        return Problem::new(StatusCode::BAD_REQUEST, "not-json").at(line, column);
    }
    let words = error.to_string();
    let place = place::path(bytes, line, column);
    let (field, code) = if let Some(name) = quoted(&words, "unknown field `") {
        let parent = place.strip_suffix(name).map_or(place.as_str(), |parent| parent.trim_end_matches('.'));
        (joined(parent, name), "unknown_field")
    } else if let Some(name) = quoted(&words, "missing field `") {
        (joined(&place, name), "required")
    } else if words.starts_with("invalid length") {
        (place, "wrong_type")
    } else {
        // Code lists say "… is no …"; everything else is of another type than asked for.
        let code = if words.contains(" is no ") { "unknown_option" } else { "wrong_type" };
        (place::last_value(bytes, line, column), code)
    };
    let field = if field.is_empty() { "body" } else { &field };
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid").at(line, column).field(field, code)
}

fn joined(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") }
}

/// The name between back-quotes after some words.
pub(super) fn quoted<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once('`').map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
    use super::*;
    use crate::api::words::Time;
    use crate::api::words::codes::Verdict;
    use serde::Deserialize;
    use serde_json::{Value, json};

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read into")]
    struct Outer {
        inner: Inner,
        #[serde(default)]
        list: Vec<i64>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read into")]
    struct Inner {
        name: String,
        verdict: Option<Verdict>,
        at: Option<Time>,
    }

    fn problem(text: &str) -> Value {
        let error = serde_json::from_str::<Outer>(text).expect_err("wrong on purpose");
        serde_json::to_value(told(&error, text.as_bytes())).unwrap()
    }

    fn first(text: &str) -> (String, String) {
        let problem = problem(text);
        let error = problem.pointer("/errors/0").unwrap();
        let word = |key: &str| error.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        (word("field"), word("code"))
    }

    #[test]
    fn an_unknown_field_is_named_with_its_path() {
        assert_eq!(
            first(r#"{"inner": {"name": "x", "nmae": 1}}"#),
            ("inner.nmae".into(), "unknown_field".into())
        );
        assert_eq!(
            first(r#"{"inner": {"name": "x"}, "other": 1}"#),
            ("other".into(), "unknown_field".into())
        );
    }

    #[test]
    fn a_missing_field_and_a_wrong_type_are_named() {
        assert_eq!(first(r#"{"inner": {}}"#), ("inner.name".into(), "required".into()));
        assert_eq!(first(r#"{"inner": {"name": 7}}"#), ("inner.name".into(), "wrong_type".into()));
        assert_eq!(
            first(r#"{"inner": {"name": "x"}, "list": [1, "two"]}"#),
            ("list.1".into(), "wrong_type".into())
        );
        assert_eq!(first("[]"), ("body".into(), "wrong_type".into()));
    }

    #[test]
    fn a_code_that_is_none_and_a_moment_that_is_none_are_named() {
        let odd = r#"{"inner": {"name": "x", "verdict": "odd"}}"#;
        assert_eq!(first(odd), ("inner.verdict".into(), "unknown_option".into()));
        let early = r#"{"inner": {"verdict": "odd", "name": "x"}}"#;
        assert_eq!(first(early), ("inner.verdict".into(), "unknown_option".into()));
        let late = r#"{"inner": {"name": "x", "at": "yesterday"}, "list": []}"#;
        assert_eq!(first(late), ("inner.at".into(), "wrong_type".into()));
    }

    #[test]
    fn what_is_no_json_is_told_by_line_and_column() {
        let problem = problem("{\n \"inner\": {,}\n}");
        assert_eq!(problem.get("status"), Some(&json!(400)));
        assert_eq!((problem.get("line"), problem.get("column")), (Some(&json!(2)), Some(&json!(12))));
    }
}
