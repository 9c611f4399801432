//! The bounds within which a received message is read, and the mark that announces a notice.
//!
//! Neighbours: part of the `[mail.receive]` table of the configuration; [`crate::parse::read`] obeys it.

use serde::{Deserialize, Serialize};

/// Bounds on one received message. A message beyond a bound is refused with a reason, never cut in silence; text that
/// is only *shown* (body, headers) is cut and the cut is listed among the problems, since the raw bytes are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Largest whole message in bytes, as transferred. Default 36 700 160 (35 MiB): an attachment of 25 MiB in base64.
    pub max_bytes: usize,
    /// Most MIME parts in one message, nested messages included. Default 200.
    pub max_parts: usize,
    /// Deepest nesting of multiparts and attached messages. Default 12.
    pub max_depth: usize,
    /// Largest single attachment in bytes, decoded. Default 26 214 400 (25 MiB).
    pub max_attachment_bytes: usize,
    /// Longest body text in characters; the rest is cut from the text (not from the raw message). Default 200 000.
    pub max_body_chars: usize,
    /// Longest header block in bytes that is read; what follows is left out. Default 1 048 576 (1 MiB).
    pub max_header_bytes: usize,
    /// Most addresses or references read from one header line. Default 1 000.
    pub max_header_items: usize,
    /// The mark at the start of the subject that announces an incident notice, compared without regard to case.
    /// Default `[TBSC]`.
    pub subject_tag: String,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 35 * 1024 * 1024,
            max_parts: 200,
            max_depth: 12,
            max_attachment_bytes: 25 * 1024 * 1024,
            max_body_chars: 200_000,
            max_header_bytes: 1024 * 1024,
            max_header_items: 1_000,
            subject_tag: "[TBSC]".to_owned(),
        }
    }
}
