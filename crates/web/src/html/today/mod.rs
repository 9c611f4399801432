//! Today: the home of somebody signed in.

mod present;

use crate::html::desk::Words;
use crate::{Listed, Outcome, Visitor, Web, state};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect};

const TODAY: &str = "/today";
/// Sent by the script that refreshes a part of a page.
const REFRESHES: &str = "hx-request";
/// Leads the whole page away, where a redirect would put the other page into the part.
const LEAD_AWAY: (&str, &str) = ("hx-redirect", "/sign-in?next=%2Ftoday");

pub(super) fn routes(listed: &mut Listed) {
    listed.get(TODAY, today);
}

/// What waits, each number with the list behind it. Whoever has no part in the daily work is led to their own first page.
async fn today(State(web): State<Web>, visitor: Visitor, headers: HeaderMap) -> Outcome {
    if !visitor.signed_in() && headers.contains_key(REFRESHES) {
        return Ok((StatusCode::NO_CONTENT, [LEAD_AWAY]).into_response());
    }
    let home = state::home(&visitor);
    if visitor.signed_in() && home != TODAY {
        return Ok(Redirect::to(home).into_response());
    }
    let waiting = app::today::view(&web.app, &visitor.op).await?;
    let page =
        present::page(&Words::of(&web, &visitor), &visitor.op, waiting, &web.app.settings.severe_phone);
    web.page(&visitor, &page)
}
