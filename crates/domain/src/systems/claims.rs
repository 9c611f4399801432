//! What a system claims on the Internet – addresses, ranges, domain names – in one standard form, and how a question about an
//! address or a name finds the claim that answers it: the longest range, the longest domain.
//!
//! ```
//! use domain::systems::claims::{Network, covering};
//! let network: Network = "203.0.113.0/24".parse().expect("a public range");
//! let address = "203.0.113.7".parse().expect("an address");
//! assert!(network.contains(address));
//! assert!(covering(address).any(|value| value == network.to_string()));
//! ```

use crate::notices::submission::{is_domain, private};
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// Widest range that one system may claim: /8 of IPv4, /16 of IPv6.
const WIDEST: (u8, u8) = (8, 16);

/// Why a claim is refused; each has its code for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAClaim {
    /// Neither an address nor a range.
    #[error("not_a_range")]
    Unreadable,
    /// A range whose address has bits set behind its length.
    #[error("range_not_canonical")]
    NotCanonical,
    /// Private, reserved or of the loopback.
    #[error("private_address")]
    Private,
    /// Wider than any system is.
    #[error("range_too_wide")]
    TooWide,
    /// Not a name of the DNS.
    #[error("not_a_domain")]
    NotADomain,
    /// Belongs to everybody who registers below it.
    #[error("public_suffix")]
    PublicSuffix,
}

impl NotAClaim {
    /// Code of the field problem.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "not_a_range",
            Self::NotCanonical => "range_not_canonical",
            Self::Private => "private_address",
            Self::TooWide => "range_too_wide",
            Self::NotADomain => "not_a_domain",
            Self::PublicSuffix => "public_suffix",
        }
    }
}

/// A range of addresses; a single address is the narrowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network {
    first: IpAddr,
    length: u8,
}

impl Network {
    /// Its first address.
    pub const fn first(self) -> IpAddr {
        self.first
    }

    /// Its last address.
    pub fn last(self) -> IpAddr {
        match self.first {
            IpAddr::V4(first) => {
                let rest = u32::MAX.checked_shr(self.length.into()).unwrap_or(0);
                Ipv4Addr::from(u32::from(first) | rest).into()
            }
            IpAddr::V6(first) => {
                let rest = u128::MAX.checked_shr(self.length.into()).unwrap_or(0);
                Ipv6Addr::from(u128::from(first) | rest).into()
            }
        }
    }

    /// Length of the prefix in bits.
    pub const fn length(self) -> u8 {
        self.length
    }

    /// Whether an address lies in it.
    pub fn contains(self, address: IpAddr) -> bool {
        masked(address, self.length).is_some_and(|first| first == self.first)
    }

    /// Whether the two have addresses in common.
    pub fn overlaps(self, other: Self) -> bool {
        if self.length <= other.length { self.contains(other.first) } else { other.contains(self.first) }
    }
}

impl fmt::Display for Network {
    /// `203.0.113.0/24`; a single address without length.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.length == bits(self.first) {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}/{}", self.first, self.length)
        }
    }
}

impl FromStr for Network {
    type Err = NotAClaim;

    /// Reads an address or a range in CIDR form (RFC 4632); IPv4 addresses mapped into IPv6 are IPv4 addresses.
    fn from_str(text: &str) -> Result<Self, NotAClaim> {
        let (address, length) = match text.trim().split_once('/') {
            Some((address, length)) => {
                (address, Some(length.parse::<u8>().map_err(|_| NotAClaim::Unreadable)?))
            }
            None => (text.trim(), None),
        };
        let address: IpAddr = address.parse().map_err(|_| NotAClaim::Unreadable)?;
        let first = address.to_canonical();
        let length = length.unwrap_or_else(|| bits(first));
        if length > bits(first) {
            return Err(NotAClaim::Unreadable);
        }
        if masked(first, length) != Some(first) {
            return Err(NotAClaim::NotCanonical);
        }
        if length < if first.is_ipv4() { WIDEST.0 } else { WIDEST.1 } {
            return Err(NotAClaim::TooWide);
        }
        if private(first) { Err(NotAClaim::Private) } else { Ok(Self { first, length }) }
    }
}

/// A domain name in small letters, without the dot at its end.
///
/// # Errors
/// [`NotAClaim::NotADomain`]; [`NotAClaim::PublicSuffix`] for a name under which anybody registers (the Public Suffix List).
pub fn domain_name(text: &str) -> Result<String, NotAClaim> {
    let name = crate::text::tidy(text).to_lowercase();
    let name = name.trim_end_matches('.');
    if !is_domain(name) {
        return Err(NotAClaim::NotADomain);
    }
    match psl::suffix(name.as_bytes()) {
        Some(suffix) if suffix.as_bytes() == name.as_bytes() => Err(NotAClaim::PublicSuffix),
        _ => Ok(name.to_owned()),
    }
}

