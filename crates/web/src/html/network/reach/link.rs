//! The page of the link in a mail: whoever has it says that they were reached. Opening it proves nothing, for mail filters
//! open links; pressing the button does.

use crate::{Outcome, Posted, Visitor, Web};
use app::reachability::{Asked, answer as take, asked as ask};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use phrases::contexts::network::ReachAsked;

/// What the link asks, or that it was answered.
pub(super) async fn asked(
    State(web): State<Web>,
    visitor: Visitor,
    Path((id, secret)): Path<(String, String)>,
) -> Outcome {
    let Asked { number, contact, body, above, answered_at } =
        ask(&web.app, &visitor.op, &id, &secret).await?;
    let page = ReachAsked {
        number,
        contact,
        body,
        above,
        action: format!("/reach/{id}/{secret}"),
        answered_at: answered_at.map(|at| at.micros()),
    };
    web.page(&visitor, &page)
}

/// The answer.
pub(super) async fn answer(
    State(web): State<Web>,
    visitor: Visitor,
    Path((id, secret)): Path<(String, String)>,
    posted: Posted,
) -> Outcome {
    take(&web.app, &visitor.op, &id, &secret, posted.text("note")).await?;
    Ok(Redirect::to(&format!("/reach/{id}/{secret}")).into_response())
}
