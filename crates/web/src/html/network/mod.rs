//! The network: whose an address or a name is, response teams, duty.

mod duty;
mod teams;
mod whois;

use crate::Listed;

pub(crate) fn routes(listed: &mut Listed) {
    listed.get("/network/whois", whois::whois);
    teams::routes(listed);
    duty::routes(listed);
}
