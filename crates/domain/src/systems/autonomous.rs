//! Numbers of autonomous systems: public ones only. What is reserved (RFC 6793, 7300, 7607 and the register of IANA) and what is
//! kept for documentation (RFC 5398) belongs to nobody; what is private (RFC 6996) means nothing outside one network.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Why a number is refused; each has its code for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAPublicNumber {
    /// No number of 32 bits.
    #[error("not_an_as_number")]
    Unreadable,
    /// Reserved, or kept for documentation.
    #[error("reserved_as_number")]
    Reserved,
    /// For use inside one network.
    #[error("private_as_number")]
    Private,
}

impl NotAPublicNumber {
    /// Code of the field problem.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "not_an_as_number",
            Self::Reserved => "reserved_as_number",
            Self::Private => "private_as_number",
        }
    }
}

/// The number of a public autonomous system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AsNumber(u32);

impl AsNumber {
    /// The number.
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for AsNumber {
    /// `AS64499`, as networks write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AS{}", self.0)
    }
}

impl FromStr for AsNumber {
    type Err = NotAPublicNumber;

    /// Reads a number with or without `AS` before it.
    fn from_str(text: &str) -> Result<Self, NotAPublicNumber> {
        let text = text.trim();
        let digits = match text.get(..2) {
            Some(head) if head.eq_ignore_ascii_case("as") => text.get(2..).unwrap_or_default().trim_start(),
            _ => text,
        };
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotAPublicNumber::Unreadable);
        }
        match digits.parse::<u32>().map_err(|_| NotAPublicNumber::Unreadable)? {
            64_512..=65_534 | 4_200_000_000..=4_294_967_294 => Err(NotAPublicNumber::Private),
            0 | 23_456 | 64_496..=64_511 | 65_535..=131_071 | u32::MAX => Err(NotAPublicNumber::Reserved),
            number => Ok(Self(number)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn public_numbers_are_kept_in_one_form() {
        for text in ["AS4199999999", "as4199999999", " 4199999999 ", "AS 4199999999"] {
            assert_eq!(text.parse::<AsNumber>().unwrap().to_string(), "AS4199999999", "{text}");
        }
    }

    #[test]
    fn reserved_and_private_numbers_say_which_they_are() {
        for (text, why) in [
            ("0", NotAPublicNumber::Reserved),
            ("AS23456", NotAPublicNumber::Reserved),
            ("64496", NotAPublicNumber::Reserved),
            ("64511", NotAPublicNumber::Reserved),
            ("64512", NotAPublicNumber::Private),
            ("65534", NotAPublicNumber::Private),
            ("65535", NotAPublicNumber::Reserved),
            ("65551", NotAPublicNumber::Reserved),
            ("131071", NotAPublicNumber::Reserved),
            ("4200000000", NotAPublicNumber::Private),
            ("4294967294", NotAPublicNumber::Private),
            ("4294967295", NotAPublicNumber::Reserved),
            ("4294967296", NotAPublicNumber::Unreadable),
            ("AS", NotAPublicNumber::Unreadable),
            ("-1", NotAPublicNumber::Unreadable),
            ("mạng", NotAPublicNumber::Unreadable),
        ] {
            assert_eq!(text.parse::<AsNumber>(), Err(why), "{text}");
        }
    }
}
