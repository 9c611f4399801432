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
mod contact_keys;
mod duty;
mod foreign;
mod journey;
mod law_changes;
mod mailgate;
mod members;
mod notices;
mod passkeys;
mod provider;
mod reachability;
mod registry;
mod reports;
mod restriction;
mod samples;
mod sign_in;
mod systems;
mod teams;
