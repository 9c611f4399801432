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
    let page = ProvisionPage::of(&visitor.law, &id, &provision, visitor.lang);
    let mut page = page.ok_or(Fault(Error::NotFound))?;
    if let Some(open) = app::law::open_duties(&web.app, &visitor.op, &id, &provision).await? {
        page.open = Some(open.count);
        page.cases =
            open.incidents.into_iter().map(|(number, due)| (number, due.map(|due| due.micros()))).collect();
    }
    web.page(&visitor, &page)
}
