//! Facts about pages, mails and catalogues.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]

mod catalogues;
mod laws;
mod mails;
mod pages;
