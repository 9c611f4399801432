//! The network: its bodies and members, how one joins, contact points and their changes, the register as tables, and whose an
//! address or a name is, information systems and claims of two owners, response teams, duty.

mod applications;
mod body;
mod changes;
mod contacts;
mod disputes;
mod duty;
mod index;
mod join;
mod keys;
mod map;
mod pending;
mod present;
mod profile;
mod reach;
mod systems;
mod tables;
mod teams;
mod whois;

use crate::Listed;

pub(crate) fn routes(listed: &mut Listed) {
    listed
        .get("/network", index::index)
        .get("/network/map", map::map)
        .get("/network/whois", whois::whois)
        .get("/network/systems", systems::list)
        .post("/network/systems", systems::enter)
        .get("/network/systems/new", systems::new)
        .get("/network/systems/{key}", systems::show)
        .post("/network/systems/{key}", systems::change)
        .get("/network/systems/{key}/edit", systems::edit)
        .get("/network/disputes", disputes::list)
        .post("/network/disputes", disputes::decide)
        .get("/network/bodies/{key}", body::show)
        .post("/network/bodies/{key}/enrol", body::enrol)
        .post("/network/bodies/{key}/stand", body::stand)
        .get("/network/bodies/{key}/profile", profile::form)
        .post("/network/bodies/{key}/profile", profile::declare)
        .get("/network/bodies/{key}/contacts/new", contacts::new)
        .post("/network/bodies/{key}/contacts", contacts::enter)
        .get("/network/contacts/{id}", contacts::edit)
        .post("/network/contacts/{id}", contacts::change)
        .post("/network/contacts/{id}/retire", contacts::retire)
        .get("/network/contacts/{id}/key.asc", keys::show)
        .get("/network/keys", keys::ending)
        .get("/network/contact-changes", changes::list)
        .post("/network/contact-changes/{id}", changes::prove)
        .get("/network/profile-changes", pending::list)
        .post("/network/profile-changes/{id}", pending::judge)
        .get("/network/applications", applications::list)
        .get("/network/applications/{number}", applications::show)
        .post("/network/applications/{number}/approve", applications::approve)
        .post("/network/applications/{number}/refuse", applications::refuse)
        .get("/network/import", tables::form)
        .post("/network/import", tables::bring)
        .post("/network/export", tables::take_out)
        .get("/join", join::begin)
        .post("/join", join::go_on)
        .get("/join/follow", join::ask)
        .post("/join/follow", join::follow)
        .post("/join/take-back", join::take_back);
    reach::routes(listed);
    teams::routes(listed);
    duty::routes(listed);
}
