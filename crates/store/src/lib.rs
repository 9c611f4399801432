//! The only room with SQL. SQLite by default, PostgreSQL by URL; one SQL text for both.
//!
//! [`Store::read`] gives a [`Read`], [`Store::write`] a [`Tx`]; what belongs to a subject is in the module of its name,
//! as methods on both ([`Conn`], reading) or on [`Tx`] alone (writing). Files lie beside the database in [`Vault`].
//! The room decides nothing: rules are in `domain`, permissions in `app`.
//!
//! ```no_run
//! # async fn demo() -> Result<(), store::Error> {
//! let store = store::Store::open(&store::Settings::in_folder("data".as_ref())).await?;
//! store.migrate().await?;
//! let mut read = store.read().await?;
//! let head = read.audit_head().await?;
//! # let _ = head; Ok(()) }
//! ```

mod allocations;
mod attachments;
mod audit;
mod beside;
mod bodies;
mod claim_decisions;
mod clocks;
mod conn;
mod consents;
mod contact_keys;
mod contacts;
mod counters;
mod dialect;
mod duty;
mod entries;
mod error;
mod factors;
mod idempotency;
mod inbox;
mod incidents;
mod invitations;
mod jobs;
mod law_changes;
mod members;
mod messages;
mod migrate;
mod notices;
mod overview;
mod people;
mod reachability;
mod refused_mail;
mod reports;
mod restriction;
mod row;
mod script;
mod search;
mod sessions;
mod settings;
mod similar;
mod statements;
mod steps;
mod subjects;
mod systems;
mod teams;
mod tries;
mod vault;
mod verifications;

pub use allocations::AllocationEdition;
pub use bodies::BodyFilter;
pub use conn::{Conn, Read, Store, Tx};
pub use duty::PublishedMonth;
pub use error::Error;
pub use factors::{AuthenticatorRow, PasskeyRow, SignInFacts};
pub use idempotency::KeptAnswer;
pub use inbox::{FoundReport, ReportFilter, ReportTurn};
pub use incidents::{IncidentFilter, IncidentRow};
pub use jobs::{JobCounts, JobRow, NewJob};
pub use law_changes::{DraftFile, LawFile};
pub use migrate::Migration;
pub use notices::{NewNotice, NoticeFilter, NoticeRow, searched_text};
pub use overview::{DueClock, InboxReport};
pub use people::{Credentials, TokenRow};
pub use reachability::TrialCount;
pub use refused_mail::RefusedMail;
pub use restriction::{ReadRow, Reading};
pub use sessions::SessionRow;
pub use settings::Settings;
pub use similar::Similar;
pub use statements::every_statement;
pub use subjects::SubjectRow;
pub use systems::SoftwareAsked;
pub use vault::{Stored, Vault, VaultError};

// The body of an `async fn` is compiled by whoever polls it: again in every crate and every test that awaits it. Boxed
// it is compiled here, once; beside an exchange with a database one allocation is nothing.
pub(crate) use async_recursion::async_recursion as boxed;

pub(crate) use row::row;

/// What most functions of this room give back.
pub type Result<T> = std::result::Result<T, Error>;
