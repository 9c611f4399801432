//! Work beside reading and writing, so that whoever writes need not do it: carrying the log of SQLite over into the file,
//! and what PostgreSQL gathers for its index of words into that index.

use crate::dialect;
use sqlx::{Executor, PgPool, SqlitePool};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::task::JoinSet;

/// How often there may be such work.
const EVERY: Duration = Duration::from_millis(500);

/// The work, and the word that something was written since it was last done. Ends when it is dropped.
#[derive(Default)]
pub(crate) struct Beside {
    written: Arc<AtomicBool>,
    working: JoinSet<()>,
}

impl Beside {
    /// What a commit sets.
    pub(crate) fn written(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.written)
    }

    /// Works for a file of SQLite.
    pub(crate) fn sqlite(&mut self, pool: SqlitePool) {
        self.repeat(move || {
            let pool = pool.clone();
            async move { pool.execute(dialect::sqlite::CHECKPOINT).await.map(drop) }
        });
    }

    /// Works for a database of PostgreSQL.
    pub(crate) fn postgres(&mut self, pool: PgPool) {
        self.repeat(move || {
            let pool = pool.clone();
            async move { pool.execute(dialect::postgres::FILL_WORDS).await.map(drop) }
        });
    }

    fn repeat<F, W>(&mut self, work: F)
    where
        F: Fn() -> W + Send + 'static,
        W: Future<Output = sqlx::Result<()>> + Send,
    {
        let written = self.written();
        self.working.spawn(async move {
            loop {
                tokio::time::sleep(EVERY).await;
                if written.swap(false, Ordering::Relaxed) {
                    // What was not done now is done the next time, at the latest by whoever writes.
                    if let Err(error) = work().await {
                        tracing::debug!(%error, "work beside the writer");
                    }
                }
            }
        });
    }
}
