//! Addresses, address ranges and domain names, also when written harmless (`1.2.3[.]4`, `hxxp://`).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde_json::Value;

use super::super::messages::{self, Finding};
use super::{LIST_MOST, Reading, words};

/// IP addresses, each once.
pub(super) fn addresses(raw: &Value, public_only: bool) -> Reading {
    each(raw, |entry| {
        let address = address(entry).ok_or_else(|| match range(entry) {
            Some(_) => messages::range_for_address(entry),
            None => messages::not_an_address(entry),
        })?;
        if public_only && touches_reserved(address, host_bits(address)) {
            return Err(messages::private_address(entry));
        }
        Ok(address.to_string())
    })
}

/// Address ranges in prefix form, or single addresses; host bits are cleared.
pub(super) fn ranges(raw: &Value, public_only: bool) -> Reading {
    each(raw, |entry| {
        let single = address(entry).map(|address| (address, host_bits(address)));
        let (network, prefix) =
            single.or_else(|| range(entry)).ok_or_else(|| messages::not_a_range(entry))?;
        if public_only && touches_reserved(network, prefix) {
            return Err(messages::private_address(entry));
        }
        Ok(if single.is_some() { network.to_string() } else { format!("{network}/{prefix}") })
    })
}

/// Domain names, lower-cased, without scheme, port, path and final dot.
pub(super) fn domains(raw: &Value) -> Reading {
    each(raw, |entry| {
        let refanged = refang(entry);
        let host = refanged.split_once("://").map_or(refanged.as_str(), |(_, rest)| rest);
        let host = host.split(['/', '?', '#']).next().unwrap_or_default();
        let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
        let host = host.split_once(':').map_or(host, |(host, _)| host);
        domain_name(host).ok_or_else(|| messages::not_a_domain(entry))
    })
}

/// Reads each entry of a list; entries come from a JSON list or are parted by line, comma, semicolon or space.
fn each(raw: &Value, read: impl Fn(&str) -> Result<String, Finding>) -> Reading {
    let single = std::slice::from_ref(raw);
    let items = match raw {
        Value::Array(items) => items.as_slice(),
        _ => single,
    };
    let mut reading = Reading::default();
    let mut kept: Vec<Value> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for item in items {
        let typed = match words::string(item) {
            Ok(typed) => typed,
            Err(finding) => return Reading::wrong(raw, finding),
        };
        for entry in typed.split([',', ';', ' ', '\n', '\r', '\t']).filter(|entry| !entry.is_empty()) {
            if kept.len() == LIST_MOST {
                return Reading::wrong(raw, messages::too_many(LIST_MOST));
            }
            let (entry, finding) = match read(entry) {
                Ok(entry) => (entry, None),
                Err(finding) => (entry.to_owned(), Some(finding)),
            };
            if seen.insert(entry.clone()) {
                kept.push(Value::from(entry));
                reading.findings.extend(finding);
            }
        }
    }
    reading.value = (!kept.is_empty()).then_some(Value::Array(kept));
    reading
}

/// Undoes the usual ways of making an address harmless.
fn refang(entry: &str) -> String {
    let mut words = entry.trim().to_lowercase();
    for (harmless, plain) in
        [("[.]", "."), ("(.)", "."), ("{.}", "."), ("[dot]", "."), ("(dot)", "."), ("[:]", ":")]
    {
        words = words.replace(harmless, plain);
    }
    match words.strip_prefix("hxxp") {
        Some(rest) => format!("http{rest}"),
        None => words,
    }
}

fn address(entry: &str) -> Option<IpAddr> {
    let address: IpAddr = refang(entry).parse().ok()?;
    Some(address.to_canonical())
}

/// Reads `203.0.113.0/24`, with host bits cleared.
fn range(entry: &str) -> Option<(IpAddr, u8)> {
    let refanged = refang(entry);
    let (address, prefix) = refanged.split_once('/')?;
    let prefix: u8 = (prefix.len() <= 3 && prefix.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| prefix.parse().ok())
        .flatten()?;
    match address.parse().ok()? {
        IpAddr::V4(address) if prefix <= 32 => {
            let network = address.to_bits() & mask(prefix.into(), 32) as u32;
            Some((IpAddr::V4(Ipv4Addr::from_bits(network)), prefix))
        }
        IpAddr::V6(address) if prefix <= 128 => {
            Some((IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & mask(prefix.into(), 128))), prefix))
        }
        _ => None,
    }
}

/// The mask of a prefix in a word of `width` bits, held in 128 bits.
fn mask(prefix: u32, width: u32) -> u128 {
    let host = width.saturating_sub(prefix);
    let all = if width == 128 { u128::MAX } else { (1 << width) - 1 };
    all & u128::MAX.checked_shl(host).unwrap_or(0)
}

fn host_bits(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

/// Ranges that are never seen from the Internet (IANA special-purpose registries, RFC 6890 and others).
/// Ranges for documentation are left out on purpose: exercises and examples use them.
const RESERVED_V4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// The same for IPv6.
const RESERVED_V6: &[(Ipv6Addr, u32)] = &[
    (Ipv6Addr::UNSPECIFIED, 128),
    (Ipv6Addr::LOCALHOST, 128),
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96),
    (Ipv6Addr::new(0x100, 0, 0, 0, 0, 0, 0, 0), 64),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7),
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10),
    (Ipv6Addr::new(0xfec0, 0, 0, 0, 0, 0, 0, 0), 10),
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8),
];

/// True when the range has an address in common with a reserved one.
fn touches_reserved(network: IpAddr, prefix: u8) -> bool {
    // Two prefixes overlap exactly when they agree on the shorter of the two masks.
    let prefix = u32::from(prefix);
    match network {
        IpAddr::V4(network) => RESERVED_V4.iter().any(|(reserved, length)| {
            let common = mask(prefix.min(*length), 32);
            u128::from(network.to_bits()) & common == u128::from(reserved.to_bits()) & common
        }),
        IpAddr::V6(network) => RESERVED_V6.iter().any(|(reserved, length)| {
            let common = mask(prefix.min(*length), 128);
            network.to_bits() & common == reserved.to_bits() & common
        }),
    }
}

/// A domain name of two labels at least: letters of any script, digits, hyphens, underscores; lower-cased.
pub(super) fn domain_name(typed: &str) -> Option<String> {
    let name = typed.trim().trim_end_matches('.').to_lowercase();
    let label_ok = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '-' || letter == '_' || is_mark(letter))
    };
    let labels: Vec<&str> = name.split('.').collect();
    let top = labels.last()?;
    let top_ok = !top.bytes().all(|byte| byte.is_ascii_digit()) && !top.contains('_');
    (name.len() <= 253 && labels.len() >= 2 && top_ok && labels.iter().all(|label| label_ok(label)))
        .then_some(name)
}

/// Combining marks that scripts of internationalised names need.
fn is_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}
