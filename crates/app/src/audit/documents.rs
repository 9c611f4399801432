//! Submitted reports against their hashes: the document, the values, and what the audit chain says of both.

use super::fault_of;
use super::verdict::{BadDocument, Verdict, name};
use crate::{App, Result};
use domain::ReportId;
use domain::audit::Row;
use domain::canonical::{canonical, sha256_hex};
use domain::reports::Edition;
use serde_json::Value;
use store::{Conn, Read};

/// Editions loaded at once; each carries all its values.
const TOGETHER: i64 = 100;

/// A submission as the chain has it.
#[derive(Debug, PartialEq, Eq)]
struct Witness {
    id: ReportId,
    number: String,
    edition: i64,
    document_sha256: String,
    values_sha256: String,
}

impl Witness {
    fn of(row: &Row) -> Option<Self> {
        if row.act != "report.submitted" {
            return None;
        }
        let detail: Value = serde_json::from_str(&row.detail).ok()?;
        let text = |key: &str| detail.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            id: row.subject_id.parse().ok()?,
            number: text("number")?,
            edition: detail.get("edition")?.as_i64()?,
            document_sha256: text("document_sha256")?,
            values_sha256: text("values_sha256")?,
        })
    }

    /// The hash that the stored edition must have and has not, and what is wrong.
    fn against(&self, stored: Option<&Edition>) -> Option<(String, &'static str)> {
        match stored {
            None => Some((self.document_sha256.clone(), "missing")),
            Some(e) if e.document_sha256 != self.document_sha256 => {
                Some((self.document_sha256.clone(), "unwitnessed"))
            }
            Some(e) if e.values_sha256 != self.values_sha256 => {
                Some((self.values_sha256.clone(), "unwitnessed"))
            }
            Some(_) => None,
        }
    }
}

/// Compares every edition whose submission is told in these rows with what the chain says of it.
///
/// # Errors
/// [`crate::Error::Unavailable`].
pub(super) async fn witnessed(conn: &mut Conn, rows: &[Row], verdict: &mut Verdict) -> Result<()> {
    for witness in rows.iter().filter_map(Witness::of) {
        let editions = conn.editions(witness.id).await?;
        let stored = editions.iter().find(|e| e.edition == witness.edition);
        if let Some((sha256, fault)) = witness.against(stored) {
            let bad = BadDocument { report: witness.number, edition: witness.edition, sha256, fault };
            name(&mut verdict.documents, bad);
        }
    }
    Ok(())
}

/// Checks the document and the values of every stored edition.
///
/// # Errors
/// [`crate::Error::Unavailable`].
pub(super) async fn check(app: &App, verdict: &mut Verdict) -> Result<()> {
    let mut offset = 0;
    loop {
        let mut read = app.store.read().await?;
        let editions = read.all_editions(TOGETHER, offset).await?;
        offset += TOGETHER;
        if editions.is_empty() {
            return Ok(());
        }
        for edition in editions {
            verdict.documents_checked += 1;
            if let Err(error) = app.store.vault().check(&edition.document_sha256).await {
                let sha256 = edition.document_sha256.clone();
                note(&mut read, verdict, &edition, sha256, fault_of(&error)).await?;
            }
            let values = canonical(&Value::Object(edition.values.clone()));
            if sha256_hex(values.as_bytes()) != edition.values_sha256 {
                let sha256 = edition.values_sha256.clone();
                note(&mut read, verdict, &edition, sha256, "values").await?;
            }
        }
    }
}

async fn note(
    read: &mut Read,
    verdict: &mut Verdict,
    edition: &Edition,
    sha256: String,
    fault: &'static str,
) -> Result<()> {
    let number = match read.report(edition.report).await {
        Ok(report) => report.and_then(|r| r.number).map(|number| number.to_string()),
        Err(store::Error::Corrupt { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    let report = number.unwrap_or_else(|| edition.report.to_string());
    name(&mut verdict.documents, BadDocument { report, edition: edition.edition, sha256, fault });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Moment;
    use uuid::Uuid;

    #[test]
    fn an_edition_exchanged_or_removed_is_not_the_one_in_the_chain() {
        let id = ReportId(Uuid::from_u128(1));
        let witness = Witness {
            id,
            number: "BC-2026-000001".into(),
            edition: 1,
            document_sha256: "d".into(),
            values_sha256: "v".into(),
        };
        let stored = |document: &str, values: &str| Edition {
            report: id,
            edition: 1,
            values: ::law::Values::new(),
            values_sha256: values.into(),
            document_sha256: document.into(),
            submitted_by: String::new(),
            submitted_at: Moment::EPOCH,
        };
        assert_eq!(witness.against(Some(&stored("d", "v"))), None);
        assert_eq!(witness.against(Some(&stored("x", "v"))), Some(("d".into(), "unwitnessed")));
        assert_eq!(witness.against(Some(&stored("d", "x"))), Some(("v".into(), "unwitnessed")));
        assert_eq!(witness.against(None), Some(("d".into(), "missing")));
    }
}
