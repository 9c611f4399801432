//! The list of changes, and one of them.

use super::present;
use crate::{Fault, Outcome, Visitor, Web};
use app::law::changes::{list_changes, show_change};
use axum::extract::{Path, State};
use phrases::contexts::desk::Typed;
use phrases::contexts::law::{ChangeList, ChangePage};

/// All changes.
pub(super) async fn list(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let rows = list_changes(&web.app, &visitor.op).await?.into_iter().map(present::row).collect();
    web.page(&visitor, &ChangeList { rows })
}

/// One change.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Path(number): Path<String>) -> Outcome {
    let page = page(&web, &visitor, super::present::number(&number)?, None).await?;
    web.page(&visitor, &page)
}

/// Its page, with what was typed and refused.
pub(super) async fn page(
    web: &Web,
    visitor: &Visitor,
    number: i64,
    typed: Option<Typed>,
) -> Result<ChangePage, Fault> {
    let view = show_change(&web.app, &visitor.op, number).await?;
    let paths = app::law::changes::paths(&web.app, &visitor.op).await?;
    Ok(present::change(web, visitor, view, paths, typed))
}
