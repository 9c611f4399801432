//! Notices against their receipts: the stored content and files must give the receipt that was told to the sender and
//! that the audit chain bears witness of.

use super::verdict::{BadReceipt, Verdict, name};
use crate::Result;
use domain::NoticeId;
use domain::audit::Row;
use domain::notices::{Notice, receipt};
use serde_json::Value;
use store::Conn;

/// A receipt as the chain has it.
#[derive(Debug, PartialEq, Eq)]
struct Witness {
    id: NoticeId,
    number: String,
    receipt: String,
}

impl Witness {
    fn of(row: &Row) -> Option<Self> {
        if row.act != "notice.received" {
            return None;
        }
        let detail: Value = serde_json::from_str(&row.detail).ok()?;
        let text = |key: &str| detail.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Self { id: row.subject_id.parse().ok()?, number: text("number")?, receipt: text("receipt")? })
    }
}

/// Checks every notice whose arrival is told in these rows.
///
/// # Errors
/// [`crate::Error::Unavailable`].
pub(super) async fn check(conn: &mut Conn, rows: &[Row], verdict: &mut Verdict) -> Result<()> {
    for witness in rows.iter().filter_map(Witness::of) {
        verdict.receipts_checked += 1;
        let fault = match conn.notice(witness.id).await {
            Ok(None) => Some("missing"),
            Ok(Some(notice)) if notice.receipt != witness.receipt => Some("unwitnessed"),
            Ok(Some(notice)) if again(conn, &notice).await? != notice.receipt => Some("changed"),
            Ok(Some(_)) => None,
            // A row that can no longer be read is a row that was changed; the others must still be checked.
            Err(store::Error::Corrupt { .. }) => Some("changed"),
            Err(error) => return Err(error.into()),
        };
        if let Some(fault) = fault {
            name(
                &mut verdict.receipts,
                BadReceipt { notice: witness.number, receipt: witness.receipt, fault },
            );
        }
    }
    Ok(())
}

async fn again(conn: &mut Conn, notice: &Notice) -> Result<String> {
    let files = conn.attachments_of("notice", notice.id.uuid()).await?;
    let files: Vec<String> = files.into_iter().map(|file| file.sha256).collect();
    Ok(receipt::receipt(&notice.number, notice.received_at, &notice.content, &files))
}
