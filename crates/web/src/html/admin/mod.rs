//! For whoever looks after the network and the deployment: people, failed jobs, the audit chain.

mod audit;
mod invitations;
mod jobs;
mod people;
mod person;
mod present;
mod window;

use crate::Listed;

pub(crate) fn routes(listed: &mut Listed) {
    listed
        .get("/admin/people", people::list)
        .get("/admin/people/{login}", person::show)
        .post("/admin/people/{login}/reset-factors", person::reset_factors)
        .post("/admin/people/{login}/end-sessions", person::end_sessions)
        .get("/admin/invitations", invitations::list)
        .post("/admin/invitations", invitations::invite)
        .post("/admin/invitations/withdraw", invitations::withdraw)
        .get("/admin/jobs", jobs::list)
        .post("/admin/jobs/retry", jobs::retry)
        .get("/admin/audit", audit::list)
        .post("/admin/audit/verify", audit::verify);
}
