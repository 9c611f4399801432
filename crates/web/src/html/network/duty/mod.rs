//! Duty: the month of a body, and every act on it.

mod acts;
mod present;
mod show;

use crate::Listed;

pub(super) fn routes(listed: &mut Listed) {
    listed
        .get("/network/duty", show::show)
        .post("/network/duty/{key}/shifts", acts::add)
        .post("/network/duty/{key}/remove", acts::remove)
        .post("/network/duty/{key}/substitute", acts::substitute)
        .post("/network/duty/{key}/handover", acts::hand_over)
        .post("/network/duty/{key}/acknowledge", acts::acknowledge)
        .post("/network/duty/{key}/publish", acts::publish)
        .post("/network/duty/{key}/lines", acts::lines);
}
