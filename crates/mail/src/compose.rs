//! A message that we send, from plain values to the bytes on the wire.
//!
//! Why it exists: the bytes are made once, kept with the record, and sent as they are, however often sending must be
//! tried. Same values, same bytes: moment, message id and token are arguments.
//!
//! Neighbours: `app` fills [`Outgoing`] from a rendered template and queues it; [`crate::Transport`] sends the bytes.
//!
//! ```
//! use mail::{Address, compose::{Outgoing, message_id}};
//! let outgoing = Outgoing {
//!     message_id: message_id("TB-2026-000123", "k3x9", "dieuphoi.example"),
//!     from: Address::named("Tiếp nhận sự cố", "tiepnhan@dieuphoi.example"),
//!     to: vec![Address::bare("lan@coquan.example")],
//!     subject: "Đã nhận thông báo TB-2026-000123".to_owned(),
//!     text: "Chúng tôi đã nhận được thông báo.\n".to_owned(),
//!     auto_generated: true,
//!     ..Outgoing::at(jiff::Timestamp::UNIX_EPOCH)
//! };
//! assert!(outgoing.to_bytes()?.starts_with(b"Message-ID: <TB-2026-000123.k3x9@dieuphoi.example>\r\n"));
//! # Ok::<(), mail::compose::ComposeError>(())
//! ```

use jiff::Timestamp;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address as Mailbox;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::{Address, Envelope};

/// A message to send. Text is UTF-8; it is written in NFC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// Message-ID without angle brackets, from [`message_id`]; also the key by which sending twice is noticed.
    pub message_id: String,
    /// Who writes.
    pub from: Address,
    /// Who shall get it; at least one.
    pub to: Vec<Address>,
    /// Where answers go, when not to `from`.
    pub reply_to: Option<Address>,
    /// Subject, one line.
    pub subject: String,
    /// The text; line ends may be LF or CRLF.
    pub text: String,
    /// The same as a page, shown instead of the text where it can be.
    pub html: Option<String>,
    /// The message id that this answers, without angle brackets.
    pub in_reply_to: Option<String>,
    /// The thread that it belongs to, oldest first, without angle brackets.
    pub references: Vec<String>,
    /// A machine writes it: `Auto-Submitted: auto-replied` when it answers a message, else `auto-generated` (RFC 3834).
    pub auto_generated: bool,
    /// The moment in the Date line.
    pub date: Timestamp,
    /// Files to attach.
    pub attachments: Vec<OutPart>,
}

/// A file to attach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutPart {
    /// File name, written by RFC 2231 where it is not ASCII.
    pub name: String,
    /// Media type without parameters: `application/pdf`.
    pub media_type: String,
    /// The bytes; sent in base64.
    pub bytes: Vec<u8>,
}

/// Why a message could not be composed. Nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ComposeError {
    /// A line break or control character where one line is wanted: an attempt to add headers, or an accident.
    #[error("{field} has a line break or control character in it; give it on one line")]
    HeaderInjection {
        /// The field.
        field: &'static str,
    },
    /// An address that no mail can be sent to.
    #[error("{email:?} in {field} is not an e-mail address; write it as name@domain in ASCII")]
    BadAddress {
        /// The field.
        field: &'static str,
        /// The address as given.
        email: String,
    },
    /// No addressee.
    #[error("the message has no addressee")]
    NoRecipient,
    /// A message id that is empty, longer than 200 characters, or has other characters than an id may have.
    #[error("{id:?} in {field} is not a message id; it is written token@domain, without angle brackets")]
    BadMessageId {
        /// The field.
        field: &'static str,
        /// The id as given.
        id: String,
    },
    /// A media type that is not `type/subtype`.
    #[error("{media_type:?} is not a media type")]
    BadMediaType {
        /// The type as given.
        media_type: String,
    },
    /// The builder could not write.
    #[error("the message could not be written")]
    Write,
}

impl ComposeError {
    /// Stable code, the key of its phrase: `mail.header_injection`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::HeaderInjection { .. } => "mail.header_injection",
            Self::BadAddress { .. } => "mail.bad_address",
            Self::NoRecipient => "mail.no_recipient",
            Self::BadMessageId { .. } => "mail.bad_message_id",
            Self::BadMediaType { .. } => "mail.bad_media_type",
            Self::Write => "mail.write",
        }
    }
}

/// A message id of ours that carries the reference of a record, so that a reply finds its way back:
/// `{reference}.{token}@{domain}`, without angle brackets. The token is chance, so that nobody can guess an id.
pub fn message_id(reference: &str, token: &str, domain: &str) -> String {
    format!("{reference}.{token}@{domain}")
}

impl Outgoing {
    /// An empty message with that date, to be filled by `..Outgoing::at(now)`.
    pub fn at(date: Timestamp) -> Self {
        Self {
            message_id: String::new(),
            from: Address::bare(""),
            to: Vec::new(),
            reply_to: None,
            subject: String::new(),
            text: String::new(),
            html: None,
            in_reply_to: None,
            references: Vec::new(),
            auto_generated: false,
            date,
            attachments: Vec::new(),
        }
    }

    /// Whom the mail server shall bring it to. An automatic answer has the empty return path, so that a failed
    /// delivery is not answered in turn (RFC 3834 §3.3).
    pub fn envelope(&self) -> Envelope {
        let answers = self.auto_generated && self.in_reply_to.is_some();
        Envelope {
            message_id: self.message_id.clone(),
            from: (!answers).then(|| self.from.email.clone()),
            to: self.to.iter().map(|to| to.email.clone()).collect(),
        }
    }

