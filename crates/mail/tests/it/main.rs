//! The room `mail` from outside: bytes in, facts out; values in, bytes out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test may stop at the first surprise and says what it left out"
)]

mod bounds;
mod composing;
mod reading;
mod samples;
mod sending;

use mail::parse::{self, Incoming};
use mail::{Limits, Refusal};

/// Reads one of the messages made for these tests.
fn fixture(name: &str) -> Incoming {
    let path = format!("{}/tests/fixtures/mail/{name}.eml", env!("CARGO_MANIFEST_DIR"));
    let raw = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    parse::read(&raw, &Limits::default()).unwrap_or_else(|refusal| panic!("{path}: {refusal}"))
}

fn read(raw: impl AsRef<[u8]>) -> Result<Incoming, Refusal> {
    parse::read(raw.as_ref(), &Limits::default())
}

fn codes(incoming: &Incoming) -> Vec<&'static str> {
    incoming.problems.iter().map(mail::Problem::code).collect()
}
