//! Connections of either database behind one type. Reading and writing differ by type; a body of SQL is written once
//! and run on either with `on!`.

use crate::beside::Beside;
use crate::jobs::NewJob;
use crate::script::Script;
use crate::{Error, Result, Settings, Vault, boxed, migrate};
use domain::audit::Event;
use domain::{Moment, Op};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Executor, PgPool, Postgres, Sqlite, SqlitePool, Transaction};
use std::ops::{Deref, DerefMut};
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Runs an expression with `$c` bound to the connection of either database.
macro_rules! on {
    ($conn:expr, $c:ident => $body:expr) => {
        match &mut $conn.inner {
            $crate::conn::Inner::Sqlite(t, _) => {
                let $c = &mut **t;
                $body
            }
            $crate::conn::Inner::Postgres(t, _) => {
                let $c = &mut **t;
                $body
            }
        }
    };
}
pub(crate) use on;

/// Runs an expression with `$s` bound to the script of either database.
macro_rules! gather {
    ($conn:expr, $s:ident => $body:expr) => {
        match &mut $conn.inner {
            $crate::conn::Inner::Sqlite(_, $s) => $body,
            $crate::conn::Inner::Postgres(_, $s) => $body,
        }
    };
}
pub(crate) use gather;

/// A transaction of either database, with what is gathered to be written in it.
pub(crate) enum Inner {
    Sqlite(Transaction<'static, Sqlite>, Script<Sqlite>),
    Postgres(Transaction<'static, Postgres>, Script<Postgres>),
}

/// A connection inside a transaction; reading methods are on this type.
pub struct Conn {
    pub(crate) inner: Inner,
}

impl Conn {
    pub(crate) const fn postgres(&self) -> bool {
        matches!(self.inner, Inner::Postgres(..))
    }
}

/// A reading transaction: sees one state of the data, changes nothing.
pub struct Read(Conn);

/// On PostgreSQL a plain transaction would see what others commit meanwhile.
const ONE_STATE: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// Longest statement on PostgreSQL, so that a server that is cut off does not hold everybody.
const LONGEST_STATEMENT: &str = "30s";

/// Pages in the log of SQLite (64 MB) after which the writer itself carries them over into the file. Before that it is
/// done beside the writer, every so often.
const CHECKPOINT_PAGES: &str = "16000";

/// A writing transaction. Audit events and jobs are gathered and written in [`Tx::commit`], so that the head of the
/// audit chain is held as shortly as possible. Dropping it rolls everything back.
pub struct Tx {
    conn: Conn,
    events: Vec<(Op, Event)>,
    jobs: Vec<NewJob>,
    file: Option<Arc<DataFile>>,
    written: Arc<AtomicBool>,
}

impl Deref for Read {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.0
    }
}
impl DerefMut for Read {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}
impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}
impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

impl Tx {
    pub(crate) fn into_inner(self) -> Inner {
        self.conn.inner
    }

    /// Notes an act for the audit chain; written at commit, in this transaction.
    pub fn record(&mut self, op: &Op, event: Event) {
        self.events.push((op.clone(), event));
    }

    /// Notes follow-up work; queued at commit, in this transaction.
    pub fn enqueue(&mut self, job: NewJob) {
        self.jobs.push(job);
    }

    /// Writes what is gathered.
    pub(crate) async fn send(&mut self) -> Result<()> {
        match &mut self.conn.inner {
            Inner::Sqlite(t, script) => script.send(&mut **t).await,
            Inner::Postgres(t, script) => script.send(&mut **t).await,
        }
    }

    /// Writes what is gathered when it is more than one exchange should carry.
    pub(crate) async fn send_if_long(&mut self) -> Result<()> {
        if gather!(self.conn, s => s.is_long()) { self.send().await } else { Ok(()) }
    }

    /// Writes what is gathered, jobs and audit rows, and commits. After this returns, everything is on disk.
    ///
    /// # Errors
    /// Any failure of the database; nothing is written then.
    #[boxed]
    pub async fn commit(mut self, now: Moment) -> Result<()> {
        let jobs = std::mem::take(&mut self.jobs);
        self.gather_jobs(&jobs, now).await?;
        let events = std::mem::take(&mut self.events);
        self.gather_audit(&events).await?;
        self.send().await?;
        match self.conn.inner {
            Inner::Sqlite(t, _) => t.commit().await?,
            Inner::Postgres(t, _) => t.commit().await?,
        }
        self.written.store(true, Ordering::Relaxed);
        // Written into a file that is no longer in its place, it would be gone at the next start.
        self.file.map_or(Ok(()), |file| file.in_place())
    }
}

/// The file behind SQLite. A file that was moved away or replaced goes on taking writes through the open handle.
struct DataFile {
    path: PathBuf,
    identity: (u64, u64),
}

impl DataFile {
    fn of(path: PathBuf) -> Result<Self> {
        let identity = identity(&path)?;
        Ok(Self { path, identity })
    }

    /// That the file opened is the one that lies there now.
    fn in_place(&self) -> Result<()> {
        if identity(&self.path)? == self.identity {
            return Ok(());
        }
        let moved = std::io::Error::other("another file lies in the place of the database");
        Err(Error::Unavailable(sqlx::Error::Io(moved)))
    }
}

fn identity(path: &std::path::Path) -> Result<(u64, u64)> {
    let about = std::fs::metadata(path).map_err(|e| Error::Unavailable(sqlx::Error::Io(e)))?;
    Ok((about.dev(), about.ino()))
}

