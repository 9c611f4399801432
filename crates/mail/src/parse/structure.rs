//! The tree of MIME parts (RFC 2046), walked once, within bounds.
//!
//! Why not the tree of `mail-parser`: there the parts are decoded before they can be counted, so that a message of
//! 10 000 parts or an encoded message inside a message costs memory before it is refused. Here each multipart is
//! divided by its boundary lines first, its parts are counted, and only then is anything decoded. The time is
//! (depth × size) at most.
//!
//! Neighbours: [`super::headers`] for the lines of each part, [`super::body`] for what a leaf is.

use mail_parser::ContentType;

use super::body::{Gathered, Leaf};
use super::headers::{self, Headers};
use super::transfer;
use crate::{Limits, Problem, Refusal};

/// The walk over one message.
pub(super) struct Walk<'l> {
    pub(super) limits: &'l Limits,
    pub(super) gathered: Gathered,
    pub(super) problems: Vec<Problem>,
    parts: u64,
}

/// Where in the tree a part stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// Multiparts and messages around it.
    depth: usize,
    /// Inside multipart/alternative.
    pub(super) alternative: bool,
    /// It is the whole message.
    pub(super) root: bool,
    /// Index of the attached message that it is inside of.
    pub(super) within: Option<usize>,
    /// A part without a type is a message (multipart/digest).
    digest: bool,
}

impl<'l> Walk<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self { limits, gathered: Gathered::default(), problems: Vec::new(), parts: 0 }
    }

    /// Walks the whole message.
    pub(super) fn root(&mut self, headers: &Headers, body: &[u8]) -> Result<(), Refusal> {
        self.part(headers, body, Place { root: true, ..Place::default() })
    }

    fn part(&mut self, headers: &Headers, body: &[u8], place: Place) -> Result<(), Refusal> {
        let declared = headers.parameters("Content-Type");
        let media_type = media_type(declared, place);
        if media_type.starts_with("multipart/") {
            let boundary = declared.and_then(|declared| declared.attribute("boundary")).map(str::trim_end);
            if let Some(boundary) = boundary.filter(|boundary| !boundary.is_empty()) {
                let pieces = self.divide(body, boundary.as_bytes())?;
                if !pieces.is_empty() {
                    let inside = Place {
                        alternative: place.alternative || media_type == "multipart/alternative",
                        digest: media_type == "multipart/digest",
                        root: false,
                        ..self.deeper(place)?
                    };
                    return pieces.into_iter().try_for_each(|piece| {
                        let split = headers::split(piece);
                        let headers = Headers::read(split.headers, self.limits, &mut self.problems);
                        self.part(&headers, split.body, inside)
                    });
                }
            }
            self.problems.push(Problem::BoundaryMissing);
            return self.leaf(headers, body, "text/plain", place);
        }
        if media_type == "message/rfc822" || media_type == "message/global" {
            return self.message(headers, body, &media_type, place);
        }
        self.leaf(headers, body, &media_type, place)
    }

    fn leaf(
        &mut self,
        headers: &Headers,
        body: &[u8],
        media_type: &str,
        place: Place,
    ) -> Result<(), Refusal> {
        if place.within.is_some() && self.gathered.listed_bytes + body.len() > self.limits.max_bytes {
            self.problems.push(Problem::NestedPartsUnlisted);
            return Ok(());
        }
        let leaf = Leaf::read(headers, body, media_type, &mut self.problems);
        self.gathered.take(leaf, place, self.limits, &mut self.problems)
    }

    /// An attached message: kept whole, and its files listed again so that each can be examined by itself.
    fn message(
        &mut self,
        headers: &Headers,
        body: &[u8],
        media_type: &str,
        place: Place,
    ) -> Result<(), Refusal> {
        let inside = self.deeper(place)?;
        if place.within.is_some() && self.gathered.listed_bytes + body.len() > self.limits.max_bytes {
            self.problems.push(Problem::NestedPartsUnlisted);
            return Ok(());
        }
        let (bytes, problem) = transfer::decode(body, headers.raw("Content-Transfer-Encoding"));
        self.problems.extend(problem);
        self.count(1)?;
        let start = bytes.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(bytes.len());
        let split = headers::split(bytes.get(start..).unwrap_or_default());
        let mut quiet = Vec::new();
        let nested = Headers::read(split.headers, self.limits, &mut quiet);
        let subject = nested.text("Subject").filter(|subject| !subject.is_empty());
        let index = self.gathered.keep_message(headers, &bytes, media_type, subject, place, self.limits)?;
        if nested.is_empty() {
            self.problems.push(Problem::NestedMessageUnreadable);
            return Ok(());
        }
        self.problems.extend(quiet);
        self.part(
            &nested,
            split.body,
            Place { within: Some(index), alternative: false, digest: false, root: false, ..inside },
        )
    }

    fn deeper(&self, place: Place) -> Result<Place, Refusal> {
        if place.depth >= self.limits.max_depth {
            return Err(Refusal::TooDeep { limit: self.limits.max_depth as u64 });
        }
        Ok(Place { depth: place.depth + 1, ..place })
    }

    fn count(&mut self, more: u64) -> Result<(), Refusal> {
        self.parts += more;
        let limit = self.limits.max_parts as u64;
        if self.parts > limit { Err(Refusal::TooManyParts { parts: self.parts, limit }) } else { Ok(()) }
    }

    /// Divides a multipart's body at its boundary lines; empty when there is none. Beyond the bound the parts are only
    /// counted, not remembered.
    fn divide<'a>(&mut self, body: &'a [u8], boundary: &[u8]) -> Result<Vec<&'a [u8]>, Refusal> {
        let mut pieces = Vec::new();
        let mut open: Option<usize> = None;
        let mut found = 0_u64;
        let mut closed = false;
        let mut at = 0;
        while at < body.len() {
            let rest = body.get(at..).unwrap_or_default();
            let next = at + rest.iter().position(|&byte| byte == b'\n').map_or(rest.len(), |end| end + 1);
            let line = body.get(at..next).unwrap_or_default();
            if let Some(closing) = boundary_line(line, boundary) {
                if let Some(start) = open.take()
                    && pieces.len() <= self.limits.max_parts
                {
                    pieces.push(piece(body, start, at));
                }
                // What stands behind the closing line is no part, unless another boundary line follows: then the
                // sender closed too early, and the file behind it must not be lost.
                closed = closing;
                if closing {
                    at = next;
                    continue;
                }
                found += 1;
                open = Some(next);
            }
            at = next;
        }
        self.count(found)?;
        if let Some(start) = open {
            pieces.push(piece(body, start, body.len()));
        }
        if found > 0 && !closed {
            self.problems.push(Problem::UnterminatedMultipart);
        }
        Ok(pieces)
    }
}

