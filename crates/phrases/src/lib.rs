//! What people read: pages, mail texts and every other sentence, in Vietnamese and English.
//!
//! The room holds three things and no rule: the language catalogues (`locales/*.ftl`), the templates
//! (`templates/`) and, for each template, a typed context with samples. A door (`web`, `cli`, `mail`)
//! fills a context and asks for a text. Tests render every template with every sample in every language,
//! so a page that compiles and passes here cannot fail on a missing value later.
//!
//! ```
//! use phrases::{Frame, Lang, Phrases, contexts::public::Home, Page};
//! let phrases = Phrases::new()?;
//! let page = Home::samples().remove(0);
//! let html = phrases.render(&page, Lang::Vi, &Frame::sample_stranger())?;
//! assert!(html.starts_with("<!doctype html>"));
//! # Ok::<(), phrases::Error>(())
//! ```

pub mod assets;
pub mod catalogue;
pub mod cites;
pub mod contexts;
mod embedded;
mod environment;
pub mod error;
pub mod frame;
pub mod lang;
pub mod letters;
pub mod measures;
pub mod page;
mod renderer;

pub use assets::Assets;
pub use catalogue::Arg;
pub use error::Error;
pub use frame::{DutyLine, Flash, FlashKind, Frame, NavItem, Person, Theme};
pub use lang::Lang;
pub use letters::{Letter, MailText};
pub use page::{Page, PageVisitor};
pub use renderer::Phrases;
