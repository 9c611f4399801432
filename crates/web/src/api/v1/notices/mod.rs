//! Notices for programs: submitting (the busiest operation of the service), the inbox, triage, and following with number
//! and secret instead of a token.

mod create;
mod follow;
mod list;
mod show;
mod triage;

use crate::Listed;
use utoipa::OpenApi;

/// The operations of this folder.
#[derive(OpenApi)]
#[openapi(paths(
    create::create,
    list::list,
    follow::follow,
    show::show,
    triage::take,
    triage::ask,
    triage::verify,
    triage::reject,
    triage::merge,
    triage::confirm,
    triage::join,
    triage::message
))]
pub(super) struct Document;

pub(super) fn routes(listed: &mut Listed) {
    listed
        .post("/api/v1/notices", create::create)
        .get("/api/v1/notices", list::list)
        .post("/api/v1/notices/follow", follow::follow)
        .get("/api/v1/notices/{number}", show::show)
        .post("/api/v1/notices/{number}/take", triage::take)
        .post("/api/v1/notices/{number}/ask", triage::ask)
        .post("/api/v1/notices/{number}/verify", triage::verify)
        .post("/api/v1/notices/{number}/reject", triage::reject)
        .post("/api/v1/notices/{number}/merge", triage::merge)
        .post("/api/v1/notices/{number}/confirm", triage::confirm)
        .post("/api/v1/notices/{number}/join", triage::join)
        .post("/api/v1/notices/{number}/messages", triage::message);
}
