//! Submitted reports against their hashes: values, document, and what the audit chain says of them.

use super::fault_of;
use super::verdict::{BadDocument, Verdict, name};
use crate::{App, Result};
use domain::canonical::{canonical, sha256_hex};
use domain::reports::Edition;
use serde_json::Value;
use store::Read;

/// Editions loaded at once; each carries all its values.
const TOGETHER: i64 = 100;
/// Rows of the chain looked through for the witness of an edition.
const WITNESSES: i64 = 1000;

/// Checks every submitted edition.
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
            if let Some((sha256, fault)) = fault(app, &mut read, &edition).await? {
                let report = number(&mut read, &edition).await?;
                name(&mut verdict.documents, BadDocument { report, edition: edition.edition, sha256, fault });
            }
        }
    }
}

async fn fault(app: &App, read: &mut Read, edition: &Edition) -> Result<Option<(String, &'static str)>> {
    if let Err(error) = app.store.vault().check(&edition.document_sha256).await {
        return Ok(Some((edition.document_sha256.clone(), fault_of(&error))));
    }
    let values = canonical(&Value::Object(edition.values.clone()));
    if sha256_hex(values.as_bytes()) != edition.values_sha256 {
        return Ok(Some((edition.values_sha256.clone(), "values")));
    }
    let history = read.audit_of("report", &edition.report.to_string(), WITNESSES).await?;
    let witnessed = |key: &str| {
        history
            .iter()
            .filter(|row| row.act == "report.submitted")
            .filter_map(|row| serde_json::from_str::<Value>(&row.detail).ok())
            .filter(|detail| detail.get("edition").and_then(Value::as_i64) == Some(edition.edition))
            .find_map(|detail| detail.get(key).and_then(Value::as_str).map(str::to_owned))
    };
    for (key, stored) in [("document_sha256", &edition.document_sha256), ("values_sha256", &edition.values_sha256)] {
        if let Some(told) = witnessed(key).filter(|told| told != stored) {
            return Ok(Some((told, "unwitnessed")));
        }
    }
    Ok(None)
}

async fn number(read: &mut Read, edition: &Edition) -> Result<String> {
    let report = read.report(edition.report).await?;
    Ok(report.and_then(|r| r.number).map_or_else(|| edition.report.to_string(), |number| number.to_string()))
}
