//! `load`: how much the program carries. Alone it posts notices to a running one; `load bench` starts it itself, on both
//! databases, and measures all of `docs/BENCHMARKS.md`.
//!
//! ```text
//! load --url http://127.0.0.1:8080 --clients 1,4,16,64 --seconds 10
//! load bench --ungcuu target/release/ungcuu --out target/bench.json
//! load seed --data DIR --incidents 100000
//! ```
#![allow(clippy::print_stdout, reason = "this is a command; its answer goes to standard output")]

mod bench;
mod figures;
mod limit;
mod machine;
mod pages;
mod post;
mod print;
mod seed;
mod table;
mod whois;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use std::net::ToSocketAddrs;
use std::path::PathBuf;
use std::time::Duration;

/// Measure what the program carries.
#[derive(Debug, Parser)]
#[command(name = "load", args_conflicts_with_subcommands = true)]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    post: Post,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Measure everything on both databases, beside the machine's own limit.
    Bench(bench::Options),
    /// Ask whose random addresses and names are, and compare with looking at every claim.
    Whois(whois::Options),
    /// Fill an empty database with incidents.
    Seed {
        /// Folder of the data, for SQLite.
        #[arg(long)]
        data: PathBuf,
        /// How many incidents.
        #[arg(long, default_value_t = 100_000)]
        incidents: i64,
    },
}

/// Post notices to a running program: each client sends the next one when the last is answered.
#[derive(Debug, clap::Args)]
struct Post {
    /// Where it listens.
    #[arg(long, default_value = "http://127.0.0.1:8080")]
    url: String,
    /// Clients at the same time, one measurement for each number.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 4, 16, 64])]
    clients: Vec<usize>,
    /// Length of each measurement.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Answer with one JSON object.
    #[arg(long)]
    json: bool,
}

#[tokio::main]
async fn main() -> Result<()> {
    let args = Args::parse();
    match args.command {
        None => notices(&args.post).await,
        Some(Command::Bench(options)) => bench::run(&options).await,
        Some(Command::Whois(options)) => whois::compare(&options).await,
        Some(Command::Seed { data, incidents }) => seed::into_folder(&data, incidents).await,
    }
}

async fn notices(options: &Post) -> Result<()> {
    let place = options.url.trim_start_matches("http://").trim_end_matches('/');
    let address = place.to_socket_addrs()?.next().with_context(|| format!("no address: {place}"))?;
    let mut lines = Vec::new();
    for clients in &options.clients {
        let line = post::run(address, *clients, Duration::from_secs(options.seconds)).await?;
        if !options.json {
            println!("{}", line.line());
        }
        lines.push(line);
    }
    if options.json {
        println!("{}", serde_json::json!({ "url": options.url, "notices": lines }));
    }
    Ok(())
}
