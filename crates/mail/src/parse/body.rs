//! Leaves of the MIME tree: which of them are the text to read, which are files.
//!
//! Neighbours: [`super::structure`] brings the leaves in order; [`super::read`] takes the finished text and list.

use mail_parser::decoders::html::html_to_text;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::headers::{Headers, one_line};
use super::structure::Place;
use super::{charset, transfer};
use crate::{Limits, Problem, Refusal};

/// A file that came with a message: an attachment, an inline picture, a signature, an attached message.
///
/// Its bytes are decoded from the transfer encoding and otherwise untouched; archives are never opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// File name without folders, control and direction characters, at most 200 characters; `None` when it has none.
    pub name: Option<String>,
    /// Media type in lower case without parameters, as the sender declared it: `application/pdf`.
    pub media_type: String,
    /// The decoded bytes.
    pub bytes: Vec<u8>,
    /// Meant to be shown inside the text, not as a file of its own.
    pub inline: bool,
    /// It is itself a message (`message/rfc822`); [`super::read`] reads it.
    pub nested_message: bool,
    /// Index, in the list of attachments, of the attached message that this file is inside of; its bytes are in that
    /// message too.
    pub within: Option<usize>,
}

/// A leaf, decoded from its transfer encoding.
pub(super) struct Leaf {
    media_type: String,
    charset: Option<String>,
    name: Option<String>,
    attached: bool,
    inline: bool,
    bytes: Vec<u8>,
}

/// What the walk collects.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    plain: Vec<String>,
    html: Vec<String>,
    pub(super) attachments: Vec<Part>,
    /// Bytes in `attachments`, to bound what is listed twice.
    pub(super) listed_bytes: usize,
    nul_bytes: u64,
}

impl Leaf {
    pub(super) fn read(
        headers: &Headers,
        body: &[u8],
        media_type: &str,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let (bytes, problem) = transfer::decode(body, headers.raw("Content-Transfer-Encoding"));
        problems.extend(problem);
        let disposition = headers.parameters("Content-Disposition");
        Self {
            media_type: media_type.to_owned(),
            charset: headers
                .parameters("Content-Type")
                .and_then(|declared| declared.attribute("charset"))
                .map(str::to_owned),
            name: file_name(headers),
            attached: disposition.is_some_and(|disposition| disposition.is_attachment()),
            inline: disposition.is_some_and(|disposition| disposition.is_inline())
                || headers.count("Content-ID") > 0 && disposition.is_none(),
            bytes: bytes.into_owned(),
        }
    }

    fn text(&self, problems: &mut Vec<Problem>) -> String {
        let (text, problem) = charset::decode(&self.bytes, self.charset.as_deref());
        problems.extend(problem);
        text
    }
}

impl Gathered {
    /// Takes a leaf as text or as file.
    pub(super) fn take(
        &mut self,
        leaf: Leaf,
        place: Place,
        limits: &Limits,
        problems: &mut Vec<Problem>,
    ) -> Result<(), Refusal> {
        let readable = place.within.is_none() && !leaf.attached && (place.root || leaf.name.is_none());
        match leaf.media_type.as_str() {
            "text/html" if readable => {
                let html = leaf.text(problems);
                self.html.push(html);
                // Beside a plain text that is not its alternative, the page may say something else: keep it as a file.
                if !place.alternative && !place.root && !self.plain.is_empty() {
                    self.keep(leaf, place, limits)?;
                }
            }
            "text/plain" if readable => self.plain.push(leaf.text(problems)),
            other if readable && place.root && other.starts_with("text/") => {
                self.plain.push(leaf.text(problems))
            }
            // The words of an attached message are read by reading that message; its files are listed.
            "text/plain" | "text/html" if place.within.is_some() && !leaf.attached && leaf.name.is_none() => {
            }
            _ => self.keep(leaf, place, limits)?,
        }
        Ok(())
    }

    fn keep(&mut self, leaf: Leaf, place: Place, limits: &Limits) -> Result<(), Refusal> {
        let part = Part {
            name: leaf.name,
            media_type: leaf.media_type,
            bytes: leaf.bytes,
            inline: leaf.inline && !leaf.attached,
            nested_message: false,
            within: place.within,
        };
        self.push(part, limits).map(drop)
    }

