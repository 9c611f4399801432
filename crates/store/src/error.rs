//! What can go wrong at the database, sorted by what the caller can do about it.

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database cannot be reached or does not answer in time: nothing was written; try again later.
    #[error("the database is not available")]
    Unavailable(#[source] sqlx::Error),
    /// Somebody else changed the record meanwhile.
    #[error("the record was changed by somebody else")]
    Conflict,
    /// A value that must be unique is there already; names the constraint.
    #[error("already there: {0}")]
    Duplicate(String),
    /// A stored value cannot be read as what it must be.
    #[error("stored {what} cannot be read: {why}")]
    Corrupt {
        /// Which value.
        what: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// The schema is older or newer than this program.
    #[error("database schema: {0}")]
    Schema(String),
    /// Any other failure of the database.
    #[error("database statement failed")]
    Database(#[source] sqlx::Error),
}

impl Error {
    pub(crate) fn corrupt(what: &'static str, why: impl ToString) -> Self {
        Self::Corrupt { what, why: why.to_string() }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unavailable(error),
            sqlx::Error::Database(inner) => {
                let code = inner.code().unwrap_or_default().to_string();
                if inner.is_unique_violation() {
                    Self::Duplicate(inner.constraint().unwrap_or(inner.message()).to_owned())
                } else if matches!(
                    code.as_str(),
                    "57P01"
                        | "57P02"
                        | "57P03"
                        | "53300"
                        | "08006"
                        | "08001"
                        | "14"
                        | "10"
                        | "13"
                        | "5"
                        | "517"
                ) {
                    // PostgreSQL: shutting down, too many connections, connection lost. SQLite: cannot open, I/O, full, busy.
                    Self::Unavailable(error)
                } else {
                    Self::Database(error)
                }
            }
            _ => Self::Database(error),
        }
    }
}
