//! The header block of a message or part: where it ends, and its lines as values.
//!
//! Neighbours: [`super::structure`] reads one for each part; `mail-parser` understands the single lines (encoded words
//! of RFC 2047, addresses, dates, parameters of RFC 2231). The block is brought to UTF-8 first, so that raw 8-bit
//! headers are not lost.

use mail_parser::{Addr, ContentType, Header, HeaderValue, MessageParser};
use unicode_normalization::UnicodeNormalization;

use super::charset;
use crate::{Address, Limits, Problem};

/// The parsed header lines of one message or part.
pub(super) struct Headers {
    lines: Vec<Line>,
    /// The block as text: UTF-8, LF line ends, no NUL, folds kept.
    pub(super) text: String,
}

/// One header, folds included.
struct Line {
    header: Header<'static>,
    raw: String,
}

impl Line {
    /// Each line is parsed by itself: a value that confuses the parser cannot swallow the next header.
    fn read(parser: &MessageParser, raw: &str) -> Option<Self> {
        let header =
            parser.parse_headers(raw)?.parts.into_iter().next()?.headers.into_iter().next()?.into_owned();
        let value = raw.split_once(':').map_or("", |(_, value)| value);
        Some(Self { header, raw: value.split_whitespace().collect::<Vec<_>>().join(" ") })
    }

    fn is(&self, name: &str) -> bool {
        self.header.name().eq_ignore_ascii_case(name)
    }
}

/// Divides a block where a line does not begin with a blank.
fn logical_lines(block: &str) -> impl Iterator<Item = &str> {
    let mut rest = block;
    std::iter::from_fn(move || {
        let end = rest
            .match_indices('\n')
            .map(|(at, _)| at + 1)
            .find(|&next| !rest.get(next..).is_some_and(|after| after.starts_with([' ', '\t'])))
            .unwrap_or(rest.len());
        let (line, after) = rest.split_at_checked(end)?;
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

/// Where a header block ends and the body begins.
pub(super) struct Split<'a> {
    pub(super) headers: &'a [u8],
    pub(super) body: &'a [u8],
    pub(super) separator_missing: bool,
}

/// Splits at the first empty line, or at the first line that neither is a header nor is followed by one.
pub(super) fn split(raw: &[u8]) -> Split<'_> {
    let mut at = 0;
    let cut = |end: usize, body: usize, separator_missing: bool| Split {
        headers: raw.get(..end).unwrap_or_default(),
        body: raw.get(body..).unwrap_or_default(),
        separator_missing,
    };
    while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
        let (line, next) = first_line(rest);
        if line.is_empty() {
            return cut(at, at + next, false);
        }
        let continues = at > 0 && (line.starts_with(b" ") || line.starts_with(b"\t"));
        let envelope = at == 0 && (line.starts_with(b"From ") || line.starts_with(b">From "));
        if !continues && !envelope && !is_header_line(line) {
            let (following, _) = first_line(rest.get(next..).unwrap_or_default());
            if !is_header_line(following) {
                return cut(at, at, true);
            }
        }
        at += next;
    }
    cut(raw.len(), raw.len(), false)
}

/// The first line without its end, and where the next begins.
fn first_line(raw: &[u8]) -> (&[u8], usize) {
    let end = raw.iter().position(|&byte| byte == b'\n');
    let line = raw.get(..end.unwrap_or(raw.len())).unwrap_or_default();
    (line.strip_suffix(b"\r").unwrap_or(line), end.map_or(raw.len(), |end| end + 1))
}

fn is_header_line(line: &[u8]) -> bool {
    let Some(colon) = line.iter().take(128).position(|&byte| byte == b':') else { return false };
    let name = line.get(..colon).unwrap_or_default().trim_ascii_end();
    !name.is_empty() && name.iter().all(u8::is_ascii_graphic)
}