enum Pools {
    Sqlite { read: SqlitePool, write: SqlitePool },
    Postgres(PgPool),
}

/// The database of a deployment and its files.
pub struct Store {
    pools: Pools,
    vault: Vault,
    wait: Duration,
    file: Option<Arc<DataFile>>,
    beside: Beside,
}

impl Store {
    /// Opens the database; does not migrate.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it cannot be reached, [`Error::Database`] for a bad URL.
    #[boxed]
    pub async fn open(settings: &Settings) -> Result<Self> {
        let wait = Duration::from_secs(settings.wait_seconds);
        std::fs::create_dir_all(&settings.data).map_err(|e| Error::Unavailable(sqlx::Error::Io(e)))?;
        let (mut file, mut beside) = (None, Beside::default());
        let pools = if settings.database_url.is_empty() {
            let path = settings.data.join("ungcuu.sqlite");
            let options = SqliteConnectOptions::new()
                .filename(&path)
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(wait)
                .pragma("temp_store", "MEMORY")
                .pragma("mmap_size", "268435456")
                .pragma("cache_size", "-32000")
                .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
                .statement_cache_capacity(256);
            let write =
                SqlitePoolOptions::new().max_connections(1).acquire_timeout(wait).test_before_acquire(false);
            let read = SqlitePoolOptions::new()
                .max_connections(settings.connections.max(1))
                .acquire_timeout(wait)
                .test_before_acquire(false);
            let write = write.connect_with(options.clone()).await?;
            let read = read.connect_lazy_with(options.pragma("query_only", "ON"));
            beside.sqlite(read.clone());
            file = Some(Arc::new(DataFile::of(path)?));
            Pools::Sqlite { write, read }
        } else {
            let options: PgConnectOptions = settings
                .database_url
                .parse::<PgConnectOptions>()?
                .statement_cache_capacity(256)
                .options([("statement_timeout", LONGEST_STATEMENT)]);
            let pool = PgPoolOptions::new()
                .max_connections(settings.connections.max(2))
                .acquire_timeout(wait)
                .test_before_acquire(false)
                .connect_with(options)
                .await?;
            beside.postgres(pool.clone());
            Pools::Postgres(pool)
        };
        let vault =
            Vault::open(&settings.data.join("files")).map_err(|e| Error::Unavailable(sqlx::Error::Io(e)))?;
        Ok(Self { pools, vault, wait, file, beside })
    }

    /// The files of this deployment.
    pub const fn vault(&self) -> &Vault {
        &self.vault
    }

    /// `sqlite` or `postgresql`.
    pub const fn engine(&self) -> &'static str {
        match self.pools {
            Pools::Sqlite { .. } => "sqlite",
            Pools::Postgres(_) => "postgresql",
        }
    }

    /// Starts reading.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    #[boxed]
    pub async fn read(&self) -> Result<Read> {
        let inner = match &self.pools {
            Pools::Sqlite { read, .. } => Inner::Sqlite(self.timely(read.begin()).await?, Script::default()),
            Pools::Postgres(pool) => {
                Inner::Postgres(self.timely(pool.begin_with(ONE_STATE)).await?, Script::default())
            }
        };
        Ok(Read(Conn { inner }))
    }

    /// Starts writing. On SQLite this takes the one writer; on PostgreSQL a connection of the pool.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    #[boxed]
    pub async fn write(&self) -> Result<Tx> {
        self.in_place()?;
        let inner = match &self.pools {
            Pools::Sqlite { write, .. } => {
                Inner::Sqlite(self.timely(write.begin_with("BEGIN IMMEDIATE")).await?, Script::default())
            }
            Pools::Postgres(pool) => Inner::Postgres(self.timely(pool.begin()).await?, Script::default()),
        };
        Ok(Tx {
            conn: Conn { inner },
            events: Vec::new(),
            jobs: Vec::new(),
            file: self.file.clone(),
            written: self.beside.written(),
        })
    }

    async fn timely<T>(&self, begun: impl Future<Output = std::result::Result<T, sqlx::Error>>) -> Result<T> {
        match tokio::time::timeout(self.wait, begun).await {
            Ok(result) => Ok(result?),
            Err(_) => Err(Error::Unavailable(sqlx::Error::PoolTimedOut)),
        }
    }

    fn in_place(&self) -> Result<()> {
        self.file.as_ref().map_or(Ok(()), |file| file.in_place())
    }

    /// Asks the database for a sign of life, and whether its file is still where it belongs.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    #[boxed]
    pub async fn ping(&self) -> Result<()> {
        self.in_place()?;
        match &self.pools {
            Pools::Sqlite { read, .. } => {
                self.timely(async { read.execute("SELECT 1").await.map(drop) }).await
            }
            Pools::Postgres(pool) => self.timely(async { pool.execute("SELECT 1").await.map(drop) }).await,
        }
    }

    /// Brings the schema up to date; gives the migrations applied now.
    ///
    /// # Errors
    /// [`Error::Schema`] when the database is newer than this program or an applied migration was changed.
    #[boxed]
    pub async fn migrate(&self) -> Result<Vec<migrate::Migration>> {
        migrate::run(self).await
    }

    /// The migrations still to be applied.
    ///
    /// # Errors
    /// As [`Store::migrate`].
    #[boxed]
    pub async fn pending_migrations(&self) -> Result<Vec<migrate::Migration>> {
        migrate::pending(self).await
    }

    /// Closes all connections and waits for them.
    #[boxed]
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}
