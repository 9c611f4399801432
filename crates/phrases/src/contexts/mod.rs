//! Typed page contexts, one file a subject, as the folders under `templates/pages/`.
//!
//! Texts that come from law or from people are given here already in the reader's language; words of the
//! interface are phrases, asked by the template. Moments are microseconds since 1970 UTC.

pub mod access;
pub mod admin;
pub mod desk;
pub mod duty;
pub mod elements;
pub mod errors;
pub mod form;
mod form_of_law;
mod form_tables;
pub mod incidents;
pub mod joining;
pub mod law;
pub mod network;
pub mod notices;
pub mod people;
pub mod public;
pub mod reference;
pub mod reports;
pub mod rights;
pub mod sign_in;
pub mod teams;
pub mod today;

use crate::PageVisitor;

/// Shows every page type to the visitor. A new subject adds its line.
pub fn visit_all(visitor: &mut impl PageVisitor) {
    public::visit(visitor);
    people::visit(visitor);
    law::visit(visitor);
    errors::visit(visitor);
    reference::visit(visitor);
    admin::visit(visitor);
    joining::visit(visitor);
    sign_in::visit(visitor);
    reports::visit(visitor);
    incidents::visit(visitor);
    access::visit(visitor);
    network::visit(visitor);
    teams::visit(visitor);
    duty::visit(visitor);
    rights::visit(visitor);
    notices::visit(visitor);
    today::visit(visitor);
}
