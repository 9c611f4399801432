//! A received message, from bytes to what the desk needs, whatever its state.
//!
//! Why it exists: people in trouble send broken mail. Whatever can be read in any way is read, and its defects are
//! listed; only what is empty, is no message or breaks a bound is refused, with words for the sender. Reading never
//! fails otherwise and never takes more memory than a few times [`Limits::max_bytes`]. Archives are not opened.
//!
//! Neighbours: `ungcuu mailgate` collects standard input with [`collect`] and passes it to [`read`].
//!
//! ```
//! use mail::{Limits, parse};
//! let limits = Limits::default();
//! let raw = parse::collect(&b"Subject: =?utf-8?q?S=E1=BB=B1_c=E1=BB=91?=\n\nCh\xc3\xa0o"[..], &limits)??;
//! assert_eq!(parse::read(&raw, &limits)?.subject, "Sự cố");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod body;
mod charset;
mod delivery;
mod headers;
mod origin;
mod reference;
mod structure;
mod subject;
mod transfer;

use std::borrow::Cow;
use std::io::{self, Read};

use serde::{Deserialize, Serialize};

pub use body::Part;
pub use delivery::{DeliveryReport, Recipient};
pub use origin::{AutoKind, Signed};
pub use reference::{reference_in_message_id, references_in};

use crate::{Address, Limits, Problem, Refusal};

/// A message that was read. All text is UTF-8 in NFC without NUL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incoming {
    /// Message-ID without angle brackets.
    pub message_id: Option<String>,
    /// In-Reply-To, without angle brackets.
    pub in_reply_to: Vec<String>,
    /// References, oldest first, without angle brackets.
    pub references: Vec<String>,
    /// The first mailbox of From. It is what the message claims; see [`crate::authenticate`].
    pub from: Option<Address>,
    /// The first mailbox of Reply-To.
    pub reply_to: Option<Address>,
    /// To.
    pub to: Vec<Address>,
    /// Cc.
    pub cc: Vec<Address>,
    /// The sender's Date in microseconds since 1970-01-01T00:00:00Z; their clock, not ours.
    pub date_micros: Option<i64>,
    /// Subject on one line, decoded; empty when there is none.
    pub subject: String,
    /// The text: the plain parts joined by an empty line, else the HTML parts without their tags. LF line ends.
    pub body_text: String,
    /// The subject begins with [`Limits::subject_tag`], behind any reply prefixes.
    pub has_tag: bool,
    /// The subject without mark and reply prefixes; the whole subject when it has no mark.
    pub subject_without_tag: String,
    /// Whether a machine wrote it.
    pub auto_submitted: AutoKind,
    /// Files, in the order of the message.
    pub attachments: Vec<Part>,
    /// The header block as it stands, UTF-8, LF line ends.
    pub header_text: String,
    /// What was wrong with it, each defect once.
    pub problems: Vec<Problem>,
    /// The kind of signature; not verified here.
    pub signed: Signed,
    /// The content is encrypted; an officer with the key must open the attachment.
    pub encrypted: bool,
}

/// Reads one message.
///
/// # Errors
/// [`Refusal`] when the message is empty, is no message, or breaks a bound of `limits`.
pub fn read(raw: &[u8], limits: &Limits) -> Result<Incoming, Refusal> {
    if raw.len() > limits.max_bytes {
        return Err(Refusal::TooLarge { bytes: raw.len() as u64, limit: limits.max_bytes as u64 });
    }
    let raw = raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw);
    let start =
        raw.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != 0).ok_or(Refusal::Empty)?;
    let mut problems = Vec::new();
    let raw = line_ends(raw.get(start..).unwrap_or_default(), &mut problems);

    let split = headers::split(&raw);
    let headers = headers::Headers::read(split.headers, limits, &mut problems);
    if headers.is_empty() {
        return Err(Refusal::NotAMessage);
    }
    if split.separator_missing {
        problems.push(Problem::HeaderSeparatorMissing);
    }
    let mut walk = structure::Walk::new(limits);
    walk.root(&headers, split.body)?;
    problems.append(&mut walk.problems);
    let body_text = walk.gathered.body_text(limits, &mut problems);
    let nul_bytes =
        walk.gathered.nul_bytes() + split.headers.iter().filter(|&&byte| byte == 0).count() as u64;
    if nul_bytes > 0 {
        problems.push(Problem::NulBytes { count: nul_bytes });
    }
    if split.body.split(|&byte| byte == b'\n').any(is_uuencode_start) {
        problems.push(Problem::Uuencoded);
    }

    let incoming = assemble(&headers, body_text, walk.gathered.attachments, limits, problems);
    Ok(incoming)
}