impl Headers {
    /// Reads a block that [`split`] found. Problems are appended.
    pub(super) fn read(block: &[u8], limits: &Limits, problems: &mut Vec<Problem>) -> Self {
        let mut block = block;
        if block.len() > limits.max_header_bytes {
            problems.push(Problem::HeaderTruncated { bytes: block.len() as u64 });
            let short = block.get(..limits.max_header_bytes).unwrap_or_default();
            let end = short.iter().rposition(|&byte| byte == b'\n').map_or(short.len(), |end| end + 1);
            block = short.get(..end).unwrap_or_default();
        }
        let (text, problem) = charset::decode(block, None);
        problems.extend(problem);
        let mut text: String = text.chars().filter(|letter| !matches!(letter, '\r' | '\0')).collect();
        if (text.starts_with("From ") || text.starts_with(">From "))
            && let Some((_, rest)) = text.split_once('\n')
        {
            text = rest.to_owned();
        }
        let end = text.trim_end().len();
        text.truncate(end);
        text.push('\n');
        let parser = MessageParser::default();
        let lines = logical_lines(&text).filter_map(|line| Line::read(&parser, line)).collect();
        Self { lines, text }
    }

    /// Whether no line was understood.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// How often a header stands in the block.
    pub(super) fn count(&self, name: &str) -> usize {
        self.lines.iter().filter(|line| line.is(name)).count()
    }

    fn value(&self, name: &str) -> Option<&HeaderValue<'static>> {
        self.lines.iter().find(|line| line.is(name)).map(|line| &line.header.value)
    }

    /// The first line of that name as written, folds and outer blanks removed.
    pub(super) fn raw(&self, name: &str) -> Option<&str> {
        self.lines.iter().find(|line| line.is(name)).map(|line| line.raw.as_str())
    }

    /// A decoded free text, on one line, NFC.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.value(name)?.as_text().map(one_line)
    }

    /// Content-Type or Content-Disposition.
    pub(super) fn parameters(&self, name: &str) -> Option<&ContentType<'static>> {
        self.value(name)?.as_content_type()
    }

    /// Message ids without their angle brackets.
    pub(super) fn ids(&self, name: &str, limits: &Limits, problems: &mut Vec<Problem>) -> Vec<String> {
        let Some(value) = self.value(name) else { return Vec::new() };
        let ids: Vec<String> = match value {
            HeaderValue::Text(id) => vec![one_line(id)],
            HeaderValue::TextList(ids) => {
                ids.iter().take(limits.max_header_items + 1).map(|id| one_line(id)).collect()
            }
            _ => Vec::new(),
        };
        bounded(ids.into_iter().filter(|id| !id.is_empty()).collect(), name, limits, problems)
    }

    /// The mailboxes of an address line, groups flattened.
    pub(super) fn addresses(&self, name: &str, limits: &Limits, problems: &mut Vec<Problem>) -> Vec<Address> {
        let Some(list) = self.value(name).and_then(HeaderValue::as_address) else { return Vec::new() };
        let found: Vec<Address> = list.iter().take(limits.max_header_items + 1).filter_map(address).collect();
        if found.iter().any(|address| !address.email.contains('@')) {
            problems.push(Problem::BadAddress { header: name.to_owned() });
        }
        bounded(found, name, limits, problems)
    }

    /// Seconds since 1970 of a date line, when it names a day that exists.
    pub(super) fn date_seconds(&self, name: &str) -> Option<i64> {
        let date = self.value(name)?.as_datetime()?;
        let (year, month, day) =
            (i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
        jiff::civil::Date::new(year, month, day).ok()?;
        (date.is_valid() && (1970..=9999).contains(&date.year)).then(|| date.to_timestamp())
    }
}

fn address(found: &Addr<'_>) -> Option<Address> {
    let name = found.name().map(one_line).filter(|name| !name.is_empty());
    match found.address().map(one_line).filter(|email| !email.is_empty()) {
        Some(email) => Some(Address { name, email }),
        None => name.map(Address::bare),
    }
}

fn bounded<T>(mut list: Vec<T>, name: &str, limits: &Limits, problems: &mut Vec<Problem>) -> Vec<T> {
    if list.len() > limits.max_header_items {
        list.truncate(limits.max_header_items);
        problems.push(Problem::ListTruncated { header: name.to_owned() });
    }
    list
}

/// Blanks and control characters folded to single blanks, outer ones removed, NFC.
pub(super) fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").nfc().collect()
}
