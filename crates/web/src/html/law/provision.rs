//! One provision, and how many duties of its kind are open now.

use crate::{Fault, Outcome, Visitor, Web};
use app::Error;
use axum::extract::{Path, State};
use phrases::contexts::law::ProvisionPage;

/// One provision. How many of its duties are open is for those who see incidents.
pub(super) async fn provision(
    State(web): State<Web>,
    visitor: Visitor,
    Path((id, provision)): Path<(String, String)>,
) -> Outcome {
    let page = ProvisionPage::of(&web.app.library, &id, &provision, visitor.lang);
    let mut page = page.ok_or(Fault(Error::NotFound))?;
    page.open = app::law::open_duties(&web.app, &visitor.op, &id, &provision).await?;
    web.page(&visitor, &page)
}
