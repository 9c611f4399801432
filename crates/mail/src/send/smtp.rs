//! Sending to a mail server (RFC 5321) over rustls.
//!
//! Neighbours: [`super::Transport::Smtp`]; [`SmtpSettings`] is the `[mail.smtp]` table of the configuration.

use std::fmt;
use std::time::Duration;

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls as Connection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use serde::{Deserialize, Serialize};

use super::{Envelope, Receipt, SendError};

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// Not at all: for a server on the same machine.
    None,
    /// Plain first, then TLS is demanded (RFC 3207); a server without it is refused.
    #[default]
    Starttls,
    /// TLS from the first byte (RFC 8314).
    Implicit,
}

/// A password, never shown.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The mail server that takes our messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SmtpSettings {
    /// Name of the server; its certificate must bear it. Default `localhost`.
    pub host: String,
    /// TCP port: 587 for submission with STARTTLS (default), 465 with implicit TLS, 25 for a relay.
    pub port: u16,
    /// Protection of the connection: `none`, `starttls` (default) or `implicit`.
    pub tls: Tls,
    /// Name to sign in with; without it there is no sign-in.
    pub username: Option<String>,
    /// Password to sign in with; better given by the environment than in a file.
    pub password: Option<Secret>,
    /// Longest wait for any single answer of the server, in seconds. Default 30.
    pub timeout_seconds: u64,
    /// The name by which we greet the server (EHLO). Default: the name of this machine.
    pub hello_name: Option<String>,
}

impl Default for SmtpSettings {
    fn default() -> Self {
        Self {
            host: "localhost".to_owned(),
            port: 587,
            tls: Tls::default(),
            username: None,
            password: None,
            timeout_seconds: 30,
            hello_name: None,
        }
    }
}

/// Connections to one mail server, kept open between messages.
#[derive(Clone)]
pub struct SmtpTransport {
    server: String,
    mailer: AsyncSmtpTransport<Tokio1Executor>,
}

impl fmt::Debug for SmtpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpTransport").field("server", &self.server).finish_non_exhaustive()
    }
}

impl SmtpTransport {
    /// Prepares the transport; nothing is connected yet. Must be called inside a Tokio runtime.
    ///
    /// # Errors
    /// [`SendError`] when the host is not a name that a certificate can bear.
    pub fn new(settings: &SmtpSettings) -> Result<Self, SendError> {
        let server = format!("{}:{}", settings.host, settings.port);
        let parameters = || {
            TlsParameters::new(settings.host.clone())
                .map_err(|source| SendError::new(true, format!("preparing TLS for {server}"), source))
        };
        let connection = match settings.tls {
            Tls::None => Connection::None,
            Tls::Starttls => Connection::Required(parameters()?),
            Tls::Implicit => Connection::Wrapper(parameters()?),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.host.clone())
            .port(settings.port)
            .tls(connection)
            .timeout(Some(Duration::from_secs(settings.timeout_seconds)));
        if let Some(name) = &settings.hello_name {
            builder = builder.hello_name(ClientId::Domain(name.clone()));
        }
        if let Some(username) = &settings.username {
            let password = settings.password.clone().unwrap_or_default();
            builder = builder.credentials(Credentials::new(username.clone(), password.0));
        }
        Ok(Self { server, mailer: builder.build() })
    }

    /// Whether the server answers, for `ungcuu doctor`.
    ///
    /// # Errors
    /// [`SendError`] with what the server or the connection said.
    pub async fn check(&self) -> Result<bool, SendError> {
        self.mailer.test_connection().await.map_err(|source| self.error("greeting", source))
    }

    pub(super) async fn send(&self, envelope: &Envelope, bytes: &[u8]) -> Result<Receipt, SendError> {
        let act = || format!("sending {} to {}", envelope.message_id, self.server);
        let parse = |email: &String| {
            email
                .parse()
                .map_err(|source: lettre::address::AddressError| SendError::new(false, act(), source))
        };
        let from = envelope.from.as_ref().map(parse).transpose()?;
        let to = envelope.to.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
        let path = lettre::address::Envelope::new(from, to)
            .map_err(|source| SendError::new(false, act(), source))?;
        let answer = self
            .mailer
            .send_raw(&path, bytes)
            .await
            .map_err(|source| self.error(&envelope.message_id, source))?;
        let words: Vec<&str> = answer.message().collect();
        Ok(Receipt {
            transport: "smtp".to_owned(),
            detail: format!("{} {}", answer.code(), words.join(" ")),
            already_sent: false,
        })
    }

    /// Only a final answer of the server (5xx) ends the attempts; anything else may be mended meanwhile.
    fn error(&self, what: &str, source: lettre::transport::smtp::Error) -> SendError {
        let code = source.status().and_then(|code| code.to_string().parse().ok());
        let retry = !source.is_permanent();
        SendError { code, ..SendError::new(retry, format!("sending {what} to {}", self.server), source) }
    }
}
