//! The one error of the desk, of seven kinds. Doors map it once: to a page, to problem+json (RFC 9457), to an exit code,
//! to retry or give up.

use domain::notices::submission::NotSubmitted;
use domain::{FieldProblem, Refusal};
use std::error::Error as StdError;

/// Why a use case did not do what was asked. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such record, or the actor may not know of it.
    #[error("no such record")]
    NotFound,
    /// The actor may not do this.
    #[error("not allowed")]
    Forbidden,
    /// Fields to mend.
    #[error("{} field(s) to mend", .0.len())]
    Invalid(Vec<FieldProblem>),
    /// A rule of the field forbids it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Somebody else changed the record meanwhile.
    #[error("the record was changed by somebody else")]
    Conflict,
    /// A part we depend on does not answer; nothing was acknowledged; the same may succeed later.
    #[error("not available now")]
    Unavailable(#[source] Box<dyn StdError + Send + Sync>),
    /// A fault of ours.
    #[error("internal fault")]
    Internal(#[source] Box<dyn StdError + Send + Sync>),
}

impl Error {
    /// A fault of ours, from any error.
    pub fn internal(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::Internal(source.into())
    }

    /// One field to mend.
    pub fn field(field: &str, code: &str) -> Self {
        Self::Invalid(vec![FieldProblem::new(field, code)])
    }

    /// A refusal by its code.
    pub const fn refused(code: &'static str) -> Self {
        Self::Refused(Refusal::new(code))
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Unavailable(_) => Self::Unavailable(Box::new(error)),
            // Somebody else wrote the same in the same moment.
            store::Error::Conflict | store::Error::Duplicate(_) => Self::Conflict,
            other => Self::Internal(Box::new(other)),
        }
    }
}

impl From<NotSubmitted> for Error {
    fn from(reason: NotSubmitted) -> Self {
        match reason {
            NotSubmitted::Fields(problems) => Self::Invalid(problems),
            NotSubmitted::Refused(refusal) => Self::Refused(refusal),
        }
    }
}

impl From<store::VaultError> for Error {
    fn from(error: store::VaultError) -> Self {
        match error {
            store::VaultError::TooLarge { .. } => Self::refused("attachment.too_large"),
            store::VaultError::Missing => Self::NotFound,
            store::VaultError::Io(e) => Self::Unavailable(Box::new(e)),
            store::VaultError::Changed => Self::Internal(Box::new(error)),
        }
    }
}

impl From<phrases::Error> for Error {
    fn from(error: phrases::Error) -> Self {
        Self::internal(error)
    }
}

impl From<documents::Error> for Error {
    fn from(error: documents::Error) -> Self {
        Self::internal(error)
    }
}
