//! Pages of a signed-in officer over a large data set, asked for as a browser asks: session cookie, compressed answers.

use crate::figures::{Line, Times};
use crate::seed::Seeded;
use anyhow::{Context, Result, ensure};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use testkit::outside::{Chance, Wire};
use tokio::task::JoinSet;

/// The aim for every page.
const AIM_P99_MS: f64 = 50.0;

/// A kind of page: its name and the addresses to ask in turn.
struct Kind {
    name: &'static str,
    paths: Vec<String>,
}

fn kinds(seeded: &Seeded) -> Vec<Kind> {
    let mut chance = Chance::of(3);
    let (first, last) = (u64::try_from(seeded.first).unwrap_or(1), u64::try_from(seeded.last).unwrap_or(2));
    let somewhere: Vec<u64> = (0..200).map(|_| chance.between(first, last + 1)).collect();
    let provinces = ["01", "24", "38", "48", "79", "92"];
    let each = |text: fn(&str) -> String| provinces.iter().map(|p| text(p)).collect();
    let words =
        |words: &[&str]| words.iter().map(|w| format!("/incidents?q={}", w.replace(' ', "+"))).collect();
    vec![
        Kind { name: "list, first page", paths: vec!["/incidents".into()] },
        Kind {
            name: "list, any page",
            paths: somewhere.iter().map(|n| format!("/incidents?before={n}")).collect(),
        },
        Kind { name: "filter: province", paths: each(|p| format!("/incidents?province={p}")) },
        Kind {
            name: "filter: state, severity, province",
            paths: each(|p| format!("/incidents?state=open&severity=severe&province={p}")),
        },
        Kind { name: "search: one frequent word", paths: words(&["ma", "ngan", "cong"]) },
        Kind {
            name: "search: several words",
            paths: words(&["ma hoa du lieu", "tan cong tu choi", "lua dao ngan hang"]),
        },
        Kind {
            name: "search: one record",
            paths: somewhere.iter().map(|n| format!("/incidents?q=ho+so+s{n}")).collect(),
        },
        Kind {
            name: "incident page",
            paths: seeded.complete.iter().map(|n| format!("/incidents/{n}")).collect(),
        },
    ]
}

/// Asks every kind of page for so long.
pub(crate) async fn run(
    address: SocketAddr,
    seeded: &Seeded,
    database: &'static str,
    clients: usize,
    length: Duration,
) -> Result<Vec<Line>> {
    finds_without_tone_marks(address, seeded).await?;
    let headers: Arc<str> = format!(
        "cookie: uc_session={}\r\naccept-encoding: gzip, br\r\naccept-language: vi\r\n",
        seeded.session
    )
    .into();
    let mut lines = Vec::new();
    for kind in kinds(seeded) {
        let paths: Arc<[String]> = kind.paths.into();
        let mut working = JoinSet::new();
        for client in 0..clients {
            working.spawn(one(address, headers.clone(), paths.clone(), client, length));
        }
        let mut times = Times::default();
        while let Some(done) = working.join_next().await {
            times.join(done?.with_context(|| kind.name)?);
        }
        let mut line = Line::new(kind.name, database, clients, times.figures(length));
        line.aim_met = Some(line.figures.p99_ms < AIM_P99_MS && line.figures.refused == 0);
        lines.push(line);
    }
    Ok(lines)
}

#[expect(clippy::disallowed_methods, reason = "this measures")]
async fn one(
    address: SocketAddr,
    headers: Arc<str>,
    paths: Arc<[String]>,
    client: usize,
    length: Duration,
) -> Result<Times> {
    let mut wire = Wire::connect(address).await?;
    let (mut times, begun) = (Times::default(), Instant::now());
    for (count, path) in paths.iter().cycle().skip(client).enumerate() {
        let asked = Instant::now();
        if begun.elapsed() > length {
            break;
        }
        let reply = wire.send("GET", path, &headers, b"").await?;
        // The first answers fill caches and statements.
        if reply.status != 200 {
            times.refused += 1;
        } else if count > 2 {
            times.add(asked.elapsed());
        }
    }
    Ok(times)
}

/// A search typed without tone marks must find the title that has them, or the times say nothing.
async fn finds_without_tone_marks(address: SocketAddr, seeded: &Seeded) -> Result<()> {
    let mut wire = Wire::connect(address).await?;
    let headers = format!("cookie: uc_session={}\r\naccept-language: vi\r\n", seeded.session);
    let reply = wire.send("GET", &format!("/incidents?q=ho+so+s{}", seeded.last), &headers, b"").await?;
    let text = String::from_utf8_lossy(&reply.body);
    ensure!(reply.status == 200, "the list answers {}", reply.status);
    ensure!(
        text.contains(&format!("hồ sơ S{}", seeded.last)),
        "the search without tone marks does not find its record"
    );
    Ok(())
}
