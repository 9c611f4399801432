//! What an Internet registry says about ranges of addresses and numbers of autonomous systems, in the form in which the
//! registries publish it each day: `registry|country|type|start|value|date|status`, lines of summaries and a first line with the
//! version between them. It is kept apart from what people enter, and never overrules them.

use super::claims::Network;
use serde::Serialize;
use std::net::{IpAddr, Ipv4Addr};

/// What is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Resource {
    /// Addresses of version 4.
    Ipv4,
    /// Addresses of version 6.
    Ipv6,
    /// Numbers of autonomous systems.
    Asn,
}

impl Resource {
    /// Stable code, as published.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Asn => "asn",
        }
    }
}

/// One record of a registry. Its ends are numbers in hexadecimal of one length a resource, so that they sort as they count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Allocation {
    /// Who published it (`apnic`).
    pub registry: String,
    /// Code of the country, two capital letters; empty for none.
    pub country: String,
    /// What is handed out.
    pub resource: Resource,
    /// The first.
    pub first: String,
    /// The last.
    pub last: String,
    /// The day it was handed out, as `2011-04-15`; empty when not told.
    pub day: String,
    /// `allocated`, `assigned`, `available` or `reserved`.
    pub status: String,
}

/// What a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The line with the version: the day it was published, as it stands there.
    Version(String),
    /// A record.
    Record(Allocation),
    /// A remark, a summary or nothing.
    Passed,
}

/// A line that nobody can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not_a_record")]
pub struct NotARecord;

/// Reads a line.
///
/// # Errors
/// [`NotARecord`].
pub fn line(text: &str) -> Result<Line, NotARecord> {
    let text = text.trim();
    if text.is_empty() || text.starts_with('#') {
        return Ok(Line::Passed);
    }
    let parts: Vec<&str> = text.split('|').map(str::trim).collect();
    match parts.as_slice() {
        [.., "summary"] => Ok(Line::Passed),
        [version, _, serial, ..] if version.starts_with(|c: char| c.is_ascii_digit()) => {
            Ok(Line::Version(day(serial).unwrap_or_else(|| (*serial).to_owned())))
        }
        [registry, country, kind, start, value, date, status, ..] => {
            let (resource, first, last) = ends(kind, start, value).ok_or(NotARecord)?;
            let letters = country.len() == 2 && country.bytes().all(|b| b.is_ascii_alphabetic());
            if !(letters || country.is_empty())
                || registry.is_empty()
                || registry.len() > 20
                || status.len() > 20
            {
                return Err(NotARecord);
            }
            Ok(Line::Record(Allocation {
                registry: registry.to_lowercase(),
                country: country.to_uppercase(),
                resource,
                first,
                last,
                day: day(date).unwrap_or_default(),
                status: status.to_lowercase(),
            }))
        }
        _ => Err(NotARecord),
    }
}

fn ends(kind: &str, start: &str, value: &str) -> Option<(Resource, String, String)> {
    match kind {
        "ipv4" => {
            let first = u32::from(start.parse::<Ipv4Addr>().ok()?);
            let last = first.checked_add(value.parse::<u32>().ok()?.checked_sub(1)?)?;
            Some((Resource::Ipv4, format!("{first:08x}"), format!("{last:08x}")))
        }
        "ipv6" => {
            let first = u128::from(start.parse::<std::net::Ipv6Addr>().ok()?);
            let length = value.parse::<u32>().ok().filter(|length| *length <= 128)?;
            let rest = u128::MAX.checked_shr(length).unwrap_or(0);
            (first & rest == 0)
                .then(|| (Resource::Ipv6, format!("{first:032x}"), format!("{:032x}", first | rest)))
        }
        "asn" => {
            let first = start.parse::<u32>().ok()?;
            let last = first.checked_add(value.parse::<u32>().ok()?.checked_sub(1)?)?;
            Some((Resource::Asn, format!("{first:08x}"), format!("{last:08x}")))
        }
        _ => None,
    }
}

/// `20110415` as `2011-04-15`.
fn day(text: &str) -> Option<String> {
    let digits = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let (year, month, day) = (text.get(..4)?, text.get(4..6)?, text.get(6..)?);
    (digits && year != "0000").then(|| format!("{year}-{month}-{day}"))
}

/// The resource and the ends of a range, as records have them.
pub fn ends_of(network: Network) -> (Resource, String, String) {
    let (first, last) = (address_key(network.first()), address_key(network.last()));
    (if network.first().is_ipv4() { Resource::Ipv4 } else { Resource::Ipv6 }, first, last)
}

fn address_key(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => format!("{:08x}", u32::from(address)),
        IpAddr::V6(address) => format!("{:032x}", u128::from(address)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn record(text: &str) -> Allocation {
        match line(text).unwrap() {
            Line::Record(record) => record,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_record_says_its_ends() {
        let four = record("example|VN|ipv4|203.0.113.0|256|20110415|allocated");
        assert_eq!((four.first.as_str(), four.last.as_str()), ("cb007100", "cb0071ff"));
        assert_eq!((four.country.as_str(), four.day.as_str()), ("VN", "2011-04-15"));
        let odd = record("example|vn|ipv4|198.51.100.0|192|20110415|assigned|x-1");
        assert_eq!((odd.first.as_str(), odd.last.as_str()), ("c6336400", "c63364bf"));
        let six = record("example|VN|ipv6|2001:db8::|32|00000000|allocated");
        assert_eq!(six.first, "20010db8000000000000000000000000");
        assert_eq!((six.last.as_str(), six.day.as_str()), ("20010db8ffffffffffffffffffffffff", ""));
        let asn = record("example|VN|asn|64496|4|20110415|allocated");
        assert_eq!((asn.first.as_str(), asn.last.as_str()), ("0000fbf0", "0000fbf3"));
    }

    #[test]
    fn first_lines_summaries_and_remarks_are_no_records() {
        assert_eq!(
            line("2|example|20261127|4|19830101|20261126|+0700").unwrap(),
            Line::Version("2026-11-27".into())
        );
        for text in ["", "# a remark", "example|*|ipv4|*|2|summary"] {
            assert_eq!(line(text).unwrap(), Line::Passed, "{text}");
        }
    }

    #[test]
    fn what_nobody_can_read_is_told() {
        for text in [
            "hello",
            "example|VN|ipv4|203.0.113.0|0|20110415|allocated",
            "example|VN|ipv4|255.255.255.0|512|20110415|allocated",
            "example|VN|ipv6|2001:db8::1|32|20110415|allocated",
            "example|VN|ipv6|2001:db8::|129|20110415|allocated",
            "example|VNM|ipv4|203.0.113.0|256|20110415|allocated",
            "example|VN|mac|203.0.113.0|256|20110415|allocated",
        ] {
            assert_eq!(line(text), Err(NotARecord), "{text}");
        }
    }

    #[test]
    fn a_claim_has_ends_as_records_have() {
        let (resource, first, last) = ends_of("203.0.113.0/24".parse().unwrap());
        assert_eq!((resource, first.as_str(), last.as_str()), (Resource::Ipv4, "cb007100", "cb0071ff"));
        let (_, first, last) = ends_of("2001:db8::1".parse().unwrap());
        assert_eq!(first, last);
    }
}
