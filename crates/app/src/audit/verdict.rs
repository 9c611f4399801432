//! What a verification found.

use domain::audit::Break;
use serde::Serialize;

/// Most faults of a kind that are named one by one.
pub(super) const NAMED: usize = 1000;

/// What a verification found. Lists name at most 1,000 faults each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Rows of the chain that were walked.
    pub rows: i64,
    /// Whether nothing at all is wrong.
    pub ok: bool,
    /// Where the chain is broken.
    pub breaks: Vec<Break>,
    /// Submitted report editions checked.
    pub documents_checked: u64,
    /// Editions whose values or document are not those submitted.
    pub documents: Vec<BadDocument>,
    /// Contents of attachments checked.
    pub files_checked: u64,
    /// Contents that are missing or changed.
    pub files: Vec<BadFile>,
    /// Receipts of notices computed again.
    pub receipts_checked: u64,
    /// Notices that no longer give the receipt told to their sender.
    pub receipts: Vec<BadReceipt>,
}

impl Verdict {
    /// Settles [`Verdict::ok`].
    pub(super) fn settled(mut self) -> Self {
        self.ok = self.breaks.is_empty()
            && self.documents.is_empty()
            && self.files.is_empty()
            && self.receipts.is_empty();
        self
    }
}

/// A submitted edition that is not what was submitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BadDocument {
    /// Number of the report, or its id when it has none.
    pub report: String,
    /// The edition.
    pub edition: i64,
    /// SHA-256 that the document, or the values, must have.
    pub sha256: String,
    /// `missing`, `changed` or `unreadable` for the document; `values` when the values do not give their hash;
    /// `unwitnessed` when the hash in the audit chain is another one.
    pub fault: &'static str,
}

/// A file in the vault that is not what was stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BadFile {
    /// SHA-256 its bytes must have.
    pub sha256: String,
    /// `missing`, `changed` or `unreadable`.
    pub fault: &'static str,
}

/// A notice that is not what its receipt says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BadReceipt {
    /// Number of the notice.
    pub notice: String,
    /// Receipt told to the sender.
    pub receipt: String,
    /// `missing` when the notice is gone, `changed` when it gives another receipt, `unwitnessed` when the stored
    /// receipt is not the one in the audit chain.
    pub fault: &'static str,
}

/// Adds a fault unless enough are named already.
pub(super) fn name<T>(faults: &mut Vec<T>, fault: T) {
    if faults.len() < NAMED {
        faults.push(fault);
    }
}
