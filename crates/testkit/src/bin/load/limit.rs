//! The machine's own limit: bare durable commits of one row, with nothing of the program around them.

use crate::figures::{Line, Times};
use anyhow::Result;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// As long as what is stored of a short notice.
const ROW: usize = 200;
const INSERT: &str = "INSERT INTO bare (text) VALUES ($1)";

/// One client on a file, with the settings of the store: write-ahead log, every commit forced to disk.
#[expect(clippy::disallowed_methods, reason = "this measures")]
pub(crate) async fn sqlite(folder: &Path, length: Duration) -> Result<Line> {
    let options = SqliteConnectOptions::new()
        .filename(folder.join("bare.sqlite"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut connection = options.connect().await?;
    sqlx::query("CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
        .execute(&mut connection)
        .await?;
    let (text, mut times, begun) = ("x".repeat(ROW), Times::default(), Instant::now());
    while begun.elapsed() < length {
        let one = Instant::now();
        sqlx::query(INSERT).bind(&text).execute(&mut connection).await?;
        times.add(one.elapsed());
    }
    connection.close().await?;
    Ok(Line::new("bare commits of one row", "sqlite", 1, times.figures(length)))
}

/// So many clients on the server.
#[expect(clippy::disallowed_methods, reason = "this measures")]
pub(crate) async fn postgres(url: &str, clients: usize, length: Duration) -> Result<Line> {
    let pool = PgPoolOptions::new()
        .max_connections(u32::try_from(clients)?)
        .connect_with(url.parse::<PgConnectOptions>()?)
        .await?;
    sqlx::query("CREATE TABLE IF NOT EXISTS bare (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text TEXT NOT NULL)").execute(&pool).await?;
    let mut working = JoinSet::new();
    for _ in 0..clients {
        let mut connection = pool.acquire().await?;
        working.spawn(async move {
            let (text, mut times, begun) = ("x".repeat(ROW), Times::default(), Instant::now());
            while begun.elapsed() < length {
                let one = Instant::now();
                sqlx::query(INSERT).bind(&text).execute(&mut *connection).await?;
                times.add(one.elapsed());
            }
            Ok::<_, sqlx::Error>(times)
        });
    }
    let mut times = Times::default();
    while let Some(done) = working.join_next().await {
        times.join(done??);
    }
    pool.close().await;
    Ok(Line::new("bare commits of one row", "postgresql", clients, times.figures(length)))
}
