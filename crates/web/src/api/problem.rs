//! Problem details (RFC 9457) of what goes wrong before a use case is asked: a body that is no JSON, a missing version, an
//! unknown query parameter. What use cases refuse is put into the same shape by [`crate::dress`].
//!
//! ```ignore
//! return Err(Problem::new(StatusCode::PRECONDITION_REQUIRED, "version-missing").respond(&web, &visitor));
//! ```

use crate::{Visitor, Web};
use app::domain::FieldProblem;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// Why nothing was done (RFC 9457, `application/problem+json`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Stable name of the kind of problem, `urn:ungcuu:problem:<code>`.
    #[serde(rename = "type")]
    #[schema(example = "urn:ungcuu:problem:invalid")]
    kind: String,
    /// The status in words.
    #[schema(example = "Unprocessable Entity")]
    title: String,
    /// The HTTP status.
    #[schema(example = 422)]
    status: u16,
    /// Stable code; business refusals have their own, such as `incident.closing_report_missing`.
    #[schema(example = "invalid")]
    code: String,
    /// What is wrong, in the language asked for by `Accept-Language` (vi or en).
    detail: String,
    /// The request, as it stands in logs and audit.
    #[schema(example = "urn:uuid:01980000-0000-7000-8000-000000000000")]
    instance: String,
    /// Line of the body, from 1, where reading stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    /// Column of that line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    /// The fields to mend, one by one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
}

/// One field to mend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct FieldError {
    /// Path of the field, parts joined by dots.
    #[schema(example = "reporter.email")]
    field: String,
    /// Stable code.
    #[schema(example = "not_an_email")]
    code: String,
    /// How to mend it.
    detail: String,
}

impl FieldError {
    /// A field problem of the desk, with its words.
    pub(crate) fn of(web: &Web, visitor: &Visitor, problem: FieldProblem) -> Self {
        let detail = crate::dress::words(web, visitor, &problem);
        Self { field: problem.field, code: problem.code, detail }
    }
}

impl Problem {
    /// A problem with its status and code; its words are the phrase `problem-<code>`.
    pub(crate) fn new(status: StatusCode, code: &str) -> Self {
        Self {
            kind: format!("urn:ungcuu:problem:{code}"),
            title: status.canonical_reason().unwrap_or("error").to_owned(),
            status: status.as_u16(),
            code: code.to_owned(),
            detail: String::new(),
            instance: String::new(),
            line: None,
            column: None,
            errors: Vec::new(),
        }
    }

    /// The same problem at a place of the body.
    pub(crate) fn at(mut self, line: usize, column: usize) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    /// The same problem with a field to mend.
    pub(crate) fn field(mut self, field: &str, code: &str) -> Self {
        self.errors.push(FieldError {
            field: field.to_owned(),
            code: code.to_owned(),
            detail: String::new(),
        });
        self
    }

    /// Puts on the words and answers.
    pub(crate) fn respond(mut self, web: &Web, visitor: &Visitor) -> Response {
        self.detail = web.app.phrases.say(visitor.lang, &format!("problem-{}", self.code), &[]);
        self.instance = format!("urn:uuid:{}", visitor.op.request);
        for error in &mut self.errors {
            error.detail = crate::dress::words(web, visitor, &FieldProblem::new(&error.field, &error.code));
        }
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_REQUEST);
        let mut response = (status, axum::Json(self)).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response
    }
}
