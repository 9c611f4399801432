//! Response teams: the list, one team, and every act in it.

mod acts;
mod index;
mod meetings;
mod present;
mod show;

use crate::Listed;

pub(super) fn routes(listed: &mut Listed) {
    listed
        .get("/network/teams", index::list)
        .post("/network/teams", index::establish)
        .get("/network/teams/{key}", show::show)
        .post("/network/teams/{key}/members", acts::appoint)
        .post("/network/teams/{key}/members/end", acts::end)
        .post("/network/teams/{key}/documents", acts::sign)
        .post("/network/teams/{key}/delegations", acts::delegate)
        .post("/network/teams/{key}/delegations/revoke", acts::revoke)
        .post("/network/teams/{key}/meetings", meetings::call)
        .post("/network/teams/{key}/meetings/cancel", meetings::cancel)
        .post("/network/teams/{key}/meetings/held", meetings::held)
        .post("/network/teams/{key}/meetings/minutes", meetings::minutes);
}
