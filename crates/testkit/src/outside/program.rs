//! `ungcuu` as a process: started, asked, killed and always reaped.

use serde_json::Value;
use std::fs::OpenOptions;
use std::io::{Error, Result};
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};

/// Longest wait for the program to listen.
const START: Duration = Duration::from_secs(60);

/// A running `ungcuu serve`. Killed when dropped.
#[derive(Debug)]
pub struct Program {
    child: Child,
    address: SocketAddr,
    started_in: Duration,
    _answers: BufReader<ChildStdout>,
}

impl Program {
    /// Starts `ungcuu serve` on a free port of the loopback and waits until it listens. Its log goes to `serve.log` in
    /// the data folder.
    ///
    /// # Errors
    /// When it does not start, or does not listen within a minute.
    pub async fn serve(ungcuu: &Path, data: &Path, database_url: Option<&str>) -> Result<Self> {
        std::fs::create_dir_all(data)?;
        let log = OpenOptions::new().create(true).append(true).open(data.join("serve.log"))?;
        let begun = Instant::now();
        let mut child = command(ungcuu, data, database_url)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()?;
        let mut answers =
            BufReader::new(child.stdout.take().ok_or_else(|| Error::other("no standard output"))?);
        let mut line = String::new();
        tokio::time::timeout(START, answers.read_line(&mut line))
            .await
            .map_err(|_| Error::other("the program does not listen"))??;
        let started_in = begun.elapsed();
        let answer: Value = serde_json::from_str(&line).map_err(|_| {
            Error::other(format!("the program did not start; see {}", data.join("serve.log").display()))
        })?;
        let address = answer["listening"]
            .as_str()
            .and_then(|url| url.strip_prefix("http://"))
            .and_then(|address| address.parse().ok());
        let address = address.ok_or_else(|| Error::other(format!("no address in {line}")))?;
        Ok(Self { child, address, started_in, _answers: answers })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// From the start of the process to its listening.
    pub const fn started_in(&self) -> Duration {
        self.started_in
    }

    /// Memory it holds now, in bytes: all resident pages, and those of them that no file backs.
    ///
    /// # Errors
    /// When the process is gone.
    pub fn resident_bytes(&self) -> Result<(u64, u64)> {
        let id = self.child.id().ok_or_else(|| Error::other("the program is gone"))?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) * 1024
        };
        Ok((of("VmRSS:"), of("RssAnon:")))
    }

    /// Kills it at once (SIGKILL) and waits for its end.
    ///
    /// # Errors
    /// When the system refuses.
    pub async fn kill(mut self) -> Result<()> {
        self.child.kill().await
    }

    /// Runs another command of the program to its end and gives its JSON answer.
    ///
    /// # Errors
    /// When it does not run or answers no JSON.
    pub async fn ask(
        ungcuu: &Path,
        data: &Path,
        database_url: Option<&str>,
        arguments: &[&str],
    ) -> Result<Value> {
        let output =
            command(ungcuu, data, database_url).args(arguments).stdin(Stdio::null()).output().await?;
        serde_json::from_slice(&output.stdout)
            .map_err(|_| Error::other(String::from_utf8_lossy(&output.stderr).into_owned()))
    }
}

/// A command on this data, untouched by the environment of the caller. A job whose worker was killed comes back after
/// ten seconds.
fn command(ungcuu: &Path, data: &Path, database_url: Option<&str>) -> Command {
    let mut command = Command::new(ungcuu);
    for (name, _) in
        std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("UNGCUU_DATABASE"))
    {
        command.env_remove(name);
    }
    if let Some(url) = database_url {
        command.env("UNGCUU_DATABASE_URL", url);
    }
    command.env("UNGCUU_LOG__FILTER", "warn").env("UNGCUU_JOBS__LEASE_SECONDS", "10");
    command.arg("--json").arg("--data").arg(data);
    command
}
