//! A private PostgreSQL for tests: the one named by `UNGCUU_TEST_DATABASE_URL`, else a cluster of our own, started from
//! the installed server binaries and ended with the test process.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

static SERVER: OnceLock<String> = OnceLock::new();

/// Address of a PostgreSQL server on which databases may be made, without a database name.
///
/// # Panics
/// When there is neither a server nor the binaries to start one: PostgreSQL is not optional.
pub fn postgres_url() -> &'static str {
    SERVER.get_or_init(|| std::env::var("UNGCUU_TEST_DATABASE_URL").unwrap_or_else(|_| start()))
}

fn start() -> String {
    let binaries = binaries();
    let folder = tempfile::Builder::new()
        .prefix("ungcuu-postgres-")
        .tempdir()
        .expect("a folder for PostgreSQL")
        .keep();
    let root = id_of("-u") == "0";
    if root {
        // The server refuses to run as root.
        run(Command::new("chown").arg("postgres").arg(&folder));
    }
    let data = folder.join("data");
    let command = |program: &str| {
        let path = binaries.join(program);
        if root {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        }
    };
    run(command("initdb")
        .args(["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "-D"])
        .arg(&data));
    let port = free_port();
    let socket = folder.display().to_string();
    let options = format!(
        "-p {port} -k {socket} -c listen_addresses=127.0.0.1 -c max_connections=300 -c shared_buffers=64MB -c logging_collector=off"
    );
    run(command("pg_ctl")
        .args(["-w", "-s", "-t", "60", "-l"])
        .arg(folder.join("log"))
        .arg("-o")
        .arg(options)
        .arg("-D")
        .arg(&data)
        .arg("start"));
    watch(&binaries, &data, &folder, root);
    format!("postgres://postgres@127.0.0.1:{port}")
}

/// Ends the server when this process is gone, however it ends.
fn watch(binaries: &Path, data: &Path, folder: &Path, root: bool) {
    let stop = format!("{}/pg_ctl -s -m immediate -D {} stop", binaries.display(), data.display());
    let stop = if root { format!("runuser -u postgres -- {stop}") } else { stop };
    let script = format!(
        "while kill -0 {} 2>/dev/null; do sleep 1; done; {stop}; rm -rf {}",
        std::process::id(),
        folder.display()
    );
    run(Command::new("setsid").args(["--fork", "sh", "-c", &script]).stderr(Stdio::null()));
}

fn binaries() -> PathBuf {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|versions| {
            versions.flatten().map(|v| v.path().join("bin")).filter(|b| b.join("initdb").exists()).collect()
        })
        .unwrap_or_default();
    found.sort();
    found.pop().expect("PostgreSQL server binaries below /usr/lib/postgresql: install the package `postgresql`, or set UNGCUU_TEST_DATABASE_URL")
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|l| l.local_addr())
        .map(|a| a.port())
        .expect("a free port")
}

fn id_of(flag: &str) -> String {
    let output = Command::new("id").arg(flag).output().expect("id");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn run(command: &mut Command) {
    let begun = Instant::now();
    let status =
        command.stdin(Stdio::null()).stdout(Stdio::null()).status().expect("a command of PostgreSQL");
    assert!(status.success(), "{command:?} failed after {:?}", begun.elapsed().max(Duration::ZERO));
}
