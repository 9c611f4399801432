//! The law at the desk: the rulesets the house ships or a folder holds, and questions to them. No record is touched, so
//! nobody needs a right: the law is public.
//!
//! Inside this room `::law` is the engine and `crate::law` this folder.
//!
//! ```
//! let library = app::law::house_library().expect("sound rulesets");
//! let at = "2026-11-12T09:00:00+07:00".parse().expect("a moment");
//! let answer = app::law::compute_clock(&library, "tt20-2017", "closing-report", at).expect("a clock");
//! assert_eq!(answer.ruleset, "tt20-2017");
//! ```

mod answer;
pub mod changes;
mod clock;
mod compare;
mod folder;
mod house;
mod list;
mod open;
mod print;
mod running;
mod show;
mod trace;

pub use answer::{ClockAnswer, ReasonLine};
pub use clock::compute_clock;
pub use compare::compare;
pub use folder::{NotLoaded, files_below, files_of_folder, library_from_folder};
pub use house::{house_files, house_library};
pub use list::{RulesetLine, list};
pub use open::{OpenDuties, open_duties};
pub use print::{Filling, blank_form, print_form};
pub(crate) use running::Running;
pub use running::{Unsound, law_in_force};
pub use show::show;
pub use trace::{Status, TraceRow, Traced, traced};
