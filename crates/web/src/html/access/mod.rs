//! Who sees a restricted notice or incident: the page, naming and taking back, restricting, the exception.

mod acts;
mod present;

use crate::Listed;

pub(in crate::html) use present::why;

pub(super) fn routes(listed: &mut Listed) {
    listed
        .get("/incidents/{number}/access", acts::incident)
        .post("/incidents/{number}/access/name", acts::name_on_incident)
        .post("/incidents/{number}/access/withdraw", acts::withdraw_from_incident)
        .post("/incidents/{number}/access/except", acts::except)
        .get("/notices/{number}/access", acts::notice)
        .post("/notices/{number}/access/name", acts::name_on_notice)
        .post("/notices/{number}/access/withdraw", acts::withdraw_from_notice)
        .post("/notices/{number}/access/restrict", acts::restrict);
}
