//! Reports at the desk: the inbox, the editor, the reading page with its judgement, and the PDF.

mod conflict;
mod edit;
mod index;
mod judge;
mod paper;
mod present_edit;
mod present_index;
mod present_show;
mod show;

use crate::{Fault, Listed};
use app::Error;
use domain::ReportId;

pub(super) fn routes(listed: &mut Listed) {
    listed
        .get("/reports", index::index)
        .get("/reports/{id}", show::show)
        .get("/reports/{id}/document", paper::document)
        .post("/reports/{id}/save", edit::save)
        .post("/reports/{id}/check", edit::check)
        .post("/reports/{id}/submit", edit::submit)
        .post("/reports/{id}/judge", judge::judge);
}

/// The report an address names.
fn identified(id: &str) -> Result<ReportId, Fault> {
    id.parse().map_err(|_| Fault(Error::NotFound))
}
