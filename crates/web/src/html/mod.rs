//! Pages for people, one folder a subject.

mod access;
mod admin;
mod desk;
pub(crate) mod files;
mod incidents;
mod law;
mod network;
mod notices;
mod people;
mod public;
pub(crate) mod qr;
mod reference;
pub(crate) mod repeat;
mod reports;
mod search;
mod today;
pub(crate) mod typed;

use crate::Listed;
use app::Settings;
use axum::response::{IntoResponse, Redirect, Response};

/// Registers every page.
pub(crate) fn routes(listed: &mut Listed) {
    people::routes(listed);
    today::routes(listed);
    notices::routes(listed);
    incidents::routes(listed);
    reports::routes(listed);
    public::routes(listed);
    law::routes(listed);
    admin::routes(listed);
    access::routes(listed);
    network::routes(listed);
    reference::routes(listed);
    search::routes(listed);
    files::routes(listed);
}

/// Where paper goes; at least by name.
pub(crate) fn paper_address(settings: &Settings) -> String {
    let address = Some(&settings.postal_address).filter(|address| !address.is_empty());
    address.unwrap_or(&settings.deployment).clone()
}

/// Goes to a page and says there what was done (`done-<key>` in the catalogue).
pub(crate) fn done(path: &str, key: &str) -> Response {
    let (path, fragment) = path.split_once('#').map_or((path, ""), |(p, f)| (p, f));
    let joint = if path.contains('?') { '&' } else { '?' };
    let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
    Redirect::to(&format!("{path}{joint}done={key}{fragment}")).into_response()
}
