//! Documents as a registry would receive them: rendered, then read back from the PDF.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests state facts; a broken premise should stop them loudly"
)]

mod archive;
mod bounds;
mod hostile;
mod letters;
mod printed;
mod receipts;
mod reports;
mod rulesets;
mod samples;
