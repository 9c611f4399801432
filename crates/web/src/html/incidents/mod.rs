//! Incidents at the desk: the list, one incident with its tabs, and everything that can be done with it.
//!
//! Each tab is presented in a file of its name; each act answers on the tab it was done on.

mod access;
mod acts;
mod answer;
mod classify;
mod conflict;
mod index;
mod parties;
mod present;
mod present_access;
mod present_class;
mod present_clocks;
mod present_ending;
mod present_entries;
mod present_history;
mod present_index;
mod present_next;
mod present_overview;
mod present_parties;
mod present_process;
mod present_reports;
mod present_severity;
mod present_timeline;
mod seen;
mod severity;
mod show;
mod steps;
mod tabs;
mod timeline;

use crate::Listed;

pub(super) fn routes(listed: &mut Listed) {
    listed
        .get("/incidents", index::index)
        .get("/incidents/{number}", show::show)
        .post("/incidents/{number}/classify", classify::classify)
        .post("/incidents/{number}/detection", acts::detection)
        .post("/incidents/{number}/facts", acts::facts)
        .post("/incidents/{number}/marks", acts::marks)
        .post("/incidents/{number}/end", acts::end)
        .post("/incidents/{number}/close", acts::close)
        .post("/incidents/{number}/reopen", acts::reopen)
        .post("/incidents/{number}/severity/propose", severity::propose)
        .post("/incidents/{number}/severity/decide", severity::decide)
        .post("/incidents/{number}/steps/{step}/start", steps::start)
        .post("/incidents/{number}/steps/{step}/finish", steps::finish)
        .post("/incidents/{number}/steps/{step}/skip", steps::skip)
        .post("/incidents/{number}/steps/{step}/reopen", steps::reopen)
        .post("/incidents/{number}/entries", timeline::entry)
        .post("/incidents/{number}/messages", timeline::message)
        .post("/incidents/{number}/access", access::record)
        .post("/incidents/{number}/access/uses", access::note)
        .post("/incidents/{number}/access/end", access::end)
        .post("/incidents/{number}/parties", parties::add)
        .post("/incidents/{number}/parties/release", parties::release)
        .post("/incidents/{number}/reports", acts::report);
}
