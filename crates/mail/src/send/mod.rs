//! Bringing composed bytes out of the house.
//!
//! Why it exists: sending is done by a job that may run twice, so each way says whether to try again, and a spool takes
//! the same message once.
//!
//! Neighbours: [`crate::compose::Outgoing`] makes envelope and bytes; `jobs` calls [`Transport::send`]; tests look into
//! [`Transport::Memory`].
//!
//! ```
//! # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
//! use mail::{Envelope, Transport};
//! let transport = Transport::memory();
//! let envelope = Envelope { message_id: "1@a.example".into(), from: None, to: vec!["lan@b.example".into()] };
//! transport.send(&envelope, b"Subject: x\r\n\r\ny").await?;
//! assert_eq!(transport.sent().len(), 1);
//! # Ok::<(), mail::SendError>(()) })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod smtp;
mod spool;

use std::error::Error;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

pub use smtp::{Secret, SmtpSettings, SmtpTransport, Tls};

/// Whom a message is brought to (RFC 5321 §2.3.1), and by which id it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// Message-ID without angle brackets.
    pub message_id: String,
    /// Return path; `None` is the empty one, `<>`, to which nothing bounces.
    pub from: Option<String>,
    /// Addressees, at least one.
    pub to: Vec<String>,
}

/// A way to send.
#[derive(Debug, Clone)]
pub enum Transport {
    /// To a mail server.
    Smtp(SmtpTransport),
    /// Into a folder, one file `<message id>.eml` for each message, for a mail server that collects there, and for
    /// demonstrations.
    Spool(PathBuf),
    /// Into memory, for tests.
    Memory(Arc<Mutex<Vec<Sent>>>),
}

/// A message in [`Transport::Memory`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Its envelope.
    pub envelope: Envelope,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Proof that a message was taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// `smtp`, `spool` or `memory`.
    pub transport: String,
    /// The server's answer, or the file.
    pub detail: String,
    /// The message had been taken over before; nothing was done now. A mail server does not tell this.
    pub already_sent: bool,
}

/// A message that was not taken over.
#[derive(Debug)]
pub struct SendError {
    /// Whether the same may succeed later: yes for a temporary answer (4xx) and for an unreachable or misconfigured
    /// server, no for a final refusal (5xx) and for an envelope that no server would take.
    pub retry: bool,
    /// The SMTP reply code, when the server answered.
    pub code: Option<u16>,
    /// What was tried.
    act: String,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl SendError {
    fn new(retry: bool, act: impl Into<String>, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { retry, code: None, act: act.into(), source: Some(source.into()) }
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outlook = if self.retry { "will be tried again" } else { "will not be tried again" };
        write!(f, "{} failed and {outlook}", self.act)
    }
}

impl Error for SendError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}

impl Transport {
    /// An empty [`Transport::Memory`].
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// What a [`Transport::Memory`] holds; empty for the others.
    pub fn sent(&self) -> Vec<Sent> {
        match self {
            Self::Memory(sent) => sent.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            _ => Vec::new(),
        }
    }

    /// Sends composed bytes to the envelope's addressees.
    ///
    /// # Errors
    /// [`SendError`], which says whether to try again.
    pub async fn send(&self, envelope: &Envelope, bytes: &[u8]) -> Result<Receipt, SendError> {
        if envelope.to.is_empty() {
            return Err(SendError::new(false, format!("sending {}", envelope.message_id), "no addressee"));
        }
        match self {
            Self::Smtp(smtp) => smtp.send(envelope, bytes).await,
            Self::Spool(folder) => spool::store(folder, envelope, bytes).await,
            Self::Memory(sent) => {
                let mut sent = sent.lock().unwrap_or_else(PoisonError::into_inner);
                let already_sent = sent.iter().any(|sent| sent.envelope.message_id == envelope.message_id);
                if !already_sent {
                    sent.push(Sent { envelope: envelope.clone(), bytes: bytes.to_vec() });
                }
                Ok(Receipt {
                    transport: "memory".to_owned(),
                    detail: format!("message {}", sent.len()),
                    already_sent,
                })
            }
        }
    }
}
