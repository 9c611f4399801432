//! Information systems at the desk: entering and changing them, listing them, whose an address or a name is, what two owners
//! claim and what was decided on it, and what an Internet registry says apart from all of them.
//!
//! ```no_run
//! # async fn demo(app: &app::App, op: domain::Op) -> app::Result<()> {
//! let known = app::systems::whois(app, &op, "203.0.113.7").await?;
//! println!("{} system(s)", known.systems.len());
//! # Ok(()) }
//! ```

mod change;
mod create;
mod disputes;
mod list;
mod registry;
mod show;
mod typed;
mod whois;

pub use change::{ChangeSystem, change_system};
pub use create::create_system;
pub use disputes::{
    ClaimView, DecideDispute, DecisionView, DisputeView, decide_dispute, list_decisions, list_disputes,
};
pub use list::{list_systems, systems_running};
pub use registry::{BringAllocations, BroughtAllocations, Remark, bring_allocations, bring_allocations_file};
pub use show::{SystemView, show_system};
pub(crate) use typed::{Around, checked};
pub use typed::{DOCUMENTS, NewDescription, NewDocument, NewSoftware, NewSystem, lines};
pub use whois::{Answer, Known, Party, whois};
