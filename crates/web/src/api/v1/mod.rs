//! Version 1 of the programming interface, one folder a subject. Each operation has types of its own: what a program may
//! rely on does not change when the words of the field do.

mod access;
mod attachments;
mod audit;
mod duty;
mod incidents;
mod law;
mod messages;
mod network;
mod notices;
mod reports;
mod teams;

use crate::Listed;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;

/// Registers every operation.
pub(super) fn routes(listed: &mut Listed) {
    notices::routes(listed);
    attachments::routes(listed);
    incidents::routes(listed);
    reports::routes(listed);
    law::routes(listed);
    network::routes(listed);
    teams::routes(listed);
    duty::routes(listed);
    access::routes(listed);
    audit::routes(listed);
}

/// The operations with their types, as their attributes say.
pub(super) fn described() -> OpenApi {
    let mut all = notices::Document::openapi();
    all.merge(attachments::Document::openapi());
    all.merge(incidents::Document::openapi());
    all.merge(reports::Document::openapi());
    all.merge(law::Document::openapi());
    all.merge(network::Document::openapi());
    all.merge(teams::Document::openapi());
    all.merge(duty::Document::openapi());
    all.merge(access::Document::openapi());
    all.merge(audit::Document::openapi());
    all
}
