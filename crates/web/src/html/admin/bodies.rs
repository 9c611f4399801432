//! The bodies of the network.

use super::present;
use super::window::Window;
use crate::html::desk::Words;
use crate::{Outcome, Visitor, Web};
use app::domain::Right;
use axum::extract::State;

/// Bodies by kind and words.
pub(super) async fn list(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let bodies = app::bodies::list_bodies(&web.app, &visitor.op).await?;
    let window = Window::of(&visitor, "/admin/bodies");
    web.page(
        &visitor,
        &present::bodies(&Words::of(&web, &visitor), &window, &bodies, visitor.op.may(Right::SeeStaff)),
    )
}
