//! Who wrote the message: a person or a machine; and is it signed or encrypted.
//!
//! Neighbours: `app` sends no acknowledgement where [`AutoKind::may_be_answered`] says no, so that two machines never
//! answer each other (RFC 3834).

use mail_parser::ContentType;
use serde::{Deserialize, Serialize};

use super::headers::Headers;
use crate::Address;

/// Whether a machine wrote the message, from RFC 3834 and the older habits of mail programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AutoKind {
    /// A person, as far as the headers tell.
    No,
    /// A machine wrote it on its own accord: a feed, a monitoring system, an abuse report. It can be a real notice.
    Generated,
    /// A machine answered a message: out of office, ticket opened. Never a notice.
    Reply,
    /// A delivery report: our mail did not arrive, or did.
    Bounce,
    /// A mailing list or bulk mail.
    List,
}

impl AutoKind {
    /// Whether an automatic answer may go to the sender (RFC 3834 §2).
    pub fn may_be_answered(self) -> bool {
        matches!(self, Self::No)
    }
}

/// The kind of signature on a message. It is recognised here, not verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signed {
    /// Not signed.
    None,
    /// OpenPGP: multipart/signed (RFC 3156) or a clear-signed text (RFC 9580 §7).
    Pgp,
    /// S/MIME: multipart/signed or signed-data (RFC 8551).
    Smime,
}

pub(super) fn auto_kind(headers: &Headers, from: Option<&Address>) -> AutoKind {
    let value = |name: &str| headers.raw(name).unwrap_or_default().to_ascii_lowercase();
    let declared = headers.parameters("Content-Type");
    let report = attribute(declared, "report-type");
    let is_report = is_type(declared, "multipart", "report");
    let sender = from.map(|from| from.email.to_ascii_lowercase()).unwrap_or_default();
    let from_daemon = sender == "mailer-daemon" || sender.starts_with("mailer-daemon@");
    let null_path = headers.count("Return-Path") > 0 && matches!(value("Return-Path").as_str(), "<>" | "");
    let auto = value("Auto-Submitted");
    let auto = auto.split([';', ' ', '(']).next().unwrap_or_default();
    let precedence = value("Precedence");
    let delivery_report = is_report
        && matches!(report.as_str(), "delivery-status" | "global-delivery-status" | "")
        || is_type(declared, "message", "delivery-status")
        || headers.count("X-Failed-Recipients") > 0;

    if delivery_report || from_daemon || null_path && auto != "auto-replied" && report != "feedback-report" {
        AutoKind::Bounce
    } else if auto == "auto-replied"
        || is_report
            && matches!(report.as_str(), "disposition-notification" | "global-disposition-notification")
        || precedence == "auto_reply"
        || ["X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-AutoReply-From"]
            .iter()
            .any(|name| headers.count(name) > 0)
    {
        AutoKind::Reply
    } else if headers.count("List-Id") > 0 || matches!(precedence.as_str(), "list" | "bulk" | "junk") {
        AutoKind::List
    } else if !matches!(auto, "" | "no")
        || headers.count("X-Auto-Response-Suppress") > 0 && value("X-Auto-Response-Suppress") != "none"
        || report == "feedback-report"
    {
        AutoKind::Generated
    } else {
        AutoKind::No
    }
}

pub(super) fn signed(headers: &Headers, body_text: &str) -> Signed {
    let declared = headers.parameters("Content-Type");
    let protocol = attribute(declared, "protocol");
    let smime_type = attribute(declared, "smime-type");
    if is_type(declared, "multipart", "signed") {
        if protocol.contains("pkcs7") { Signed::Smime } else { Signed::Pgp }
    } else if is_pkcs7(declared) && smime_type == "signed-data" {
        Signed::Smime
    } else if body_text.contains("-----BEGIN PGP SIGNED MESSAGE-----") {
        Signed::Pgp
    } else {
        Signed::None
    }
}

pub(super) fn encrypted(headers: &Headers, body_text: &str) -> bool {
    let declared = headers.parameters("Content-Type");
    is_type(declared, "multipart", "encrypted")
        || is_pkcs7(declared)
            && !matches!(attribute(declared, "smime-type").as_str(), "signed-data" | "certs-only")
        || body_text.contains("-----BEGIN PGP MESSAGE-----")
}

fn is_type(declared: Option<&ContentType<'_>>, kind: &str, subtype: &str) -> bool {
    declared.is_some_and(|declared| {
        declared.ctype().eq_ignore_ascii_case(kind)
            && declared.subtype().is_some_and(|found| found.eq_ignore_ascii_case(subtype))
    })
}

fn is_pkcs7(declared: Option<&ContentType<'_>>) -> bool {
    is_type(declared, "application", "pkcs7-mime") || is_type(declared, "application", "x-pkcs7-mime")
}

fn attribute(declared: Option<&ContentType<'_>>, name: &str) -> String {
    declared.and_then(|declared| declared.attribute(name)).unwrap_or_default().trim().to_ascii_lowercase()
}
