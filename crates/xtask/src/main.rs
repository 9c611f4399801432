//! `cargo xtask`: what the house checks about itself and what it writes by itself.
//!
//! - `layers`: every arrow between rooms is one of the plan's ([`layers::plan`]).
//! - `checks`: length of files, leftover words, traceability of the law, licences ([`checks`]).
//! - `generate`: documents that the program writes about itself ([`generate`]); `--check` only compares.
//!
//! Every command lists all faults and ends with 1 when there is any.
//!
//! ```sh
//! cargo xtask layers && cargo xtask checks
//! ```

mod checks;
mod generate;
mod layers;

use anyhow::Context;
use cargo_metadata::camino::Utf8PathBuf;
use clap::{Parser, Subcommand};
use std::io::Write;
use std::process::ExitCode;

/// Checks of the house.
#[derive(Debug, Parser)]
#[command(name = "xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Arrows between rooms against the plan
    Layers,
    /// Length of files, leftover words, traceability, licences
    Checks,
    /// Documents that the program writes about itself
    Generate {
        /// Only compare; a difference is a fault
        #[arg(long)]
        check: bool,
    },
}

/// What a command found out.
#[derive(Debug, Default)]
pub struct Outcome {
    /// One sentence a fault; none is good.
    pub faults: Vec<String>,
    /// What was looked at, for the line that says that all is well.
    pub looked_at: String,
}

fn main() -> anyhow::Result<ExitCode> {
    let outcome = match Cli::parse().task {
        Task::Layers => layers::run(&metadata()?)?,
        Task::Checks => {
            let metadata = metadata()?;
            checks::run(&metadata.workspace_root, &metadata)?
        }
        Task::Generate { check } => generate::run(&root()?, check)?,
    };
    let mut out = std::io::stdout().lock();
    for fault in &outcome.faults {
        writeln!(out, "fault: {fault}")?;
    }
    if outcome.faults.is_empty() {
        writeln!(out, "ok: {}", outcome.looked_at)?;
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(out, "{} fault(s); {}", outcome.faults.len(), outcome.looked_at)?;
    Ok(ExitCode::FAILURE)
}

fn metadata() -> anyhow::Result<cargo_metadata::Metadata> {
    cargo_metadata::MetadataCommand::new().exec().context("asking cargo for the graph of packages")
}

fn root() -> anyhow::Result<Utf8PathBuf> {
    let answer =
        cargo_metadata::MetadataCommand::new().no_deps().exec().context("asking cargo for the workspace")?;
    Ok(answer.workspace_root)
}
