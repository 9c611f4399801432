//! The whole measurement, both databases one after the other, bounded in time.

use crate::figures::Line;
use crate::machine::Machine;
use crate::{limit, pages, post, print, seed, table, whois};
use anyhow::{Context, Result};
use domain::Moment;
use serde::Serialize;
use sqlx::Connection;
use std::path::PathBuf;
use std::time::Duration;
use testkit::outside::Program;
use testkit::{Database, Kit};

/// The aim at 16 clients.
const AIM_PER_SECOND: f64 = 2_000.0;
const AIM_P99_MS: f64 = 20.0;
/// The aims for start and memory.
const AIM_START_MS: f64 = 1_000.0;
const AIM_IDLE_BYTES: u64 = 100_000_000;
/// Starts that the start-up time is the middle of.
const STARTS: usize = 5;
/// Wait before memory counts as idle.
const SETTLE: Duration = Duration::from_secs(2);

/// What to measure and where to write it.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The program, built for release.
    #[arg(long)]
    ungcuu: PathBuf,
    /// Length of one measurement.
    #[arg(long, default_value_t = 6)]
    seconds: u64,
    /// Size of the data set for pages.
    #[arg(long, default_value_t = 100_000)]
    incidents: i64,
    /// Only this database.
    #[arg(long)]
    only: Option<String>,
    /// Write the results as JSON here, and as a table beside it.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// All results.
#[derive(Debug, Serialize)]
pub(crate) struct Results {
    pub(crate) machine: Machine,
    pub(crate) incidents: i64,
    pub(crate) limits: Vec<Line>,
    pub(crate) notices: Vec<Line>,
    pub(crate) pages: Vec<Line>,
    pub(crate) documents: Vec<Line>,
    pub(crate) whois: Vec<Line>,
    pub(crate) running: Vec<Running>,
}

/// Start and memory of the program.
#[derive(Debug, Serialize)]
pub(crate) struct Running {
    pub(crate) database: &'static str,
    pub(crate) data: String,
    pub(crate) start_ms: f64,
    /// All resident memory, and that part which no file backs.
    pub(crate) idle_bytes: (u64, u64),
    pub(crate) loaded_bytes: (u64, u64),
}

impl Running {
    pub(crate) fn aim_met(&self) -> bool {
        self.start_ms < AIM_START_MS && self.idle_bytes.0 < AIM_IDLE_BYTES
    }
}

/// The moment it is.
pub(crate) fn now() -> Moment {
    let micros = std::time::SystemTime::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_micros());
    Moment::from_micros(i64::try_from(micros).unwrap_or(0))
}

/// Measures everything and writes it down.
pub(crate) async fn run(options: &Options) -> Result<()> {
    let length = Duration::from_secs(options.seconds);
    let folder = tempfile::Builder::new().prefix("ungcuu-bench-").tempdir()?;
    let date = now().to_string().chars().take(10).collect();
    let machine = Machine::here(folder.path(), date);
    let mut results = Results {
        machine,
        incidents: options.incidents,
        limits: vec![],
        notices: vec![],
        pages: vec![],
        documents: vec![],
        whois: vec![],
        running: vec![],
    };
    for (database, name) in [(Database::Sqlite, "sqlite"), (Database::Postgres, "postgresql")] {
        if options.only.as_deref().is_some_and(|only| only != name) {
            continue;
        }
        if database == Database::Sqlite {
            results.limits.push(limit::sqlite(folder.path(), length).await?);
        } else {
            let url = testkit::fresh_database().await;
            for clients in [1, 16] {
                results.limits.push(limit::postgres(&url, clients, length).await?);
            }
        }
        told(&results.limits);
        notices(options, database, name, length, &mut results).await?;
        told(&results.notices);
        reading(options, database, name, length, &mut results).await?;
        told(&results.pages);
        results.whois.push(whois::rate(database, name, length).await?);
        told(&results.whois);
    }
    for together in [1, results.machine.cores.max(2)] {
        results.documents.push(print::run(together, length).await?);
    }
    let text = table::markdown(&results);
    println!("\n{text}");
    if let Some(out) = &options.out {
        std::fs::write(out, serde_json::to_vec_pretty(&results)?)
            .with_context(|| format!("writing {}", out.display()))?;
        std::fs::write(out.with_extension("md"), text)?;
    }
    Ok(())
}

fn told(lines: &[Line]) {
    let Some(last) = lines.last() else { return };
    lines.iter().filter(|line| line.database == last.database).for_each(|line| println!("{}", line.line()));
}

/// Notices into a database that begins empty.
async fn notices(
    options: &Options,
    database: Database,
    name: &'static str,
    length: Duration,
    results: &mut Results,
) -> Result<()> {
    let data = tempfile::Builder::new().prefix("ungcuu-bench-").tempdir()?;
    let url = if database == Database::Postgres { Some(testkit::fresh_database().await) } else { None };
    let program = Program::serve(&options.ungcuu, data.path(), url.as_deref()).await?;
    tokio::time::sleep(SETTLE).await;
    let idle_bytes = program.resident_bytes()?;
    for clients in [1, 4, 16, 64] {
        let mut line = Line { database: name, ..post::run(program.address(), clients, length).await? };
        if clients == 16 {
            let f = &line.figures;
            line.aim_met = Some(f.per_second >= AIM_PER_SECOND && f.p99_ms < AIM_P99_MS && f.refused == 0);
        }
        results.notices.push(line);
    }
    results.running.push(Running {
        database: name,
        data: "empty, then notices".into(),
        start_ms: program.started_in().as_secs_f64() * 1000.0,
        idle_bytes,
        loaded_bytes: program.resident_bytes()?,
    });
    Ok(program.kill().await?)
}

/// Pages over the large data set.
async fn reading(
    options: &Options,
    database: Database,
    name: &'static str,
    length: Duration,
    results: &mut Results,
) -> Result<()> {
    let kit = Kit::new(database).await;
    kit.at(&now().minus(Duration::from_secs(3600)).to_string());
    let seeded = seed::fill(&kit, options.incidents).await?;
    kit.app.store.close().await;
    let url = Some(kit.store_settings.database_url.as_str()).filter(|url| !url.is_empty());
    if let Some(url) = url {
        // A server that has been running for a while has done this by itself.
        let mut connection = sqlx::PgConnection::connect(url).await?;
        sqlx::query("VACUUM ANALYZE").execute(&mut connection).await?;
        connection.close().await?;
    }
    let mut starts = Vec::with_capacity(STARTS);
    for _ in 0..STARTS {
        let program = Program::serve(&options.ungcuu, kit.folder(), url).await?;
        starts.push(program.started_in().as_secs_f64() * 1000.0);
        program.kill().await?;
    }
    starts.sort_unstable_by(f64::total_cmp);
    let program = Program::serve(&options.ungcuu, kit.folder(), url).await?;
    tokio::time::sleep(SETTLE).await;
    let idle_bytes = program.resident_bytes()?;
    for clients in [1, 4] {
        results.pages.extend(pages::run(program.address(), &seeded, name, clients, length / 2).await?);
    }
    results.running.push(Running {
        database: name,
        data: format!("{} incidents, then pages", options.incidents),
        start_ms: starts.get(STARTS / 2).copied().unwrap_or_default(),
        idle_bytes,
        loaded_bytes: program.resident_bytes()?,
    });
    Ok(program.kill().await?)
}
