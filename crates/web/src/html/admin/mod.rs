//! For whoever looks after the network and the deployment: people, failed jobs, the audit chain.

mod audit;
mod jobs;
mod people;
mod present;
mod window;

use crate::Listed;

pub(crate) fn routes(listed: &mut Listed) {
    listed
        .get("/admin/people", people::list)
        .get("/admin/jobs", jobs::list)
        .post("/admin/jobs/retry", jobs::retry)
        .get("/admin/audit", audit::list)
        .post("/admin/audit/verify", audit::verify);
}
