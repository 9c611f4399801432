//! Facts about the store, on both databases.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "in tests a panic with its place is the report"
)]
#![allow(clippy::disallowed_methods, reason = "tests read their own environment")]

mod search;
mod statements;
mod vault;
