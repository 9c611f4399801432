//! What is wrong in a ruleset file, and exactly where.
//!
//! The loader ([`crate::Library::from_files`]) never stops at the first mistake: it hands back every fault of
//! every file, each with file, table, key, line and column. Neighbours: `loader`, which makes them.

use std::fmt;

use serde::Serialize;

/// One mistake in one place of one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fault {
    /// Path of the file as handed to the loader.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// Table as written, such as `[[clock]]`; empty at the top of a file.
    pub table: String,
    /// Key inside the table; empty when the table itself is at fault.
    pub key: String,
    /// What is wrong and, where possible, what to write instead.
    pub message: String,
}

impl fmt::Display for Fault {
    /// Writes `rulesets/x/clocks.toml:12:3: [[clock]] limit: …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: ", self.file, self.line, self.column)?;
        match (self.table.is_empty(), self.key.is_empty()) {
            (false, false) => write!(f, "{} {}: ", self.table, self.key)?,
            (false, true) => write!(f, "{}: ", self.table)?,
            (true, false) => write!(f, "{}: ", self.key)?,
            (true, true) => {}
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}
