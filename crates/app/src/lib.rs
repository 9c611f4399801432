//! The desk of the house: one use case for each act, called by every door, each in seven steps and one commit.
//!
//! A use case opens a transaction, loads, authorises, lets `domain` decide, writes, audits, queues what follows, and
//! commits. Doors hand in an [`domain::Op`] and a command and get a value or an [`Error`] of seven kinds.
//!
//! ```no_run
//! # async fn demo(app: std::sync::Arc<app::App>, op: domain::Op, cmd: app::notices::SubmitNotice) -> Result<(), app::Error> {
//! let receipt = app::notices::submit(&app, &op, cmd).await?;
//! assert_eq!(receipt.receipt.len(), 64);
//! # Ok(()) }
//! ```

pub mod access;
pub mod attachments;
pub mod audit;
pub mod bodies;
pub mod clocks;
pub mod consents;
pub mod contacts;
mod desk;
pub mod duty;
mod error;
mod follow_up;
mod fresh;
pub mod incidents;
pub mod jobs;
pub mod law;
pub mod members;
mod messages;
mod names;
pub mod notices;
pub mod people;
pub mod reachability;
pub mod registry;
pub mod reports;
pub mod restriction;
pub mod rights;
mod settings;
pub mod systems;
pub mod teams;
pub mod today;
pub mod why;

pub use desk::{App, Parts};
pub use domain;
pub use error::Error;
pub use follow_up::FollowUp;
pub use fresh::Fresh;
pub use settings::Settings;

// A use case is compiled here, once, and not again in each door that awaits it.
pub(crate) use async_recursion::async_recursion as boxed;

/// What every use case gives back.
pub type Result<T> = std::result::Result<T, Error>;
