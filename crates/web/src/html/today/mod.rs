//! Today: the home of somebody signed in.

mod present;

use crate::html::desk::Words;
use crate::{Listed, Outcome, Visitor, Web};
use axum::extract::State;

pub(super) fn routes(listed: &mut Listed) {
    listed.get("/today", today);
}

/// What waits, each number with the list behind it.
async fn today(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let waiting = app::today::view(&web.app, &visitor.op).await?;
    let page =
        present::page(&Words::of(&web, &visitor), &visitor.op, waiting, &web.app.settings.severe_phone);
    web.page(&visitor, &page)
}
