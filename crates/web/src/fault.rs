//! What a handler gives back when something was not done. The words are put on later, by [`crate::dress`].

use crate::api::problem::Problem;
use crate::{Visitor, Web};
use app::Error;
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::Arc;

/// A failure on its way to the visitor.
#[derive(Debug)]
pub struct Fault(pub Error);

/// What handlers return.
pub type Outcome = Result<Response, Fault>;

/// The failure, attached to a bare response.
#[derive(Clone)]
pub(crate) struct Carried(pub(crate) Arc<Error>);

impl Fault {
    /// A token that is not ours or no longer valid.
    pub(crate) fn unauthenticated() -> Self {
        Self(Error::refused("token.unknown"))
    }
}

impl<E: Into<Error>> From<E> for Fault {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

/// HTTP status of a failure.
pub(crate) fn status(error: &Error) -> StatusCode {
    match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Forbidden => StatusCode::FORBIDDEN,
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Refused(refusal) if refusal.field.is_some() => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Refused(refusal) => match refusal.code {
            "people.wrong_password" | "token.unknown" => StatusCode::UNAUTHORIZED,
            "second_factor.wrong_code" | "second_factor.sign_in_again" => StatusCode::UNAUTHORIZED,
            "passkey.not_accepted" | "passkey.stale" | "passkey.unknown" | "passkey.copied" => {
                StatusCode::UNAUTHORIZED
            }
            "oidc.answer_used" | "oidc.not_begun_here" | "oidc.refused_there" | "oidc.not_trusted" => {
                StatusCode::UNAUTHORIZED
            }
            "second_factor.missing" | "oidc.not_mapped" | "oidc.login_taken" => StatusCode::FORBIDDEN,
            "invitation.used" | "invitation.expired" | "invitation.withdrawn" => StatusCode::GONE,
            "invitation.unknown" | "oidc.not_offered" => StatusCode::NOT_FOUND,
            "people.too_many_tries" | "second_factor.ceiling" => StatusCode::TOO_MANY_REQUESTS,
            "attachment.too_large" => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::CONFLICT,
        },
        Error::Conflict => StatusCode::CONFLICT,
        Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(Carried(Arc::new(self.0)));
        response
    }
}

/// The answer to a path that does not exist.
pub(crate) async fn nowhere(uri: Uri) -> Fault {
    tracing::debug!(path = uri.path(), "no such path");
    Fault(Error::NotFound)
}

/// The answer to a method that a path does not have. Whoever comes by a link or by going back, to where something was
/// only posted, is led to the page above; programs are told.
pub(crate) async fn no_such_method(
    State(web): State<Web>,
    visitor: Visitor,
    method: Method,
    uri: Uri,
) -> Response {
    if uri.path().starts_with("/api/") {
        return Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed").respond(&web, &visitor);
    }
    if !matches!(method, Method::GET | Method::HEAD) {
        return Fault(Error::NotFound).into_response();
    }
    Redirect::to(&above(&visitor.path)).into_response()
}

/// The page above one that is only posted to: `/incidents/VN-2026-000001/steps/contain/finish` belongs to the incident.
fn above(path: &str) -> String {
    let parts: Vec<&str> =
        path.split('?').next().unwrap_or_default().split('/').filter(|p| !p.is_empty()).collect();
    let kept = match parts.first() {
        Some(&("notices" | "incidents" | "reports" | "admin")) => parts.len().saturating_sub(1).min(2),
        _ => 1,
    };
    format!("/{}", parts.into_iter().take(kept.max(1)).collect::<Vec<_>>().join("/"))
}

/// A fault of ours that stopped a handler half-way.
pub(crate) fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    Fault(Error::internal("a handler stopped half-way")).into_response()
}

#[cfg(test)]
mod tests {
    use super::above;

    #[test]
    fn what_is_only_posted_to_belongs_to_the_page_above() {
        assert_eq!(above("/incidents/VN-2026-000001/steps/contain/finish"), "/incidents/VN-2026-000001");
        assert_eq!(above("/notices/TB-2026-000001/reject?x=1"), "/notices/TB-2026-000001");
        assert_eq!(above("/follow/messages"), "/follow");
        assert_eq!(above("/admin/audit/verify"), "/admin/audit");
        assert_eq!(above("/admin/jobs/retry"), "/admin/jobs");
    }
}
