//! Facts about the doors that speak HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]

mod phrases;
