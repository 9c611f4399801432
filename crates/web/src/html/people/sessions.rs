//! One's own sessions.

use super::present;
use crate::html::done;
use crate::{Outcome, Posted, Visitor, Web};
use app::people::{end_other_sessions, end_session, list_sessions};
use axum::extract::State;
use phrases::contexts::sign_in::Sessions;

const PATH: &str = "/account/sessions";

/// The sessions that are not over.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let here = visitor.session()?;
    let rows = list_sessions(&web.app, &visitor.op).await?;
    let sessions = rows.iter().map(|row| present::session(row, row.id == here)).collect();
    web.page(&visitor, &Sessions { sessions })
}

/// Ends one.
pub(super) async fn end(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    visitor.session()?;
    end_session(&web.app, &visitor.op, posted.code("session")?).await?;
    Ok(done(PATH, "session-ended"))
}

/// Ends all but the one in use.
pub(super) async fn end_others(State(web): State<Web>, visitor: Visitor, _: Posted) -> Outcome {
    end_other_sessions(&web.app, &visitor.op, visitor.session()?).await?;
    Ok(done(PATH, "sessions-ended"))
}
