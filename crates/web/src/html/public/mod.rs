//! What anybody may do without an account: read how to report, report, keep the receipt, follow.

mod filled;
mod follow;
mod full;
mod hotline;
mod offered;
mod present;
mod short;
mod short_form;

use crate::{Listed, Outcome, Visitor, Web};
use axum::extract::State;

pub(crate) fn routes(listed: &mut Listed) {
    listed
        .get("/", home)
        .get("/hotline", hotline::page)
        .get("/report", short_form::form)
        .post("/report", short_form::submit)
        .get("/report/full", full::form)
        .post("/report/full", full::submit)
        .get("/follow", follow::ask)
        .post("/follow", follow::show)
        .post("/follow/messages", follow::write)
        .post("/follow/files/{id}", follow::file);
}

/// The first page.
async fn home(State(web): State<Web>, visitor: Visitor) -> Outcome {
    web.page(&visitor, &present::home(&web.app.settings))
}
