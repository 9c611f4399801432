//! The audit at the desk: proving that nothing acknowledged was changed, and the history of one record.
//!
//! ```no_run
//! # async fn demo(app: &app::App, op: domain::Op) -> app::Result<()> {
//! let verdict = app::audit::verify(app, &op).await?;
//! for fault in &verdict.breaks {
//!     tracing::warn!(row = fault.sequence, fault = fault.fault, "the audit chain is broken");
//! }
//! # Ok(()) }
//! ```

mod chain;
mod documents;
mod files;
mod history;
mod list;
mod receipts;
mod verdict;
mod verify;

pub use history::history_of;
pub use list::{AuditLine, list};
pub use verdict::{BadDocument, BadFile, BadReceipt, Verdict};
pub use verify::verify;

use store::VaultError;

/// What is wrong with a file in the vault: `missing`, `changed` or `unreadable`.
const fn fault_of(error: &VaultError) -> &'static str {
    match error {
        VaultError::Missing => "missing",
        VaultError::Changed => "changed",
        VaultError::TooLarge { .. } | VaultError::Io(_) => "unreadable",
    }
}
