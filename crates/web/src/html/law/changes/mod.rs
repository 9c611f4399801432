//! Changing the law: drafts, their files, what they would do, and bringing them into force.

mod acts;
mod begin;
mod file;
mod present;
mod show;
mod simulation;

use crate::Listed;

pub(super) fn routes(listed: &mut Listed) {
    listed
        .get("/law/changes", show::list)
        .get("/law/changes/new", begin::form)
        .post("/law/changes/new", begin::begin)
        .get("/law/changes/{number}", show::show)
        .get("/law/changes/{number}/file", file::show)
        .post("/law/changes/{number}/file", file::write)
        .post("/law/changes/{number}/files", acts::bring)
        .get("/law/changes/{number}/simulation", simulation::show)
        .post("/law/changes/{number}/activate", acts::activate)
        .post("/law/changes/{number}/withdraw", acts::withdraw);
}
