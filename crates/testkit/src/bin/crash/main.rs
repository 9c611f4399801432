//! `crash`: starts `ungcuu serve`, loads it with notices, kills it with SIGKILL at a random moment, starts it again on the
//! same data, and so on; then proves that whatever was acknowledged is there, once, and that the audit chain is whole.
//!
//! ```text
//! crash --ungcuu target/release/ungcuu --rounds 200 --database both
//! ```
#![allow(clippy::print_stdout, reason = "this is a command; its answer goes to standard output")]

mod clients;
mod proof;

use anyhow::{Context, Result, bail};
use clap::{Parser, ValueEnum};
use clients::{Client, Round};
use proof::{Findings, Proof};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use testkit::outside::{Chance, Program};

/// Rounds between two proofs.
const ROUNDS_A_PROOF: u32 = 20;
/// The moment of the kill lies this many milliseconds after the first answer of the round.
const KILL_AFTER_MILLIS: std::ops::Range<u64> = 20..400;
/// Longest wait for the queue of acknowledgements to run empty at the end.
const DRAIN: Duration = Duration::from_secs(600);

/// Kill the program again and again under load and prove that nothing acknowledged is lost.
#[derive(Debug, Parser)]
#[command(name = "crash")]
struct Args {
    /// How often the program is killed, on each database.
    #[arg(long, default_value_t = 200)]
    rounds: u32,
    /// Which database.
    #[arg(long, value_enum, default_value_t = Which::Both)]
    database: Which,
    /// The program.
    #[arg(long)]
    ungcuu: PathBuf,
    /// Seed of the moments of the kills.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Clients that post at the same time.
    #[arg(long, default_value_t = 8)]
    clients: u64,
    /// Keep the data here, a folder for each database, instead of in a folder that is removed.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    Sqlite,
    Postgres,
    Both,
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let args = Args::parse();
    let mut sound = true;
    for (which, name) in [(Which::Sqlite, "sqlite"), (Which::Postgres, "postgresql")] {
        if args.database != which && args.database != Which::Both {
            continue;
        }
        let url = if which == Which::Postgres { Some(testkit::fresh_database().await) } else { None };
        let temporary = tempfile::Builder::new().prefix("ungcuu-crash-").tempdir()?;
        let data = args.keep.as_ref().map_or_else(|| temporary.path().to_owned(), |folder| folder.join(name));
        let findings = run(&args, name, &data, url.as_deref()).await.with_context(|| format!("on {name}"))?;
        sound &= findings.sound();
        println!("{}", findings.json(name, args.rounds));
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn run(args: &Args, name: &str, data: &Path, url: Option<&str>) -> Result<Findings> {
    let mut chance = Chance::of(args.seed);
    let mut clients: Vec<Client> = (1..=args.clients).map(Client::new).collect();
    let mut proof = Proof::new(&args.ungcuu, data, url);
    for round in 1..=args.rounds {
        let moment = Duration::from_millis(chance.between(KILL_AFTER_MILLIS.start, KILL_AFTER_MILLIS.end));
        let program = Program::serve(&args.ungcuu, data, url).await?;
        let load = Round::begin(clients, program.address());
        if !load.answered().await {
            bail!("no notice was acknowledged in round {round}; see {}", data.join("serve.log").display());
        }
        tokio::time::sleep(moment).await;
        program.kill().await?;
        let (back, acknowledged) = load.end().await?;
        clients = back;
        proof.owe(acknowledged);
        if round.is_multiple_of(ROUNDS_A_PROOF) || round == args.rounds {
            let findings = proof.check_new().await?;
            println!("{name}: {round} rounds, {}", findings.line());
        }
    }
    // What was under way when the last kill came is sent once more: it must not enter twice.
    let program = Program::serve(&args.ungcuu, data, url).await?;
    for client in &mut clients {
        proof.owe(client.finish(program.address()).await?);
    }
    proof.drain(DRAIN).await?;
    program.kill().await?;
    proof.check_all().await
}
