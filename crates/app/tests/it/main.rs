//! Facts about the desk, on both databases.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "in tests a panic with its place is the report"
)]
#![allow(clippy::disallowed_methods, reason = "tests read their own environment")]

mod access;
mod audit;
mod clocks;
mod foreign;
mod journey;
mod law_changes;
mod mailgate;
mod notices;
mod reports;
mod restriction;
mod samples;
mod systems;
