//! The audit chain: read, and proven whole.

use super::present;
use crate::html::desk::Words;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::domain::page::PageRequest;
use axum::extract::State;
use phrases::contexts::admin::{Audit, Verification};

/// The chain, newest first.
pub(super) async fn list(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let page = page(&web, &visitor, None).await?;
    web.page(&visitor, &page)
}

/// Checks everything that must never change and shows what was found.
pub(super) async fn verify(State(web): State<Web>, visitor: Visitor, _: Posted) -> Outcome {
    let verdict = app::audit::verify(&web.app, &visitor.op).await?;
    let found = present::verification(&web.app.phrases, visitor.lang, &verdict, visitor.op.now);
    let page = page(&web, &visitor, Some(found)).await?;
    web.page(&visitor, &page)
}

async fn page(web: &Web, visitor: &Visitor, verification: Option<Verification>) -> Result<Audit, Fault> {
    let before = visitor.query("before").and_then(|before| before.parse().ok());
    let lines = app::audit::list(&web.app, &visitor.op, PageRequest::new(before, None)).await?;
    Ok(present::audit(&Words::of(web, visitor), lines, verification, before))
}
