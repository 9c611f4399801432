//! What tests stand on: a whole desk on either database, a clock that only moves when told, mail that stays in memory,
//! and builders of bodies, people, notices and incidents. A dev-dependency and nothing else.
//!
//! ```no_run
//! testkit::both!(a_notice_gets_a_number, |kit| async move {
//!     let receipt = kit.notice().submit().await;
//!     assert!(receipt.number.to_string().starts_with("TB-"));
//! });
//! ```
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::missing_panics_doc,
    clippy::print_stderr,
    reason = "in tests a panic with its place is the report"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "tests read their own environment and make ids for databases of their own"
)]

mod builders;
mod http;
mod keys;
mod kit;
pub mod outside;
mod postgres;

pub use builders::{NoticeBuilder, Opened, PASSWORD, completed};
pub use http::{Answer, Browser};
pub use keys::KeyMaker;
pub use kit::{Database, Kit, fresh_database};
pub use postgres::postgres_url;

/// Writes a test twice: on SQLite and on PostgreSQL.
#[macro_export]
macro_rules! both {
    ($(#[$meta:meta])* $name:ident, |$kit:ident| $body:expr) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "tests share the imports of their module")]
            use super::*;
            async fn fact($kit: $crate::Kit) {
                $body.await
            }
            #[test]
            fn on_sqlite() {
                $crate::Kit::run($crate::Database::Sqlite, fact);
            }
            #[test]
            fn on_postgresql() {
                $crate::Kit::run($crate::Database::Postgres, fact);
            }
        }
    };
}
