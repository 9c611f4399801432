//! The doors of the house that speak HTTP: pages for people, `/api/v1` for programs, health for machines.
//!
//! A handler extracts, converts, calls one use case of `app`, presents. Who asks is found once per request
//! ([`visitor`]), what is posted is read once ([`posted`]), what goes wrong is dressed once ([`dress`]): as a page, or as
//! problem+json below `/api`. Every route is registered through [`routes::Listed`], so tests can walk all of them.

pub mod api;
pub mod assets;
mod dress;
mod fault;
mod headers;
mod health;
pub mod html;
mod patience;
mod place;
mod posted;
pub mod routes;
mod settings;
mod state;
mod visitor;

pub use fault::{Fault, Outcome};
pub use posted::Posted;
pub use routes::{Listed, Route};
pub use settings::Settings;
pub use state::{Clock, Web};
pub use visitor::Visitor;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// The whole service.
pub fn service(web: Web) -> Router {
    let listed = listed();
    listed
        .into_router()
        .fallback(fault::nowhere)
        .method_not_allowed_fallback(fault::no_such_method)
        // Files are as long as the desk allows; every reader of a body bounds it by itself.
        .layer(DefaultBodyLimit::disable())
        .layer(CatchPanicLayer::custom(fault::panicked))
        .layer(from_fn_with_state(web.clone(), patience::bound))
        .layer(from_fn_with_state(web.clone(), dress::dress))
        .layer(from_fn_with_state(web.clone(), visitor::identify))
        .layer(from_fn(health::count))
        .layer(from_fn_with_state(web.clone(), headers::protect))
        .layer(CompressionLayer::new())
        .with_state(web)
}

/// Every route of the service, for the router and for the tests that walk them.
pub fn listed() -> Listed {
    let mut listed = Listed::default();
    health::routes(&mut listed);
    assets::routes(&mut listed);
    html::routes(&mut listed);
    api::routes(&mut listed);
    listed
}