    /// Keeps an attached message; returns its index.
    pub(super) fn keep_message(
        &mut self,
        headers: &Headers,
        bytes: &[u8],
        media_type: &str,
        subject: Option<String>,
        place: Place,
        limits: &Limits,
    ) -> Result<usize, Refusal> {
        let name = file_name(headers)
            .or_else(|| safe_name(&format!("{}.eml", subject?)))
            .unwrap_or_else(|| "message.eml".to_owned());
        let disposition = headers.parameters("Content-Disposition");
        let part = Part {
            name: Some(name),
            media_type: media_type.to_owned(),
            bytes: bytes.to_vec(),
            inline: disposition.is_some_and(|disposition| disposition.is_inline()),
            nested_message: true,
            within: place.within,
        };
        self.push(part, limits)
    }

    fn push(&mut self, part: Part, limits: &Limits) -> Result<usize, Refusal> {
        if part.bytes.len() > limits.max_attachment_bytes {
            return Err(Refusal::AttachmentTooLarge {
                name: part.name.unwrap_or_default(),
                bytes: part.bytes.len() as u64,
                limit: limits.max_attachment_bytes as u64,
            });
        }
        self.listed_bytes += part.bytes.len();
        self.attachments.push(part);
        Ok(self.attachments.len() - 1)
    }

    /// The text to read: the plain parts, or the HTML parts without their tags when there is no plain text.
    pub(super) fn body_text(&mut self, limits: &Limits, problems: &mut Vec<Problem>) -> String {
        let plain = std::mem::take(&mut self.plain);
        let html = std::mem::take(&mut self.html);
        let text = if plain.iter().any(|text| !text.trim().is_empty()) || html.is_empty() {
            plain
                .iter()
                .map(|text| text.trim_end())
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join("\n\n")
        } else {
            // Eight bytes of page for a character of text: more than that is not read by anyone.
            let most = limits.max_body_chars.saturating_mul(8);
            let stripped: Vec<String> =
                html.iter().map(|page| html_to_text(front(page, most, problems))).collect();
            stripped.iter().map(|text| text.trim()).collect::<Vec<_>>().join("\n\n")
        };
        let text = self.clean(&text);
        match text.char_indices().nth(limits.max_body_chars) {
            Some((end, _)) => {
                problems.push(Problem::BodyTruncated { chars: limits.max_body_chars as u64 });
                text.get(..end).unwrap_or_default().to_owned()
            }
            None => text,
        }
    }

    /// LF line ends, no NUL, NFC.
    fn clean(&mut self, text: &str) -> String {
        self.nul_bytes += text.matches('\0').count() as u64;
        text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "").nfc().collect()
    }

    /// NUL bytes removed from the text so far.
    pub(super) fn nul_bytes(&self) -> u64 {
        self.nul_bytes
    }
}

fn front<'a>(page: &'a str, most: usize, problems: &mut Vec<Problem>) -> &'a str {
    if page.len() <= most {
        return page;
    }
    problems.push(Problem::BodyTruncated { chars: (most / 8) as u64 });
    page.get(..page.floor_char_boundary(most)).unwrap_or_default()
}

/// The file name of a part: Content-Disposition first, then the `name` of its type (RFC 2183, RFC 2231).
fn file_name(headers: &Headers) -> Option<String> {
    let disposition = headers.parameters("Content-Disposition").and_then(|line| line.attribute("filename"));
    let typed = || headers.parameters("Content-Type").and_then(|line| line.attribute("name"));
    safe_name(disposition.filter(|name| !name.trim().is_empty()).or_else(typed)?)
}

/// A name that can be shown and offered for saving: no folders, no control or direction characters.
fn safe_name(name: &str) -> Option<String> {
    let name = one_line(name);
    let last = name.rsplit(['/', '\\']).find(|piece| !piece.trim().is_empty())?;
    let shown: String = last
        .chars()
        .filter(|letter| !matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect();
    let shown = shown.trim().trim_matches('"').trim();
    if shown.is_empty() || shown.chars().all(|letter| letter == '.') {
        return None;
    }
    let count = shown.chars().count();
    if count <= 200 {
        return Some(shown.to_owned());
    }
    // The end carries the extension: keep it.
    let head: String = shown.chars().take(160).collect();
    let tail: String = shown.chars().skip(count - 39).collect();
    Some(format!("{head}…{tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_never_names_a_folder() {
        assert_eq!(safe_name("../../etc/passwd").as_deref(), Some("passwd"));
        assert_eq!(safe_name("C:\\tam\\nhật ký.txt").as_deref(), Some("nhật ký.txt"));
        assert_eq!(safe_name("anh\u{202e}gpj.exe").as_deref(), Some("anhgpj.exe"));
        assert_eq!(safe_name(".."), None);
        assert_eq!(safe_name(&"a".repeat(500)).map(|name| name.chars().count()), Some(200));
    }
}
