//! What was wrong with a message that was kept nevertheless.
//!
//! Neighbours: [`crate::parse::Incoming::problems`]; shown to the officer beside the notice, so that a garbled text is
//! known to be garbled.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One defect of a received message. The raw bytes are kept by the caller, so nothing is lost by any of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Problem {
    /// A charset that is not known here; the text was guessed.
    UnknownCharset {
        /// The label as written.
        charset: String,
    },
    /// 8-bit text without a charset; the named one was assumed.
    GuessedCharset {
        /// The assumed charset.
        charset: String,
    },
    /// Bytes that the declared charset does not have; each is shown as U+FFFD.
    DamagedText {
        /// The declared charset.
        charset: String,
    },
    /// Broken base64 or quoted-printable; what could be decoded was kept, or the raw text.
    DamagedEncoding {
        /// The declared transfer encoding.
        encoding: String,
    },
    /// A transfer encoding that is not known here; the part is kept undecoded.
    UnknownEncoding {
        /// The label as written.
        encoding: String,
    },
    /// A multipart without its closing line: the message may have been cut off on its way.
    UnterminatedMultipart,
    /// A multipart whose boundary is not declared or never appears; its body is kept as text.
    BoundaryMissing,
    /// No usable `From`.
    MissingFrom,
    /// An address that no mail can be sent to.
    BadAddress {
        /// The header line that it stands in.
        header: String,
    },
    /// A `Date` that could not be understood.
    BadDate {
        /// The line as written, at most 100 characters.
        text: String,
    },
    /// NUL bytes, removed from the text.
    NulBytes {
        /// How many.
        count: u64,
    },
    /// Lines ended by CR alone, read as line ends.
    BareCarriageReturns,
    /// The empty line between headers and body is missing.
    HeaderSeparatorMissing,
    /// A header block longer than the bound; the rest of it was not read.
    HeaderTruncated {
        /// Bytes of the whole block.
        bytes: u64,
    },
    /// A body text longer than the bound; the rest is only in the raw message.
    BodyTruncated {
        /// Characters kept.
        chars: u64,
    },
    /// More addresses or references in a line than the bound; the rest is only in the raw message.
    ListTruncated {
        /// The header line.
        header: String,
    },
    /// A header that may stand once stands more often; the first was taken.
    RepeatedHeader {
        /// The header line.
        header: String,
    },
    /// A uuencoded file inside the text, kept as text.
    Uuencoded,
    /// An attached message without header lines, kept as a file.
    NestedMessageUnreadable,
    /// The files inside attached messages are too many bytes to be listed again; they are inside the attached message.
    NestedPartsUnlisted,
}

impl Problem {
    /// Stable code, the key of its phrase: `mail.problem.unknown_charset`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownCharset { .. } => "mail.problem.unknown_charset",
            Self::GuessedCharset { .. } => "mail.problem.guessed_charset",
            Self::DamagedText { .. } => "mail.problem.damaged_text",
            Self::DamagedEncoding { .. } => "mail.problem.damaged_encoding",
            Self::UnknownEncoding { .. } => "mail.problem.unknown_encoding",
            Self::UnterminatedMultipart => "mail.problem.unterminated_multipart",
            Self::BoundaryMissing => "mail.problem.boundary_missing",
            Self::MissingFrom => "mail.problem.missing_from",
            Self::BadAddress { .. } => "mail.problem.bad_address",
            Self::BadDate { .. } => "mail.problem.bad_date",
            Self::NulBytes { .. } => "mail.problem.nul_bytes",
            Self::BareCarriageReturns => "mail.problem.bare_carriage_returns",
            Self::HeaderSeparatorMissing => "mail.problem.header_separator_missing",
            Self::HeaderTruncated { .. } => "mail.problem.header_truncated",
            Self::BodyTruncated { .. } => "mail.problem.body_truncated",
            Self::ListTruncated { .. } => "mail.problem.list_truncated",
            Self::RepeatedHeader { .. } => "mail.problem.repeated_header",
            Self::Uuencoded => "mail.problem.uuencoded",
            Self::NestedMessageUnreadable => "mail.problem.nested_message_unreadable",
            Self::NestedPartsUnlisted => "mail.problem.nested_parts_unlisted",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownCharset { charset } => write!(f, "unknown charset {charset:?}, text guessed"),
            Self::GuessedCharset { charset } => write!(f, "8-bit text without a charset, read as {charset}"),
            Self::DamagedText { charset } => write!(f, "bytes that are not {charset}"),
            Self::DamagedEncoding { encoding } => write!(f, "broken {encoding}"),
            Self::UnknownEncoding { encoding } => {
                write!(f, "unknown transfer encoding {encoding:?}, kept undecoded")
            }
            Self::UnterminatedMultipart => {
                f.write_str("multipart without its end, the message may be cut off")
            }
            Self::BoundaryMissing => f.write_str("multipart without its boundary, kept as text"),
            Self::MissingFrom => f.write_str("no sender address"),
            Self::BadAddress { header } => write!(f, "an address in {header} that no mail can be sent to"),
            Self::BadDate { text } => write!(f, "a date that is not one: {text:?}"),
            Self::NulBytes { count } => write!(f, "{count} NUL bytes"),
            Self::BareCarriageReturns => f.write_str("lines ended by CR alone"),
            Self::HeaderSeparatorMissing => f.write_str("no empty line between headers and body"),
            Self::HeaderTruncated { bytes } => {
                write!(f, "headers of {bytes} bytes, only the beginning was read")
            }
            Self::BodyTruncated { chars } => write!(f, "text cut after {chars} characters"),
            Self::ListTruncated { header } => {
                write!(f, "too many entries in {header}, only the first were read")
            }
            Self::RepeatedHeader { header } => {
                write!(f, "{header} stands more than once, the first was taken")
            }
            Self::Uuencoded => f.write_str("a uuencoded file inside the text"),
            Self::NestedMessageUnreadable => f.write_str("an attached message that has no headers"),
            Self::NestedPartsUnlisted => f.write_str("files inside attached messages are not listed"),
        }
    }
}
