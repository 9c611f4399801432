//! Facts about the doors that speak HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod admin;
mod api;
mod attempts;
mod coverage;
mod desk;
mod law;
mod network;
mod network_api;
mod people;
mod phrases;
mod public;
mod rights;
mod sign_in;
mod teams;
