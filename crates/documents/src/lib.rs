//! Room `documents`: plain data and a form definition become PDF bytes.
//!
//! Why it exists: a report, an official letter or a receipt must leave the house as a document that a registry accepts:
//! the layout of Appendix I of decree 30/2020/NĐ-CP, full Vietnamese, PDF/A-2b (ISO 19005-2), and the same bytes for
//! the same input, so that a stored hash can be checked again years later.
//!
//! Neighbours: `law` gives the form definition and the values; `app` fills a [`Document`] and keeps the bytes. The
//! layout itself is Typst source in `templates/letters/`, embedded at build time. Values reach it as data only: the
//! world in which Typst runs (`desk`) has no disk, no network and no clock.
//!
//! ```no_run
//! # fn example(document: documents::Document) -> Result<(), documents::Error> {
//! let engine = documents::Engine::with_house_fonts()?; // once, then shared in an `Arc`
//! let pdf = engine.render(&document)?;
//! assert!(pdf.bytes.starts_with(b"%PDF-1.7"));
//! # Ok(())
//! # }
//! ```

mod desk;
mod document;
mod engine;
mod error;
mod fields;
mod fonts;
mod repertoire;
mod sheet;
mod tables;
mod wording;

pub use document::{
    Appendix, Body, Document, Footer, Formalities, InitialReport, Letter, Receipt, Report, Signature, Urgency,
};
pub use engine::{Engine, MAX_PAGES, MAX_WEIGHT, Pdf};
pub use error::Error;
