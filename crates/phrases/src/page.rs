//! What a page is to this room: a typed context, the template it fills, and samples that prove they fit.
//!
//! A new page is a struct in `contexts/`, a template of the same subject in `templates/pages/`, and one line in
//! the `visit` function of its subject, through which tests and the gallery reach it.

use serde::Serialize;

/// A typed page context. In the template its fields are read as `page.<field>`.
pub trait Page: Serialize {
    /// Path below `templates/`, for example `pages/public/home.html`.
    const TEMPLATE: &'static str;

    /// Contexts that together show every branch of the template; at least one.
    fn samples() -> Vec<Self>
    where
        Self: Sized;

    /// Whether strangers see the page: the gallery then shows it in the public frame.
    const PUBLIC: bool = false;
}

/// Somebody who wants to be shown every page type.
pub trait PageVisitor {
    /// Called once for each page type.
    fn page<P: Page>(&mut self);
}
