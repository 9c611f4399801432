//! Files that come with notices, messages and reports: kept by content, never served inline.

use crate::{AttachmentId, Moment};
use serde::{Deserialize, Serialize};

/// A stored file. Its bytes lie in the content store under `sha256`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Identity.
    pub id: AttachmentId,
    /// SHA-256 of the bytes as received, 64 hexadecimal digits.
    pub sha256: String,
    /// Name given by the sender, made safe.
    pub name: String,
    /// Media type as claimed; never trusted for display.
    pub media_type: String,
    /// Size in bytes, as received.
    pub size_bytes: i64,
    /// Said to be, or taken for, a malware sample: handed out only as a zip with a password.
    pub malware: bool,
    /// When stored.
    pub created_at: Moment,
}

/// Password of the zip around malware samples; a convention of the field, not a secret.
pub const MALWARE_ZIP_PASSWORD: &str = "infected";

/// A file name that is safe in a header, a folder and a page: no path, no control characters, at most 150 characters.
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = crate::text::tidy(last)
        .chars()
        .filter(|c| !matches!(c, '"' | '<' | '>' | '|' | ':' | '*' | '?' | '\n' | '\t'))
        .take(150)
        .collect();
    let kept = kept.trim_matches(['.', ' ']).to_owned();
    if kept.is_empty() { "tep-dinh-kem".to_owned() } else { kept }
}

/// File endings that are treated as malware samples even when the sender does not say so.
const DANGEROUS_ENDINGS: &[&str] = &[
    "exe", "dll", "scr", "com", "bat", "cmd", "ps1", "vbs", "js", "jse", "wsf", "hta", "msi", "lnk", "jar",
    "apk", "elf", "sys", "pif",
];

/// Whether a file must be handled as a malware sample by its name.
pub fn looks_dangerous(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.rsplit_once('.').is_some_and(|(_, ending)| DANGEROUS_ENDINGS.contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_in_a_name_is_cut_off() {
        assert_eq!(safe_name("../../etc/passwd"), "passwd");
        assert_eq!(safe_name("C:\\tmp\\nhật ký.log"), "nhật ký.log");
        assert_eq!(safe_name("\u{0}.."), "tep-dinh-kem");
    }

    #[test]
    fn programs_are_dangerous_and_logs_are_not() {
        assert!(looks_dangerous("hoa-don.PDF.exe"));
        assert!(!looks_dangerous("access.log"));
    }
}
