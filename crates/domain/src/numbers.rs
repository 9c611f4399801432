//! Numbers that people read aloud on the phone: `TB-2026-000123` for notices, `VN-2026-000123` for incidents,
//! `BC-2026-000123` for reports. The prefix is the deployment's; year and sequence are ours.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A record number: prefix of 1–12 capital letters or digits, a legal year, a sequence of at least six digits.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordNumber {
    prefix: String,
    year: i16,
    sequence: i64,
}

/// Why a text is no record number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no record number; it looks like VN-2026-000123")]
pub struct NotANumber(pub String);

impl RecordNumber {
    /// Puts a number together from its parts.
    pub fn new(prefix: &str, year: i16, sequence: i64) -> Self {
        Self { prefix: prefix.to_owned(), year, sequence }
    }

    /// The sequence within all records of the kind, never restarted.
    pub const fn sequence(&self) -> i64 {
        self.sequence
    }
}

impl fmt::Display for RecordNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}-{:06}", self.prefix, self.year, self.sequence)
    }
}

impl FromStr for RecordNumber {
    type Err = NotANumber;
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let wrong = || NotANumber(text.chars().take(40).collect());
        let folded = text.trim().to_ascii_uppercase();
        let mut parts = folded.rsplitn(3, '-');
        let sequence = parts.next().ok_or_else(wrong)?;
        let year = parts.next().ok_or_else(wrong)?;
        let prefix = parts.next().ok_or_else(wrong)?;
        let prefix_ok = (1..=12).contains(&prefix.len())
            && prefix.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if !prefix_ok || year.len() != 4 || !(6..=12).contains(&sequence.len()) {
            return Err(wrong());
        }
        Ok(Self {
            prefix: prefix.to_owned(),
            year: year.parse().map_err(|_| wrong())?,
            sequence: sequence.parse().map_err(|_| wrong())?,
        })
    }
}

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(RecordNumber);
        impl $name {
            /// Puts the number together from its parts.
            pub fn new(prefix: &str, year: i16, sequence: i64) -> Self { Self(RecordNumber::new(prefix, year, sequence)) }
            /// The sequence within all records of the kind.
            pub const fn sequence(&self) -> i64 { self.0.sequence() }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&self.0, f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&self.0, f) }
        }
        impl FromStr for $name {
            type Err = NotANumber;
            fn from_str(text: &str) -> Result<Self, NotANumber> { text.parse().map(Self) }
        }
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.collect_str(self) }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

numbers! {
    /// Number of an incident notice.
    NoticeNumber,
    /// Number of an incident.
    IncidentNumber,
    /// Number of a report.
    ReportNumber,
    /// Number of an application to join the network.
    ApplicationNumber,
    /// Number of a test whether contact points can be reached.
    ReachNumber,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_back_as_written_and_in_small_letters() {
        let number = IncidentNumber::new("VN", 2026, 123);
        assert_eq!(number.to_string(), "VN-2026-000123");
        assert_eq!(" vn-2026-000123 ".parse::<IncidentNumber>(), Ok(number));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "VN", "VN-26-000123", "VN-2026-12", "V N-2026-000123", "VN-2026-00012x"] {
            assert!(text.parse::<RecordNumber>().is_err(), "{text}");
        }
    }
}
