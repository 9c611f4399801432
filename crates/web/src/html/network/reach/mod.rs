//! Whether contact points can be reached: tests, trials, calls, and the page of the link in a mail.

mod acts;
mod link;
mod present;
mod show;

use crate::Listed;
pub(super) use present::line;

pub(super) fn routes(listed: &mut Listed) {
    listed
        .get("/network/reach", show::index)
        .post("/network/reach", acts::begin)
        .get("/network/reach/calls", show::calls)
        .get("/network/reach/{number}", show::test)
        .get("/network/reach/trials/{id}", show::trial)
        .post("/network/reach/trials/{id}", acts::call)
        .get("/reach/{id}/{secret}", link::asked)
        .post("/reach/{id}/{secret}", link::answer);
}
