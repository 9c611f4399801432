//! The people of the deployment.

use super::present;
use super::window::Window;
use crate::{Outcome, Visitor, Web};
use axum::extract::State;

/// People by role, body and words.
pub(super) async fn list(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let people = app::people::list_people(&web.app, &visitor.op).await?;
    let window = Window::of(&visitor, "/admin/people");
    web.page(&visitor, &present::people(&web.app.phrases, visitor.lang, &window, people))
}