/// Reads a whole stream, such as standard input, keeping at most [`Limits::max_bytes`] of it in memory. What is beyond
/// is read and counted, so that the mail server's pipe does not break.
///
/// # Errors
/// The outer error is the stream's; the inner one is [`Refusal::TooLarge`] with the size.
pub fn collect(mut stream: impl Read, limits: &Limits) -> io::Result<Result<Vec<u8>, Refusal>> {
    let mut raw = Vec::new();
    let limit = limits.max_bytes as u64;
    stream.by_ref().take(limit + 1).read_to_end(&mut raw)?;
    let kept = raw.len() as u64;
    if kept <= limit {
        return Ok(Ok(raw));
    }
    drop(raw);
    let beyond = io::copy(&mut stream, &mut io::sink())?;
    Ok(Err(Refusal::TooLarge { bytes: kept + beyond, limit }))
}

fn assemble(
    headers: &headers::Headers,
    body_text: String,
    attachments: Vec<Part>,
    limits: &Limits,
    mut problems: Vec<Problem>,
) -> Incoming {
    for name in ["From", "Subject", "Date", "Message-ID", "Content-Type", "Reply-To"] {
        if headers.count(name) > 1 {
            problems.push(Problem::RepeatedHeader { header: name.to_owned() });
        }
    }
    let from = headers.addresses("From", limits, &mut problems).into_iter().next();
    if from.is_none() {
        problems.push(Problem::MissingFrom);
    }
    let date_micros = headers.date_seconds("Date").and_then(|seconds| seconds.checked_mul(1_000_000));
    if date_micros.is_none()
        && let Some(text) = headers.raw("Date")
    {
        problems.push(Problem::BadDate { text: text.chars().take(100).collect() });
    }
    let subject: String =
        headers.text("Subject").unwrap_or_default().chars().take(limits.max_body_chars).collect();
    let tagged = subject::without_tag(&subject, &limits.subject_tag);
    let mut incoming = Incoming {
        message_id: headers.ids("Message-ID", limits, &mut problems).into_iter().next(),
        in_reply_to: headers.ids("In-Reply-To", limits, &mut problems),
        references: headers.ids("References", limits, &mut problems),
        reply_to: headers.addresses("Reply-To", limits, &mut problems).into_iter().next(),
        to: headers.addresses("To", limits, &mut problems),
        cc: headers.addresses("Cc", limits, &mut problems),
        date_micros,
        has_tag: tagged.is_some(),
        subject_without_tag: tagged.unwrap_or_else(|| subject.clone()),
        subject,
        auto_submitted: origin::auto_kind(headers, from.as_ref()),
        signed: origin::signed(headers, &body_text),
        encrypted: origin::encrypted(headers, &body_text),
        from,
        body_text,
        attachments,
        header_text: headers.text.clone(),
        problems: Vec::new(),
    };
    for problem in problems {
        if !incoming.problems.contains(&problem) {
            incoming.problems.push(problem);
        }
    }
    incoming
}

/// Turns lines ended by CR alone into lines ended by LF; everything else stays as it is.
fn line_ends<'a>(raw: &'a [u8], problems: &mut Vec<Problem>) -> Cow<'a, [u8]> {
    let first = raw.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
    let Some(first) = first else { return Cow::Borrowed(raw) };
    if raw.get(first) != Some(&b'\r') || matches!(raw.get(first + 1), Some(b'\n') | None) {
        return Cow::Borrowed(raw);
    }
    problems.push(Problem::BareCarriageReturns);
    let mut lines = raw.to_vec();
    let mut bytes = lines.iter_mut().peekable();
    while let Some(byte) = bytes.next() {
        if *byte == b'\r' && bytes.peek().is_none_or(|next| **next != b'\n') {
            *byte = b'\n';
        }
    }
    Cow::Owned(lines)
}

/// `begin 644 name` starts a uuencoded file (POSIX uuencode).
fn is_uuencode_start(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"begin ") else { return false };
    let mode = rest.iter().take_while(|byte| matches!(byte, b'0'..=b'7')).count();
    matches!(mode, 3 | 4) && rest.get(mode) == Some(&b' ') && rest.len() > mode + 1
}
