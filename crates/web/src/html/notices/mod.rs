//! Notices at the desk: the inbox, one notice with its acts, and the two forms that hand one in.

mod acts;
mod enter;
mod index;
mod present_confirm;
mod present_index;
mod present_show;
mod present_write;
mod show;
mod submit;
mod write;

use crate::Listed;

pub(super) fn routes(listed: &mut Listed) {
    listed
        .get("/notices", index::index)
        .get("/notices/new", enter::form)
        .post("/notices/new", enter::enter)
        .get("/notices/submit", submit::form)
        .post("/notices/submit", submit::submit)
        .get("/notices/{number}", show::show)
        .post("/notices/{number}/take", acts::take)
        .post("/notices/{number}/ask", acts::ask)
        .post("/notices/{number}/verify", acts::verify)
        .post("/notices/{number}/reject", acts::reject)
        .post("/notices/{number}/merge", acts::merge)
        .post("/notices/{number}/confirm", acts::confirm)
        .post("/notices/{number}/join", acts::join)
        .post("/notices/{number}/messages", acts::write);
}
