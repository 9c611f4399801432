//! Whose an address or a name is, over 20,000 ranges and 50,000 domain names: how fast the desk answers, and whether it answers
//! as looking at every single claim does.

use crate::figures::{Line, Times};
use anyhow::{Context, Result, ensure};
use domain::systems::System;
use domain::{Op, SystemId};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::{Duration, Instant};
use testkit::{Database, Kit};

const SYSTEMS: usize = 10_000;
const RANGES: usize = 20_000;
const NAMES: usize = 50_000;
/// Systems written in one transaction.
const AT_ONCE: usize = 1000;

/// What to ask.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// How many random questions.
    #[arg(long, default_value_t = 1_000_000)]
    questions: usize,
    /// On PostgreSQL instead of SQLite.
    #[arg(long)]
    postgres: bool,
}

/// Every claim, to be looked at one by one.
struct Claims {
    ranges: Vec<(u128, u128, String)>,
    names: Vec<(String, String)>,
}

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

    /// One of four is IPv6; all lie close together, so that ranges lie in one another.
    fn address(&mut self) -> (IpAddr, u128, u32) {
        if self.below(4) == 0 {
            let (subnet, host) = (self.below(1 << 24), self.below(1 << 16));
            let bits = (0x2001_0db8_u128 << 96) | (u128::from(subnet) << 64) | u128::from(host);
            return (Ipv6Addr::from(bits).into(), bits, 128);
        }
        let low = u32::try_from(self.below(1 << 26)).unwrap_or(0);
        let bits = 0x0b00_0000_u32 | low;
        (Ipv4Addr::from(bits).into(), u128::from(bits), 32)
    }

    fn name(&mut self) -> String {
        let mut name = format!("d{}.vn", self.below(40_000));
        for _ in 0..self.below(3) {
            name = format!("h{}.{name}", self.below(6));
        }
        name
    }
}

/// A range around a random address: the bits that count, their mask, and how it is written. The bits of IPv4 are the lowest
/// 32, where no address of IPv6 asked for lies.
fn range(chance: &mut Chance) -> (u128, u128, String) {
    let (address, bits, width) = chance.address();
    let length = if width == 32 { 12 + chance.below(21) } else { 33 + chance.below(96) };
    let free = width - u32::try_from(length).unwrap_or(width);
    let mask = u128::MAX.checked_shl(free).unwrap_or(0);
    let bits = bits & mask;
    let first: IpAddr = match address {
        IpAddr::V4(_) => Ipv4Addr::from(u32::try_from(bits).unwrap_or(0)).into(),
        IpAddr::V6(_) => Ipv6Addr::from(bits).into(),
    };
    (bits, mask, format!("{first}/{}", width - free))
}

fn spread<T: Ord>(mut all: Vec<T>, wanted: usize) -> Vec<T> {
    all.sort();
    all.dedup();
    let step = (all.len() / wanted).max(1);
    all.into_iter().step_by(step).take(wanted).collect()
}

impl Claims {
    fn invent(chance: &mut Chance) -> Self {
        let ranges = std::iter::repeat_with(|| range(chance)).take(RANGES * 2).collect();
        let ranges = spread(ranges, RANGES);
        let names = std::iter::repeat_with(|| chance.name()).take(NAMES * 4).collect();
        let names = spread(names, NAMES).into_iter().map(|name: String| (format!(".{name}"), name)).collect();
        Self { ranges, names }
    }

    /// The narrowest range over an address, by looking at every one.
    fn over(&self, bits: u128) -> Option<&str> {
        let over = self.ranges.iter().filter(|(first, mask, _)| bits & mask == *first);
        over.max_by_key(|(_, mask, _)| mask.count_ones()).map(|(_, _, written)| written.as_str())
    }

    /// The longest name that is this one or ends it, by looking at every one.
    fn above(&self, asked: &str) -> Option<&str> {
        let above =
            self.names.iter().filter(|(dotted, name)| asked == name || asked.ends_with(dotted.as_str()));
        above.max_by_key(|(_, name)| name.len()).map(|(_, name)| name.as_str())
    }
}