/// The part between two boundary lines; the line end before a boundary belongs to the boundary (RFC 2046 §5.1.1).
fn piece(body: &[u8], start: usize, end: usize) -> &[u8] {
    let whole = body.get(start..end).unwrap_or_default();
    let Some(cut) = whole.strip_suffix(b"\n").filter(|_| end < body.len()) else { return whole };
    cut.strip_suffix(b"\r").unwrap_or(cut)
}

/// `Some(true)` for the closing line of a multipart, `Some(false)` for a line that opens a part.
fn boundary_line(line: &[u8], boundary: &[u8]) -> Option<bool> {
    let rest = line.strip_prefix(b"--")?.strip_prefix(boundary)?.trim_ascii_end();
    match rest {
        b"" => Some(false),
        b"--" => Some(true),
        _ => None,
    }
}

fn media_type(declared: Option<&ContentType<'_>>, place: Place) -> String {
    let Some(declared) = declared else {
        return if place.digest { "message/rfc822" } else { "text/plain" }.to_owned();
    };
    let kind = declared.ctype().trim().to_ascii_lowercase();
    match declared.subtype() {
        Some(subtype) => format!("{kind}/{}", subtype.trim().to_ascii_lowercase()),
        None if kind == "text" || kind.is_empty() => "text/plain".to_owned(),
        None => "application/octet-stream".to_owned(),
    }
}
