//! What the pages of the signed-in desk share: words in the visitor's language, lists with filters, typed forms that
//! come back, clocks, and the small elements. Subjects present their own pages in their own folders.
//!
//! ```ignore
//! let words = Words::of(&web, &visitor);
//! let list = List::of(&visitor, "/notices", &["state", "channel", "q"]);
//! let chip = list.chip("state", "taken", words.coded("state-notice", "taken"));
//! ```

mod clocks;
mod elements;
mod filters;
mod form_of_law;
mod history;
mod moments;
mod refused;
mod words;

pub(super) use clocks::{Nearest, clock_run, nearest};
pub(super) use elements::{
    attachment, choices, defang, environments, files_of_message, levels, people_message,
};
pub(super) use filters::List;
pub(super) use form_of_law::{field_lines, read_form, shown_at};
pub(super) use history::{actor, happening, sentence, written_by};
pub(super) use moments::{for_input, given, required};
pub(super) use refused::{faults, refused_page, typed};
pub(super) use words::Words;
