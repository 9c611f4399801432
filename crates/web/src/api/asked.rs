//! What a request asks for beside its body: who calls, the version they saw, the query.
//!
//! ```ignore
//! async fn change(caller: Caller, Seen(version): Seen, Asked(query): Asked<Wanted>) -> Outcome { … }
//! ```

use super::body::quoted;
use super::problem::Problem;
use crate::{Fault, Visitor, Web};
use app::Error;
use app::domain::Op;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::header::IF_MATCH;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Query;
use serde::de::DeserializeOwned;
use std::str::FromStr;

/// Somebody with a token; strangers are told to bring one (401).
pub(super) struct Caller(pub(super) Visitor);

impl Caller {
    /// The operation this request is.
    pub(super) const fn op(&self) -> &Op {
        &self.0.op
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let visitor = Visitor::from_request_parts(parts, state).await?;
        if visitor.op.actor.person().is_some() { Ok(Self(visitor)) } else { Err(Fault(Error::Forbidden)) }
    }
}

/// The version the caller saw, from `If-Match` (RFC 9110, 13.1.1); 428 when it is missing (RFC 6585, 3).
pub(super) struct Seen(pub(super) i64);

impl FromRequestParts<Web> for Seen {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Response> {
        let visitor = Visitor::from_request_parts(parts, web).await.map_err(IntoResponse::into_response)?;
        let Some(given) = parts.headers.get(IF_MATCH) else {
            return Err(
                Problem::new(StatusCode::PRECONDITION_REQUIRED, "version-missing").respond(web, &visitor)
            );
        };
        let version = given.to_str().ok().and_then(|tag| tag.trim().trim_matches('"').parse().ok());
        version.map(Self).ok_or_else(|| {
            let problem = Problem::new(StatusCode::BAD_REQUEST, "invalid").field("If-Match", "wrong_type");
            problem.respond(web, &visitor)
        })
    }
}

/// The query string; parameters that the operation does not know are refused.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequestParts<Web> for Asked<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Response> {
        let visitor = Visitor::from_request_parts(parts, web).await.map_err(IntoResponse::into_response)?;
        match Query::<T>::try_from_uri(&parts.uri) {
            Ok(Query(value)) => Ok(Self(value)),
            Err(rejection) => {
                let words = reason(&rejection);
                let problem = Problem::new(StatusCode::BAD_REQUEST, "invalid");
                let problem = if let Some(name) = quoted(&words, "unknown field `") {
                    problem.field(name, "unknown_field")
                } else if let Some(name) = quoted(&words, "missing field `") {
                    problem.field(name, "required")
                } else {
                    problem.field("query", "wrong_type")
                };
                Err(problem.respond(web, &visitor))
            }
        }
    }
}

fn reason(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        words.push_str(": ");
        words.push_str(&inner.to_string());
        source = inner.source();
    }
    words
}

/// An id out of a path; one that cannot be read belongs to no record.
pub(super) fn id<T: FromStr>(text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| Fault(Error::NotFound))
}

/// Codes out of a query; one that is none of its kind is a field to mend.
pub(super) fn codes<T: FromStr + ToString>(field: &str, given: Vec<String>) -> Result<Vec<String>, Fault> {
    let known = |code: String| match code.parse::<T>() {
        Ok(known) => Ok(known.to_string()),
        Err(_) => Err(Fault(Error::field(field, "unknown_option"))),
    };
    given.into_iter().map(known).collect()
}
