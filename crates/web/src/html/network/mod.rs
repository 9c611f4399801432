//! The network: whose an address or a name is.

mod whois;

use crate::Listed;

pub(crate) fn routes(listed: &mut Listed) {
    listed.get("/network/whois", whois::whois);
}
