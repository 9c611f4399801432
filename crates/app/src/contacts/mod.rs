//! Contact points of bodies: entering and changing them, and the proofs that a change was told and published in time.
//!
//! ```no_run
//! # async fn demo(app: &app::App, op: domain::Op) -> app::Result<()> {
//! let late = app::contacts::list_changes(app, &op, false, None).await?;
//! # drop(late); Ok(()) }
//! ```

mod duties;
mod enter;
mod first;
mod keys;
mod list;
mod prove;

pub use enter::{EnterContact, NewContact, Told, enter_contact, retire_contact};
pub(crate) use enter::{Put, checked, put};
pub use first::FirstContact;
pub(crate) use first::first_contacts;
pub use keys::{
    EndingKey, KeyWanted, contact_key, count_ending_keys, key_warning, list_ending_keys, mail_key_warning,
    watch_keys,
};
pub use list::{ChangeListing, ChangeRow, body_to_declare, contact_to_edit, list_changes, list_contacts};
pub use prove::{ProveContact, Which, prove_contact};

use crate::access::Ask;
use crate::{Error, Result};
use domain::bodies::Body;
use domain::{Op, Right};

/// That the actor may declare for a body: its own people, or whoever keeps the register.
///
/// # Errors
/// [`Error::Forbidden`].
pub(crate) fn declares_for(op: &Op, body: &Body) -> Result<()> {
    op.require(Right::SeeBodies)?;
    let own = op.may(Right::DeclareOwnBody) && op.body == Some(body.id);
    if own || op.may(Right::KeepMembers) { Ok(()) } else { Err(Error::Forbidden) }
}
