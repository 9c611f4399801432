//! Proof, for programs: that nothing acknowledged was changed.

use crate::api::asked::Caller;
use crate::{Listed, Outcome, Web};
use app::audit::{BadDocument, BadFile, BadReceipt, Verdict};
use app::domain::audit::Break;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

/// The operations of this folder.
#[derive(OpenApi)]
#[openapi(paths(verify))]
pub(super) struct Document;

pub(super) fn routes(listed: &mut Listed) {
    listed.get("/api/v1/audit/verify", verify);
}

/// What a verification found; each list names at most 1,000 faults.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AuditVerdict {
    /// Nothing at all is wrong.
    ok: bool,
    /// Rows of the chain that were walked.
    rows: i64,
    /// Where the chain is broken.
    breaks: Vec<ChainBreak>,
    /// Submitted report editions checked.
    documents_checked: u64,
    /// Editions that are not what was submitted.
    documents: Vec<DocumentFault>,
    /// Contents of files checked.
    files_checked: u64,
    /// Contents that are missing or changed.
    files: Vec<FileFault>,
    /// Receipts computed again.
    receipts_checked: u64,
    /// Notices that no longer give the receipt told to their sender.
    receipts: Vec<ReceiptFault>,
}

/// A break of the chain.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChainBreak {
    /// The row.
    sequence: i64,
    /// `changed`, `missing`, `unlinked` or `head`.
    fault: &'static str,
}

/// A submitted edition that is not what was submitted.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DocumentFault {
    /// Number of the report, or its id.
    report: String,
    /// The edition.
    edition: i64,
    /// The hash it must have.
    sha256: String,
    /// `missing`, `changed`, `unreadable`, `values` or `unwitnessed`.
    fault: &'static str,
}

/// A file that is not what was stored.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FileFault {
    /// The hash its bytes must have.
    sha256: String,
    /// `missing`, `changed` or `unreadable`.
    fault: &'static str,
}

/// A notice that is not what its receipt says.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReceiptFault {
    /// Number of the notice.
    notice: String,
    /// The receipt told to the sender.
    receipt: String,
    /// `missing`, `changed` or `unwitnessed`.
    fault: &'static str,
}

/// Verify the audit chain.
///
/// Walks the whole chain and checks every notice, submitted report and file against it. What is wrong is in the answer,
/// which is 200 either way; look at `ok`.
#[utoipa::path(
    get, path = "/api/v1/audit/verify", tag = "system",
    responses((status = 200, description = "The verdict.", body = AuditVerdict)),
    security(("bearer" = ["system:read"]))
)]
pub(super) async fn verify(State(web): State<Web>, caller: Caller) -> Outcome {
    let verdict = app::audit::verify(&web.app, caller.op()).await?;
    Ok(Json(AuditVerdict::from(verdict)).into_response())
}

impl From<Verdict> for AuditVerdict {
    fn from(verdict: Verdict) -> Self {
        let broken = |b: Break| ChainBreak { sequence: b.sequence, fault: b.fault };
        let document = |d: BadDocument| DocumentFault {
            report: d.report,
            edition: d.edition,
            sha256: d.sha256,
            fault: d.fault,
        };
        let file = |f: BadFile| FileFault { sha256: f.sha256, fault: f.fault };
        let receipt = |r: BadReceipt| ReceiptFault { notice: r.notice, receipt: r.receipt, fault: r.fault };
        Self {
            ok: verdict.ok,
            rows: verdict.rows,
            breaks: verdict.breaks.into_iter().map(broken).collect(),
            documents_checked: verdict.documents_checked,
            documents: verdict.documents.into_iter().map(document).collect(),
            files_checked: verdict.files_checked,
            files: verdict.files.into_iter().map(file).collect(),
            receipts_checked: verdict.receipts_checked,
            receipts: verdict.receipts.into_iter().map(receipt).collect(),
        }
    }
}
