//! Why a received message was not taken, in words that tell its sender what to do.
//!
//! Neighbours: returned by [`crate::parse::read`]; `ungcuu mailgate` hands the text to the mail server, which bounces
//! it to the sender. The codes have phrases in each locale.

use serde::{Deserialize, Serialize};

/// A message that was refused. Anything that can be read in any way is kept instead, with its problems listed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "refusal", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Refusal {
    /// Nothing but white space arrived.
    #[error("the message is empty; write what happened and send it again")]
    Empty,
    /// The whole message is larger than [`crate::Limits::max_bytes`].
    #[error(
        "the message has {bytes} bytes and at most {limit} are accepted; send the large files by the web form or in \
         several messages"
    )]
    TooLarge {
        /// Size of the message as transferred.
        bytes: u64,
        /// The bound that it broke.
        limit: u64,
    },
    /// One attachment is larger than [`crate::Limits::max_attachment_bytes`].
    #[error(
        "the attachment {name:?} has {bytes} bytes and at most {limit} are accepted; send it by the web form or divide it"
    )]
    AttachmentTooLarge {
        /// File name of the attachment, empty when it has none.
        name: String,
        /// Decoded size.
        bytes: u64,
        /// The bound that it broke.
        limit: u64,
    },
    /// More MIME parts than [`crate::Limits::max_parts`].
    #[error(
        "the message has {parts} parts and at most {limit} are accepted; put the files into one archive and send it again"
    )]
    TooManyParts {
        /// Parts counted until the bound was seen to be broken.
        parts: u64,
        /// The bound.
        limit: u64,
    },
    /// Parts or messages nested deeper than [`crate::Limits::max_depth`].
    #[error(
        "messages are attached to messages more than {limit} levels deep; attach the original message directly and send it again"
    )]
    TooDeep {
        /// The bound.
        limit: u64,
    },
    /// No header line at all: not an e-mail.
    #[error(
        "this is not an e-mail message: it has no header lines; send it with a mail program or use the web form"
    )]
    NotAMessage,
}

impl Refusal {
    /// Stable code, the key of its phrase: `mail.too_large`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "mail.empty",
            Self::TooLarge { .. } => "mail.too_large",
            Self::AttachmentTooLarge { .. } => "mail.attachment_too_large",
            Self::TooManyParts { .. } => "mail.too_many_parts",
            Self::TooDeep { .. } => "mail.too_deep",
            Self::NotAMessage => "mail.not_a_message",
        }
    }

    /// Every code, for the test that each has a phrase.
    pub const CODES: [&'static str; 6] = [
        "mail.empty",
        "mail.too_large",
        "mail.attachment_too_large",
        "mail.too_many_parts",
        "mail.too_deep",
        "mail.not_a_message",
    ];
}
