//! Files in the vault against their hashes.

use super::fault_of;
use super::verdict::{BadFile, Verdict, name};
use crate::{App, Result};

/// Hashes loaded at once.
const TOGETHER: i64 = 500;

/// Reads every content of an attachment through and compares it with its hash.
///
/// # Errors
/// [`crate::Error::Unavailable`].
pub(super) async fn check(app: &App, verdict: &mut Verdict) -> Result<()> {
    let mut after = String::new();
    loop {
        let hashes = app.store.read().await?.content_hashes(&after, TOGETHER).await?;
        let Some(last) = hashes.last() else { return Ok(()) };
        after.clone_from(last);
        for sha256 in hashes {
            verdict.files_checked += 1;
            if let Err(error) = app.store.vault().check(&sha256).await {
                name(&mut verdict.files, BadFile { sha256, fault: fault_of(&error) });
            }
        }
    }
}
