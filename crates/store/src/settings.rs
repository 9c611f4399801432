//! Where the database and the files are.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};

/// Settings of the store (`[store]`).
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Folder of the embedded database and of all files. Created when absent. Default `./data`.
    pub data: PathBuf,
    /// `postgres://…` to use PostgreSQL. Empty: SQLite in `data/ungcuu.sqlite`. Environment: `UNGCUU_DATABASE_URL`.
    pub database_url: String,
    /// Connections for reading (SQLite) or in all (PostgreSQL). Default 12.
    pub connections: u32,
    /// Longest wait for a connection or for the writer, in seconds. Default 10.
    pub wait_seconds: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { data: PathBuf::from("data"), database_url: String::new(), connections: 12, wait_seconds: 10 }
    }
}

impl Settings {
    /// SQLite and files in a folder.
    pub fn in_folder(data: &Path) -> Self {
        Self { data: data.to_owned(), ..Self::default() }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("data", &self.data)
            .field("database_url", &if self.database_url.is_empty() { "" } else { "(set)" })
            .field("connections", &self.connections)
            .field("wait_seconds", &self.wait_seconds)
            .finish()
    }
}
