//! Content-Transfer-Encoding (RFC 2045 §6): base64, quoted-printable and plain bytes, leniently.
//!
//! Neighbours: [`super::body`] decodes each leaf part here before its charset is looked at.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;

use crate::problem::Problem;

/// Decodes a part's body. Broken input gives what could be decoded (or the raw bytes) and a problem; never an error.
pub(super) fn decode<'a>(body: &'a [u8], encoding: Option<&str>) -> (Cow<'a, [u8]>, Option<Problem>) {
    let label = encoding.map(|label| label.trim().to_ascii_lowercase()).unwrap_or_default();
    let label = label.split([' ', ';', '(', '\t']).next().unwrap_or_default();
    match label {
        "" | "7bit" | "7-bit" | "8bit" | "8-bit" | "binary" | "none" => (Cow::Borrowed(body), None),
        "base64" => decode_base64(body),
        "quoted-printable" => decode_quoted_printable(body),
        "x-uuencode" | "uuencode" | "x-uue" | "uue" => (Cow::Borrowed(body), Some(Problem::Uuencoded)),
        other => {
            let encoding = other.chars().take(60).filter(|letter| !letter.is_control()).collect();
            (Cow::Borrowed(body), Some(Problem::UnknownEncoding { encoding }))
        }
    }
}

fn decode_base64(body: &[u8]) -> (Cow<'_, [u8]>, Option<Problem>) {
    let damaged = || Some(Problem::DamagedEncoding { encoding: "base64".to_owned() });
    let mut kept: Vec<u8> = Vec::with_capacity(body.len());
    let mut foreign = 0_usize;
    let mut after_padding = false;
    for &byte in body {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' => {
                if after_padding {
                    // A second base64 text behind the padding of the first one: some gateways append a footer so.
                    kept.resize(kept.len().next_multiple_of(4), b'=');
                    after_padding = false;
                }
                kept.push(byte);
            }
            b'=' => after_padding = true,
            b'\r' | b'\n' | b' ' | b'\t' => {}
            _ => foreign += 1,
        }
    }
    if foreign * 100 > body.len() {
        return (Cow::Borrowed(body), damaged());
    }
    let letters = kept.iter().rev().take_while(|&&byte| byte != b'=').count();
    let lone = letters % 4 == 1;
    if lone {
        kept.pop();
    }
    let decoded = kept.split(|&byte| byte == b'=').filter(|piece| !piece.is_empty()).try_fold(
        Vec::with_capacity(kept.len() / 4 * 3 + 3),
        |mut whole, piece| {
            let mut piece = piece.to_vec();
            piece.resize(piece.len().next_multiple_of(4), b'=');
            whole.extend(base64_decode(&piece)?);
            Some(whole)
        },
    );
    match decoded {
        Some(bytes) => (Cow::Owned(bytes), (lone || foreign > 0).then(damaged).flatten()),
        None => (Cow::Borrowed(body), damaged()),
    }
}

/// RFC 2045 §6.7; an `=` that no hexadecimal pair follows is kept as it stands.
fn decode_quoted_printable(body: &[u8]) -> (Cow<'_, [u8]>, Option<Problem>) {
    let mut decoded = Vec::with_capacity(body.len());
    let mut broken = false;
    let mut rest = body;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        if byte != b'=' {
            decoded.push(byte);
            continue;
        }
        let blank = tail.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).take(256).count();
        match (tail.get(blank), tail) {
            (Some(b'\n'), _) => rest = tail.get(blank + 1..).unwrap_or_default(),
            (None, _) if blank == tail.len() => rest = &[],
            (_, [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    decoded.push(high * 16 + low);
                    rest = after;
                }
                _ => {
                    broken = true;
                    decoded.push(b'=');
                }
            },
            _ => {
                broken = true;
                decoded.push(b'=');
            }
        }
    }
    let problem = broken.then(|| Problem::DamagedEncoding { encoding: "quoted-printable".to_owned() });
    (Cow::Owned(decoded), problem)
}

fn hex(letter: u8) -> Option<u8> {
    char::from(letter).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_printable_keeps_what_is_not_an_escape() {
        let (text, problem) = decode(b"S=E1=BB=B1 c=E1=BB=91 =\r\n1 = 2=", Some("Quoted-Printable"));
        assert_eq!(String::from_utf8_lossy(&text), "Sự cố 1 = 2");
        assert!(problem.is_some());
        assert_eq!(decode(b"a=20\r\nb", Some("quoted-printable")), (Cow::Borrowed(&b"a \r\nb"[..]), None));
    }

    #[test]
    fn broken_base64_gives_what_can_be_read() {
        assert_eq!(decode(b"aGVs\r\nbG8=", Some("base64")), (Cow::Borrowed(&b"hello"[..]), None));
        assert_eq!(decode(b"aGVsbG8", Some("base64")), (Cow::Borrowed(&b"hello"[..]), None));
        let (bytes, problem) = decode(b"aGVsbG8=aGVsbG8=", Some("base64"));
        assert_eq!((&*bytes, problem), (&b"hellohello"[..], None));
        let (bytes, problem) = decode(b"aGVsbG8hx", Some("base64"));
        assert_eq!(&*bytes, b"hello!");
        assert!(problem.is_some());
        let (bytes, problem) = decode("đây không phải base64!".as_bytes(), Some("base64"));
        assert_eq!(&*bytes, "đây không phải base64!".as_bytes());
        assert!(problem.is_some());
    }
}