    /// The message as it goes over the wire: RFC 5322 with CRLF line ends, 7-bit, headers in a fixed order.
    ///
    /// # Errors
    /// [`ComposeError`] when a field would break the header block or nobody would get the message.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ComposeError> {
        self.check()?;
        let mut builder = MessageBuilder::new()
            .message_id(self.message_id.as_str())
            .date(Date::new(self.date.as_second()))
            .from(mailbox(&self.from))
            .to(Mailbox::new_list(self.to.iter().map(mailbox).collect()));
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(mailbox(reply_to));
        }
        builder = builder.subject(nfc(&self.subject));
        if let Some(id) = &self.in_reply_to {
            builder = builder.in_reply_to(id.as_str());
        }
        if !self.references.is_empty() {
            builder = builder.references(MessageId::new_list(self.references.iter().map(String::as_str)));
        }
        if self.auto_generated {
            let kind = if self.in_reply_to.is_some() { "auto-replied" } else { "auto-generated" };
            builder = builder
                .header("Auto-Submitted", Raw::new(kind))
                .header("X-Auto-Response-Suppress", Raw::new("All"));
        }
        builder
            .header("MIME-Version", Raw::new("1.0"))
            .body(self.body())
            .write_to_vec()
            .map_err(|_| ComposeError::Write)
    }

    fn body(&self) -> MimePart<'_> {
        let text = MimePart::new(utf8("text/plain"), BodyPart::Text(nfc(&self.text).into()));
        let text = match &self.html {
            None => text,
            Some(html) => {
                let html = MimePart::new(utf8("text/html"), BodyPart::Text(nfc(html).into()));
                MimePart::new(self.multipart("multipart/alternative", "a"), vec![text, html])
            }
        };
        if self.attachments.is_empty() {
            return text;
        }
        let files = self.attachments.iter().map(|file| {
            MimePart::new(file.media_type.as_str(), BodyPart::Binary(file.bytes.as_slice().into()))
                .attachment(nfc(&file.name))
        });
        MimePart::new(
            self.multipart("multipart/mixed", "m"),
            std::iter::once(text).chain(files).collect::<Vec<_>>(),
        )
    }

    /// A multipart type with a boundary made from the message id. `=_` stands in no base64 or quoted-printable line;
    /// for texts sent as they are the boundary grows until they do not have it.
    fn multipart(&self, kind: &'static str, mark: &str) -> ContentType<'static> {
        let seed: String = self.message_id.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
        let mut boundary = format!("=_{mark}_{seed}");
        while self.text.contains(&boundary) || self.html.as_ref().is_some_and(|html| html.contains(&boundary))
        {
            boundary.push('x');
            if boundary.len() > 69 {
                boundary = format!("=_{mark}x{}", boundary.len());
                break;
            }
        }
        ContentType::new(kind).attribute("boundary", boundary)
    }

    fn check(&self) -> Result<(), ComposeError> {
        one_line("subject", &self.subject)?;
        check_id("message_id", &self.message_id)?;
        self.in_reply_to.iter().try_for_each(|id| check_id("in_reply_to", id))?;
        self.references.iter().try_for_each(|id| check_id("references", id))?;
        if self.to.is_empty() {
            return Err(ComposeError::NoRecipient);
        }
        check_address("from", &self.from)?;
        self.to.iter().try_for_each(|to| check_address("to", to))?;
        self.reply_to.iter().try_for_each(|to| check_address("reply_to", to))?;
        for file in &self.attachments {
            one_line("attachment name", &file.name)?;
            let is_token = |word: &str| {
                !word.is_empty()
                    && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&byte))
            };
            if !file
                .media_type
                .split_once('/')
                .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
            {
                return Err(ComposeError::BadMediaType { media_type: file.media_type.clone() });
            }
        }
        Ok(())
    }
}

fn mailbox(address: &Address) -> Mailbox<'_> {
    Mailbox::new_address(address.name.as_deref().map(nfc), address.email.as_str())
}

fn utf8(kind: &'static str) -> ContentType<'static> {
    ContentType::new(kind).attribute("charset", "utf-8")
}

fn nfc(text: &str) -> String {
    text.nfc().collect()
}

fn one_line(field: &'static str, text: &str) -> Result<(), ComposeError> {
    let breaks = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    if text.chars().any(breaks) { Err(ComposeError::HeaderInjection { field }) } else { Ok(()) }
}

fn check_address(field: &'static str, address: &Address) -> Result<(), ComposeError> {
    one_line(field, address.name.as_deref().unwrap_or_default())?;
    one_line(field, &address.email)?;
    if address.is_deliverable() {
        Ok(())
    } else {
        Err(ComposeError::BadAddress { field, email: address.email.clone() })
    }
}

fn check_id(field: &'static str, id: &str) -> Result<(), ComposeError> {
    one_line(field, id)?;
    let whole = id.split_once('@').is_some_and(|(left, right)| !left.is_empty() && !right.is_empty());
    let plain = id.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>'));
    if whole && plain && id.len() <= 200 {
        Ok(())
    } else {
        Err(ComposeError::BadMessageId { field, id: id.to_owned() })
    }
}
