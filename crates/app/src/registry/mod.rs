//! The register as tables: taken out whole, and brought in with every problem told by its row. What is right comes in even
//! where other rows are wrong; a row comes in whole or not at all.
//!
//! Three tables: `bodies` with their memberships, `contacts`, `systems`. A table is known by its headings, so that it does not
//! matter how a file is called.

mod bodies;
mod bring;
mod contacts;
mod systems;
mod table;
mod take_out;

pub use bring::{Brought, bring_in, bring_in_file};
pub use exchange::sheets::Sheet;
pub use table::{Act, Counted, RowProblem, TABLES};
pub use take_out::{sheet_bytes, take_out};
