//! What a handler gives back when something was not done. The words are put on later, by [`crate::dress`].

use app::Error;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// A failure on its way to the visitor.
#[derive(Debug)]
pub struct Fault(pub Error);

/// What handlers return.
pub type Outcome = Result<Response, Fault>;

/// The failure, attached to a bare response.
#[derive(Clone)]
pub(crate) struct Carried(pub(crate) Arc<Error>);

/// Marks a failure that signing in would mend.
#[derive(Clone, Copy)]
pub(crate) struct SignInFirst;

impl Fault {
    /// A token that is not ours or no longer valid.
    pub(crate) fn unauthenticated() -> Self {
        Self(Error::refused("people.wrong_password"))
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
        Error::Refused(refusal) => match refusal.code {
            "people.wrong_password" => StatusCode::UNAUTHORIZED,
            "people.too_many_tries" => StatusCode::TOO_MANY_REQUESTS,
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
