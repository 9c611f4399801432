//! Durable acknowledged notices: closed-loop clients over the API.

use crate::figures::{Line, Times};
use anyhow::Result;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use testkit::outside::{Wire, notice};
use tokio::task::JoinSet;

/// Not counted: connections, caches and statements warm up.
const WARM_UP: Duration = Duration::from_secs(1);
const HEADERS: &str = "content-type: application/json\r\n";

/// Senders so far, so that no two measurements of a run write from the same sender.
static SENDERS: AtomicU64 = AtomicU64::new(1);

/// Posts notices from so many clients for so long.
pub(crate) async fn run(address: SocketAddr, clients: usize, length: Duration) -> Result<Line> {
    #[expect(clippy::disallowed_methods, reason = "this measures")]
    let begun = Instant::now();
    let (from, until) = (begun + WARM_UP, begun + WARM_UP + length);
    let mut working = JoinSet::new();
    for _ in 0..clients {
        working.spawn(client(address, SENDERS.fetch_add(1, Ordering::Relaxed), from, until));
    }
    let mut times = Times::default();
    while let Some(done) = working.join_next().await {
        times.join(done??);
    }
    Ok(Line::new("acknowledged notices", "", clients, times.figures(length)))
}

#[expect(clippy::disallowed_methods, reason = "this measures")]
async fn client(address: SocketAddr, sender: u64, from: Instant, until: Instant) -> Result<Times> {
    let mut wire = Wire::connect(address).await?;
    let mut times = Times::default();
    for count in 1.. {
        let body = notice(sender, count);
        let begun = Instant::now();
        if begun >= until {
            break;
        }
        let reply = wire.send("POST", "/api/v1/notices", HEADERS, body.as_bytes()).await?;
        let ended = Instant::now();
        if reply.status != 201 {
            times.refused += 1;
        } else if begun >= from && ended <= until {
            times.add(ended - begun);
        }
    }
    Ok(times)
}
