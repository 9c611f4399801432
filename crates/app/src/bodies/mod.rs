//! Bodies at the desk: entering them, listing them, and which body plays a role of the network.
//!
//! ```no_run
//! # async fn demo(app: &app::App, op: domain::Op) -> app::Result<()> {
//! let hospital = app::bodies::find_body(app, &op, "bv-hoa-sen").await?;
//! assert_eq!(hospital.key, "bv-hoa-sen");
//! # Ok(()) }
//! ```

mod check;
mod create;
mod find;
mod list;
pub mod roles;

pub(crate) use check::Check;
pub use create::{NewBody, create_body};
pub(crate) use create::{checked, create_in, given};
pub use find::{find_body, own_key};
pub use list::list_bodies;
