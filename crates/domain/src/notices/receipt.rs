//! The receipt: SHA-256 over the canonical content of a notice, told to the sender at once. Whoever has the content
//! and the files can compute it again and prove what was sent and when.

use super::Content;
use crate::canonical::{canonical, sha256_hex};
use crate::{Moment, NoticeNumber};
use serde_json::{Value, json};

/// The value the receipt covers: number, moment of arrival, content, and the hash of each file in order.
pub fn covered(number: &NoticeNumber, received_at: Moment, content: &Content, files: &[String]) -> Value {
    json!({
        "number": number,
        "received_at": received_at,
        "content": content,
        "attachments_sha256": files,
    })
}

/// The receipt, 64 hexadecimal digits.
pub fn receipt(number: &NoticeNumber, received_at: Moment, content: &Content, files: &[String]) -> String {
    sha256_hex(canonical(&covered(number, received_at, content, files)).as_bytes())
}
