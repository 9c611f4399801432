//! [`Kit`]: a desk of its own for one test.

use crate::postgres::postgres_url;
use app::{App, Fresh, Parts};
use domain::{Moment, Op};
use mail::Transport;
use sqlx::Connection;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::{Settings, Store};
use tempfile::TempDir;

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Database {
    /// A file in a temporary folder.
    Sqlite,
    /// A database of its own on the test server.
    Postgres,
}

/// A desk for one test: empty database, fixed clock, mail in memory.
pub struct Kit {
    /// The desk.
    pub app: Arc<App>,
    /// Which database.
    pub database: Database,
    /// Settings of the store, to open it a second time.
    pub store_settings: Settings,
    mails: Transport,
    now: Arc<AtomicI64>,
    _folder: TempDir,
}

/// Monday 23 November 2026, 09:00 in Hà Nội.
const START: &str = "2026-11-23T02:00:00Z";

impl Kit {
    /// Runs a fact on a fresh desk.
    pub fn run<F: Future<Output = ()>>(database: Database, fact: impl FnOnce(Self) -> F) {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async { fact(Self::new(database).await).await });
    }

    /// A fresh desk.
    pub async fn new(database: Database) -> Self {
        Self::with_law(database, app::law::house_files()).await
    }

    /// A fresh desk under other law.
    pub async fn with_law(database: Database, law: Vec<law::SourceFile>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database_url = match database {
            Database::Sqlite => String::new(),
            Database::Postgres => fresh_database().await,
        };
        let store_settings = Settings { data: folder.path().to_owned(), database_url, ..Settings::default() };
        let store = Store::open(&store_settings).await.unwrap();
        store.migrate().await.unwrap();
        let mails = Transport::memory();
        let parts = Self::parts(store, law, mails.clone(), 7);
        let now = Arc::new(AtomicI64::new(START.parse::<Moment>().unwrap().micros()));
        Self { app: App::open(parts).await.unwrap(), database, store_settings, mails, now, _folder: folder }
    }

    /// Another node over the same database, under the law of the house.
    pub async fn another(&self) -> Arc<App> {
        let store = Store::open(&self.store_settings).await.unwrap();
        App::open(Self::parts(store, app::law::house_files(), Transport::memory(), 8)).await.unwrap()
    }

    /// The same desk, reopened under changed settings.
    pub async fn under(mut self, change: impl FnOnce(&mut app::Settings)) -> Self {
        let store = Store::open(&self.store_settings).await.unwrap();
        let seed = u64::from_le_bytes(self.app.fresh.bytes());
        let mut parts = Self::parts(store, app::law::house_files(), self.mails.clone(), seed);
        change(&mut parts.settings);
        self.app = App::open(parts).await.unwrap();
        self
    }

    fn parts(store: Store, law: Vec<law::SourceFile>, transport: Transport, seed: u64) -> Parts {
        Parts {
            settings: app::Settings {
                mail_from: "ungcuu@dieuphoi.example".into(),
                place: "Hà Nội".into(),
                ..app::Settings::default()
            },
            store,
            law,
            phrases: phrases::Phrases::new().unwrap(),
            documents: documents::Engine::with_house_fonts().expect("fonts: run `make web`"),
            transport,
            fresh: Fresh::seeded(seed),
        }
    }

    /// The moment it is.
    pub fn now(&self) -> Moment {
        Moment::from_micros(self.now.load(Ordering::SeqCst))
    }

    /// Lets time pass.
    pub fn pass(&self, span: std::time::Duration) {
        self.now.fetch_add(i64::try_from(span.as_micros()).unwrap(), Ordering::SeqCst);
    }

    /// Sets the clock.
    pub fn at(&self, moment: &str) {
        self.now.store(moment.parse::<Moment>().unwrap().micros(), Ordering::SeqCst);
    }

    /// The clock, for doors.
    pub fn clock(&self) -> web::Clock {
        let now = self.now.clone();
        Arc::new(move || Moment::from_micros(now.load(Ordering::SeqCst)))
    }

    /// An operation of the system.
    pub fn system(&self) -> Op {
        self.app.system_op("test", self.now())
    }

    /// An operation of a stranger.
    pub fn stranger(&self) -> Op {
        self.app.stranger_op(self.now(), law::Lang::Vi)
    }

    /// Mails sent so far, as text.
    pub fn mails(&self) -> Vec<String> {
        self.mails.sent().iter().map(|m| String::from_utf8_lossy(&m.bytes).into_owned()).collect()
    }

    /// What stands in the mails sent so far, as their readers see it.
    pub fn letters(&self) -> Vec<String> {
        let read = |bytes: &[u8]| mail::parse::read(bytes, &mail::Limits::default()).unwrap().body_text;
        self.mails.sent().iter().map(|m| read(&m.bytes)).collect()
    }

    /// Runs the queue until nothing is due.
    pub async fn work(&self) {
        let op = self.app.system_op("jobs", self.now());
        while jobs::run_due(&self.app, &op, 100, std::time::Duration::from_secs(60)).await.unwrap() > 0 {}
    }

    /// The folder of this desk's files.
    pub fn folder(&self) -> &Path {
        self._folder.path()
    }
}

/// Address of a new, empty database on the test server.
pub async fn fresh_database() -> String {
    let server = postgres_url();
    let name = format!("t_{}", uuid::Uuid::now_v7().simple());
    let mut connection = sqlx::PgConnection::connect(&format!("{server}/postgres")).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}")))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    format!("{server}/{name}")
}
