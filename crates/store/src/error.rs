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
                if inner.is_unique_violation() {
                    Self::Duplicate(inner.constraint().unwrap_or(inner.message()).to_owned())
                } else if of_the_moment(&inner.code().unwrap_or_default()) {
                    Self::Unavailable(error)
                } else {
                    Self::Database(error)
                }
            }
            _ => Self::Database(error),
        }
    }
}

/// Whether the same statement may succeed later. PostgreSQL tells by class: connection lost (08), transaction to be
/// repeated (40), no room (53), cancelled or shutting down (57), read-only while roles change (25006). SQLite tells by the
/// low byte of its extended code: busy, locked, read-only, I/O, full, cannot open.
fn of_the_moment(code: &str) -> bool {
    if code.len() == 5 {
        return ["08", "40", "53", "57"].iter().any(|class| code.starts_with(class)) || code == "25006";
    }
    code.parse::<i32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 8 | 10 | 13 | 14))
}

#[cfg(test)]
mod tests {
    use super::of_the_moment;

    #[test]
    fn what_may_pass_is_told_from_what_is_wrong() {
        for code in ["57P01", "08006", "40P01", "53300", "57014", "5", "517", "778", "14", "270", "1032"] {
            assert!(of_the_moment(code), "{code}");
        }
        for code in ["23503", "42601", "22021", "1", "787", ""] {
            assert!(!of_the_moment(code), "{code}");
        }
    }
}
