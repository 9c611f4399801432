//! Verifying everything that must never change: the chain, the receipts, the reports, the files.

use super::chain::Chain;
use super::{Verdict, documents, files, receipts};
use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::{Op, Right};

/// Rows walked at once.
const TOGETHER: i64 = 1000;

/// Walks the whole chain and checks every notice, submitted report and file against it. Reads only, in short
/// transactions, so that it can run while the house is at work.
///
/// # Errors
/// [`crate::Error::Forbidden`], [`crate::Error::Unavailable`]. What is wrong with the data is in the verdict.
#[boxed]
pub async fn verify(app: &App, op: &Op) -> Result<Verdict> {
    op.require(Right::SeeSystem)?;
    let mut verdict = Verdict::default();
    walk(app, &mut verdict).await?;
    documents::check(app, &mut verdict).await?;
    files::check(app, &mut verdict).await?;
    Ok(verdict.settled())
}

async fn walk(app: &App, verdict: &mut Verdict) -> Result<()> {
    let mut chain = Chain::new();
    loop {
        let mut read = app.store.read().await?;
        // The head first: rows that are committed meanwhile then come with the next batch, never behind the end.
        let (head, hash) = read.audit_head().await?;
        let rows = read.audit_after(chain.last(), TOGETHER).await?;
        if rows.is_empty() {
            verdict.rows = chain.walked();
            verdict.breaks = chain.finish(head, &hash);
            return Ok(());
        }
        rows.iter().for_each(|row| chain.take(row));
        receipts::check(&mut read, &rows, verdict).await?;
        documents::witnessed(&mut read, &rows, verdict).await?;
    }
}
