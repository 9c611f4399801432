//! Information systems at the desk: entering them, listing them, whose an address or a name is, and what two owners claim.
//!
//! ```no_run
//! # async fn demo(app: &app::App, op: domain::Op) -> app::Result<()> {
//! let known = app::systems::whois(app, &op, "203.0.113.7").await?;
//! println!("{} system(s)", known.systems.len());
//! # Ok(()) }
//! ```

mod create;
mod disputes;
mod list;
mod whois;

pub(crate) use create::checked;
pub use create::{NewSystem, create_system};
pub use disputes::{DisputeView, list_disputes};
pub use list::list_systems;
pub use whois::{Answer, Known, whois};
