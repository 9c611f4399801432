//! The queue of follow-up work at the desk: claimed by lease, settled, tried again with growing waits, laid aside as
//! dead after the last try, revived by a person.
//!
//! ```no_run
//! # async fn demo(app: &app::App, op: domain::Op) -> app::Result<()> {
//! use app::jobs::{Outcome, claim, settle};
//! let claimed = claim(app, &op, 10, std::time::Duration::from_secs(60)).await?;
//! settle(app, &op, claimed.into_iter().map(|job| (job, Outcome::Done)).collect()).await?;
//! # Ok(()) }
//! ```

mod claim;
mod counts;
mod dead;
mod revive;
mod settle;
mod sweep;

pub use claim::claim;
pub use counts::{Queue, counts};
pub use dead::dead;
pub use revive::revive;
pub use settle::{Outcome, settle};
pub use sweep::{Swept, sweep};

use crate::{Error, Result};
use domain::{Actor, Op};

/// Tries after which a job is given up.
const MOST_TRIES: i64 = 12;

/// Only the system itself works the queue.
fn worker(op: &Op) -> Result<()> {
    if matches!(op.actor, Actor::System { .. }) { Ok(()) } else { Err(Error::Forbidden) }
}