/// Every claim in standard form that would cover an address, the narrowest first.
pub fn covering(address: IpAddr) -> impl Iterator<Item = String> {
    let address = address.to_canonical();
    let widest = if address.is_ipv4() { WIDEST.0 } else { WIDEST.1 };
    let ranges = (widest..=bits(address)).rev();
    ranges.filter_map(move |length| Some(Network { first: masked(address, length)?, length }.to_string()))
}

/// A name and every name above it, the longest first.
pub fn above(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(name.trim_end_matches('.'));
    std::iter::from_fn(move || {
        let now = rest?;
        rest = now.split_once('.').map(|(_, above)| above);
        Some(now)
    })
}

const fn bits(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

/// The first address of the range of that length around an address.
fn masked(address: IpAddr, length: u8) -> Option<IpAddr> {
    match address {
        IpAddr::V4(address) => {
            let rest = 32_u32.checked_sub(length.into())?;
            let mask = u32::MAX.checked_shl(rest).unwrap_or(0);
            Some(Ipv4Addr::from(u32::from(address) & mask).into())
        }
        IpAddr::V6(address) => {
            let rest = 128_u32.checked_sub(length.into())?;
            let mask = u128::MAX.checked_shl(rest).unwrap_or(0);
            Some(Ipv6Addr::from(u128::from(address) & mask).into())
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn ranges_are_kept_in_one_form_and_wrong_ones_say_why() {
        let kept = |text: &str| text.parse::<Network>().map(|network| network.to_string());
        assert_eq!(kept(" 203.0.113.0/24 ").unwrap(), "203.0.113.0/24");
        assert_eq!(kept("2001:DB8:0::1").unwrap(), "2001:db8::1");
        assert_eq!(kept("::ffff:203.0.113.7").unwrap(), "203.0.113.7");
        assert_eq!(kept("203.0.113.7/32").unwrap(), "203.0.113.7");
        for (text, why) in [
            ("203.0.113.1/24", NotAClaim::NotCanonical),
            ("10.0.0.0/8", NotAClaim::Private),
            ("128.0.0.0/7", NotAClaim::TooWide),
            ("2000::/3", NotAClaim::TooWide),
            ("203.0.113.0/33", NotAClaim::Unreadable),
            ("hoasen.example", NotAClaim::Unreadable),
        ] {
            assert_eq!(kept(text), Err(why), "{text}");
        }
    }

    #[test]
    fn a_name_under_which_anybody_registers_is_nobodys() {
        assert_eq!(domain_name("WWW.HoaSen.com.vn.").unwrap(), "www.hoasen.com.vn");
        assert_eq!(domain_name("hoasen.com.vn").unwrap(), "hoasen.com.vn");
        for suffix in ["com.vn", "gov.vn", "co.uk"] {
            assert_eq!(domain_name(suffix), Err(NotAClaim::PublicSuffix), "{suffix}");
        }
        assert_eq!(domain_name("hoa sen.vn"), Err(NotAClaim::NotADomain));
    }

    #[test]
    fn a_question_goes_from_the_narrowest_claim_to_the_widest() {
        let mut ranges = covering("203.0.113.7".parse().unwrap());
        assert_eq!(ranges.next().unwrap(), "203.0.113.7");
        assert_eq!(ranges.next().unwrap(), "203.0.113.6/31");
        assert_eq!(ranges.last().unwrap(), "203.0.0.0/8");
        assert_eq!(covering("2001:db8::1".parse().unwrap()).count(), 113);
        assert_eq!(
            above("his.hoasen.com.vn").collect::<Vec<_>>(),
            ["his.hoasen.com.vn", "hoasen.com.vn", "com.vn", "vn"]
        );
    }

    #[test]
    fn two_ranges_overlap_when_one_lies_in_the_other() {
        let network = |text: &str| text.parse::<Network>().unwrap();
        assert!(network("203.0.113.0/24").overlaps(network("203.0.113.128/25")));
        assert!(network("203.0.113.7").overlaps(network("203.0.113.0/24")));
        assert!(!network("203.0.113.0/25").overlaps(network("203.0.113.128/25")));
        assert!(!network("203.0.113.0/24").overlaps(network("2001:db8::/32")));
    }
}
