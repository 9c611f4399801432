//! Why nothing came back.

/// An error of the client. None tells what was sent.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An address that is not asked, whoever answers there.
    #[error("{host} is not asked: {why}")]
    NotAsked {
        /// The host.
        host: String,
        /// The rule.
        why: &'static str,
    },
    /// Nobody answers.
    #[error("{host} cannot be reached")]
    Unreachable {
        /// The host.
        host: String,
        /// What the connection said.
        #[source]
        source: std::io::Error,
    },
    /// What answers does not speak HTTP.
    #[error("{host} does not answer as HTTP demands")]
    Garbled {
        /// The host.
        host: String,
        /// What the protocol said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The answer takes too long.
    #[error("{0} does not answer in time")]
    TooSlow(String),
    /// The answer is larger than asked for.
    #[error("{0} answers with more than is read")]
    TooLong(String),
    /// The settings are not usable.
    #[error("certificates to trust: {0}")]
    Certificates(String),
}
