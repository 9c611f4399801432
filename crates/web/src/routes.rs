//! A router that remembers what was put into it, because axum's does not tell. Tests walk the list.

use crate::Web;
use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, on};

/// A route of the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Method.
    pub method: Method,
    /// Path with parameters in braces.
    pub path: &'static str,
}

/// A router and its list.
#[derive(Default)]
pub struct Listed {
    router: Router<Web>,
    routes: Vec<Route>,
}

impl Listed {
    /// Adds a GET route.
    pub fn get<H: Handler<T, Web>, T: 'static>(&mut self, path: &'static str, handler: H) -> &mut Self {
        self.add(Method::GET, MethodFilter::GET, path, handler)
    }

    /// Adds a POST route.
    pub fn post<H: Handler<T, Web>, T: 'static>(&mut self, path: &'static str, handler: H) -> &mut Self {
        self.add(Method::POST, MethodFilter::POST, path, handler)
    }

    /// Adds a PUT route.
    pub fn put<H: Handler<T, Web>, T: 'static>(&mut self, path: &'static str, handler: H) -> &mut Self {
        self.add(Method::PUT, MethodFilter::PUT, path, handler)
    }

    /// Adds a DELETE route.
    pub fn delete<H: Handler<T, Web>, T: 'static>(&mut self, path: &'static str, handler: H) -> &mut Self {
        self.add(Method::DELETE, MethodFilter::DELETE, path, handler)
    }

    fn add<H: Handler<T, Web>, T: 'static>(
        &mut self,
        method: Method,
        filter: MethodFilter,
        path: &'static str,
        handler: H,
    ) -> &mut Self {
        self.router = std::mem::take(&mut self.router).route(path, on(filter, handler));
        self.routes.push(Route { method, path });
        self
    }

    /// All routes, in the order they were added.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    pub(crate) fn into_router(self) -> Router<Web> {
        self.router
    }
}
