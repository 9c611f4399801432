//! One-time passwords by time (RFC 6238): SHA-1, six digits, thirty seconds – what every authenticator app can do. A code
//! is taken from one step before to one step after now, for clocks that are a little off.

use domain::Moment;
use ring::hmac;
use std::fmt::Write;
use subtle::ConstantTimeEq;

/// Bytes of a secret: as long as the hash (RFC 4226, 4).
pub const SECRET_BYTES: usize = 20;
/// Length of a step.
const STEP_MICROS: i64 = 30_000_000;
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step that has this code, within the steps that are taken now.
pub fn step_of(secret: &[u8], code: &str, now: Moment) -> Option<i64> {
    let present = now.micros().div_euclid(STEP_MICROS);
    (present - 1..=present + 1)
        .find(|step| bool::from(code_at(secret, *step).as_bytes().ct_eq(code.as_bytes())))
}

/// The code of the step in which a moment lies.
pub fn code(secret: &[u8], now: Moment) -> String {
    code_at(secret, now.micros().div_euclid(STEP_MICROS))
}

fn code_at(secret: &[u8], step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    // RFC 4226, 5.3: the last four bits say where the number lies.
    let from = usize::from(tag.last().map_or(0, |last| last & 0x0f));
    let number =
        tag.iter().skip(from).take(4).fold(0_u32, |n, byte| (n << 8) | u32::from(*byte)) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

/// The secret in base32 (RFC 4648, without padding), as apps take it typed.
pub fn base32(secret: &[u8]) -> String {
    let letter =
        |five: u64| LETTERS.get(usize::try_from(five & 31).unwrap_or(0)).map_or('A', |l| char::from(*l));
    let mut text = String::new();
    for chunk in secret.chunks(5) {
        let bits = chunk.iter().fold(0_u64, |n, byte| (n << 8) | u64::from(*byte)) << (8 * (5 - chunk.len()));
        let letters = (chunk.len() * 8).div_ceil(5);
        text.extend((0..letters).map(|n| letter(bits >> (35 - 5 * n))));
    }
    text
}

/// The address that the QR code carries (Key URI Format).
pub fn address(secret: &[u8], issuer: &str, login: &str) -> String {
    let issuer = percent(issuer);
    format!("otpauth://totp/{issuer}:{}?secret={}&issuer={issuer}", percent(login), base32(secret))
}

fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, SHA-1, the last six of eight digits.
    #[test]
    fn the_codes_of_the_standard_are_ours() {
        let secret = b"12345678901234567890";
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(secret, Moment::from_micros(seconds * 1_000_000)), expected);
        }
    }

    #[test]
    fn a_code_is_taken_one_step_early_or_late() {
        let (secret, at) = (b"12345678901234567890", |seconds: i64| Moment::from_micros(seconds * 1_000_000));
        // In the middle of a step.
        let present = 1_234_567_905;
        let code = code(secret, at(present));
        for (seconds, taken) in [(-31, true), (0, true), (31, true), (-91, false), (91, false)] {
            assert_eq!(step_of(secret, &code, at(present + seconds)).is_some(), taken, "{seconds}");
        }
    }

    /// RFC 4648, section 10.
    #[test]
    fn base32_is_that_of_the_standard() {
        for (bytes, text) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn the_address_names_issuer_and_person() {
        let address = address(b"foobar", "Ứng Cứu", "minhanh");
        assert_eq!(
            address,
            "otpauth://totp/%E1%BB%A8ng%20C%E1%BB%A9u:minhanh?secret=MZXW6YTBOI&issuer=%E1%BB%A8ng%20C%E1%BB%A9u"
        );
    }
}
