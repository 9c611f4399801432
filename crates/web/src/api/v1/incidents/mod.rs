//! Incidents for programs: the list, one incident in its parts, and every act on it.

mod clocks;
mod consents;
mod ends;
mod facts;
mod list;
mod parties;
mod record;
mod severity;
mod show;
mod steps;

pub(in crate::api) use clocks::ClockShown;

use crate::Listed;
use utoipa::OpenApi;

/// The operations of this folder.
#[derive(OpenApi)]
#[openapi(paths(
    list::list,
    show::show,
    clocks::clocks,
    steps::steps,
    record::timeline,
    parties::parties,
    consents::list,
    consents::record,
    consents::note,
    consents::end,
    facts::classify,
    facts::detection,
    facts::facts,
    facts::marks,
    ends::end,
    ends::close,
    ends::reopen,
    record::entry,
    record::message,
    parties::add,
    parties::release,
    severity::propose,
    severity::decide,
    steps::start,
    steps::finish,
    steps::skip,
    steps::reopen
))]
pub(super) struct Document;

pub(super) fn routes(listed: &mut Listed) {
    listed
        .get("/api/v1/incidents", list::list)
        .get("/api/v1/incidents/{number}", show::show)
        .get("/api/v1/incidents/{number}/clocks", clocks::clocks)
        .get("/api/v1/incidents/{number}/steps", steps::steps)
        .get("/api/v1/incidents/{number}/timeline", record::timeline)
        .get("/api/v1/incidents/{number}/parties", parties::parties)
        .get("/api/v1/incidents/{number}/consents", consents::list)
        .post("/api/v1/incidents/{number}/consents", consents::record)
        .post("/api/v1/incidents/{number}/consents/{id}/uses", consents::note)
        .post("/api/v1/incidents/{number}/consents/{id}/end", consents::end)
        .post("/api/v1/incidents/{number}/classify", facts::classify)
        .post("/api/v1/incidents/{number}/detection", facts::detection)
        .post("/api/v1/incidents/{number}/facts", facts::facts)
        .post("/api/v1/incidents/{number}/marks", facts::marks)
        .post("/api/v1/incidents/{number}/end", ends::end)
        .post("/api/v1/incidents/{number}/close", ends::close)
        .post("/api/v1/incidents/{number}/reopen", ends::reopen)
        .post("/api/v1/incidents/{number}/entries", record::entry)
        .post("/api/v1/incidents/{number}/messages", record::message)
        .post("/api/v1/incidents/{number}/parties", parties::add)
        .post("/api/v1/incidents/{number}/parties/release", parties::release)
        .post("/api/v1/incidents/{number}/severity/propose", severity::propose)
        .post("/api/v1/incidents/{number}/severity/decide", severity::decide)
        .post("/api/v1/incidents/{number}/steps/{step}/start", steps::start)
        .post("/api/v1/incidents/{number}/steps/{step}/finish", steps::finish)
        .post("/api/v1/incidents/{number}/steps/{step}/skip", steps::skip)
        .post("/api/v1/incidents/{number}/steps/{step}/reopen", steps::reopen);
}