/// A desk whose register holds the claims.
async fn filled(database: Database, claims: &Claims) -> Result<(Kit, Op)> {
    let kit = Kit::new(database).await;
    kit.network().await;
    let op = kit.op("dieu-phoi").await;
    let owner = op.body.context("the coordinator has a body")?;
    let share = |n: usize, of: usize| n * of / SYSTEMS..(n + 1) * of / SYSTEMS;
    for block in (0..SYSTEMS).collect::<Vec<_>>().chunks(AT_ONCE) {
        let mut tx = kit.app.store.write().await?;
        for &n in block {
            let ranges = claims.ranges.get(share(n, claims.ranges.len())).unwrap_or_default();
            let names = claims.names.get(share(n, claims.names.len())).unwrap_or_default();
            let written: Vec<String> = ranges
                .iter()
                .map(|(_, _, written)| {
                    written.parse::<domain::systems::claims::Network>().map(|it| it.to_string())
                })
                .collect::<Result<_, _>>()
                .map_err(|why| anyhow::anyhow!("{why:?}"))?;
            let system = System {
                id: SystemId(kit.app.fresh.uuid(op.now)),
                key: format!("he-thong-{n}"),
                name: format!("Hệ thống {n}"),
                owner,
                operator: owner,
                provider: None,
                level: None,
                national_important: false,
                environment: "internet".into(),
                domains: names.iter().map(|(_, name)| name.clone()).collect(),
                addresses: written,
                purpose: String::new(),
                description: domain::systems::description::Description::default(),
                created_at: op.now,
                version: 1,
            };
            tx.insert_system(&system).await?;
        }
        tx.commit(op.now).await?;
    }
    Ok((kit, op))
}

fn question(chance: &mut Chance) -> (String, Option<u128>) {
    if chance.below(2) == 0 {
        let (address, bits, _) = chance.address();
        (address.to_string(), Some(bits))
    } else {
        (format!("w{}.{}", chance.below(9), chance.name()), None)
    }
}

/// Asks random questions for so long, one after the other.
#[expect(clippy::disallowed_methods, reason = "this measures")]
pub(crate) async fn rate(database: Database, name: &'static str, length: Duration) -> Result<Line> {
    let mut chance = Chance(20_261_127);
    let claims = Claims::invent(&mut chance);
    let (kit, op) = filled(database, &claims).await?;
    let (mut times, begun) = (Times::default(), Instant::now());
    while begun.elapsed() < length {
        let (asked, _) = question(&mut chance);
        let one = Instant::now();
        app::systems::whois(&kit.app, &op, &asked).await?;
        times.add(one.elapsed());
    }
    Ok(Line::new("whois, one after the other", name, 1, times.figures(length)))
}

/// Asks so many random questions and compares each answer with looking at every claim.
#[expect(clippy::disallowed_methods, reason = "this measures")]
pub(crate) async fn compare(options: &Options) -> Result<()> {
    let database = if options.postgres { Database::Postgres } else { Database::Sqlite };
    let mut chance = Chance(20_261_127);
    let claims = Claims::invent(&mut chance);
    println!("{} ranges, {} domain names", claims.ranges.len(), claims.names.len());
    let (kit, op) = filled(database, &claims).await?;
    let (mut asking, mut found) = (Duration::ZERO, 0_usize);
    for n in 1..=options.questions {
        let (asked, bits) = question(&mut chance);
        let one = Instant::now();
        let answer = app::systems::whois(&kit.app, &op, &asked).await?;
        asking += one.elapsed();
        let slow = match bits {
            Some(bits) => claims.over(bits).map(|range| range.strip_suffix("/32").unwrap_or(range)),
            None => claims.above(&asked),
        };
        let slow = slow.map(|range| range.strip_suffix("/128").unwrap_or(range));
        let claim = answer.claim.as_deref().map(|claim| claim.strip_suffix("/32").unwrap_or(claim));
        let claim = claim.map(|claim| claim.strip_suffix("/128").unwrap_or(claim));
        ensure!(claim == slow, "{asked}: the desk says {claim:?}, every claim says {slow:?}");
        found += usize::from(slow.is_some());
        if n % 100_000 == 0 {
            println!("{n} questions, {found} with a claim, all equal");
        }
    }
    let rate = options.questions as f64 / asking.as_secs_f64();
    println!("{} questions answered as looking at every claim does; {rate:.0} a second", options.questions);
    Ok(())
}
