//! What a change would do.

use super::present;
use crate::{Outcome, Visitor, Web};
use app::law::changes::{show_change, simulate_change};
use axum::extract::{Path, State};

/// Its simulation over the incidents that are open.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Path(number): Path<String>) -> Outcome {
    let number = present::number(&number)?;
    let change = show_change(&web.app, &visitor.op, number).await?.change;
    let found = simulate_change(&web.app, &visitor.op, number).await?;
    web.page(&visitor, &present::simulation(&web, &visitor, change, found))
}
