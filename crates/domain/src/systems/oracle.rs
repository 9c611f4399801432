//! The way from a question to its claim, compared with the slow way: looking at every claim.

#![cfg(test)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::claims::{Network, above, covering};
use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A small generator of numbers that are the same in every run (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    /// Addresses close together, so that claims lie in one another.
    fn address(&mut self) -> IpAddr {
        if self.below(4) == 0 {
            let low = self.below(1 << 20);
            return Ipv6Addr::from(
                (0x2001_0db8_u128 << 96) | u128::from(low) << 60 | u128::from(self.below(1 << 12)),
            )
            .into();
        }
        Ipv4Addr::from(0xcb00_0000 | u32::try_from(self.below(1 << 20)).unwrap()).into()
    }

    fn name(&mut self) -> String {
        let labels = 1 + self.below(4);
        let mut name = "vn".to_owned();
        for _ in 0..labels {
            name = format!("d{}.{name}", self.below(40));
        }
        name
    }
}

fn network(chance: &mut Chance) -> Option<Network> {
    let address = chance.address();
    let (narrow, span) = if address.is_ipv4() { (32, 20) } else { (128, 100) };
    let length = narrow - u8::try_from(chance.below(span)).unwrap();
    covering(address)
        .filter_map(|value| value.parse::<Network>().ok())
        .find(|network| network.length() == length)
}

#[test]
fn the_longest_range_and_the_longest_name_answer_as_looking_at_every_claim_does() {
    let mut chance = Chance(20_261_123);
    let networks: Vec<Network> = (0..400).filter_map(|_| network(&mut chance)).collect();
    let by_value: HashMap<String, Network> = networks.iter().map(|n| (n.to_string(), *n)).collect();
    let names: Vec<String> = (0..400).map(|_| chance.name()).collect();
    let mut found = (0, 0);
    for _ in 0..20_000 {
        let address = chance.address();
        let fast = covering(address).find_map(|value| by_value.get(&value));
        let slow = networks.iter().filter(|n| n.contains(address)).max_by_key(|n| n.length());
        assert_eq!(fast.map(|n| n.length()), slow.map(|n| n.length()), "{address}");
        found.0 += usize::from(fast.is_some());
        let name = chance.name();
        let fast = above(&name).find(|above| names.iter().any(|known| known == above));
        let under = |known: &&String| name == **known || name.ends_with(&format!(".{known}"));
        let slow = names.iter().filter(under).max_by_key(|known| known.len());
        assert_eq!(fast, slow.map(String::as_str), "{name}");
        found.1 += usize::from(fast.is_some());
    }
    assert!(found.0 > 1000 && found.1 > 1000, "the questions hit claims: {found:?}");
}
