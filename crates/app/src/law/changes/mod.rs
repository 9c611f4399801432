//! Changing the law while the system runs: a draft of files, checked with the place of every fault, simulated over the
//! incidents that are open, and brought into force by a second person. What was opened under an edition stays under it.

mod activate;
mod bring;
mod draft;
mod edit;
mod follow;
mod obstacles;
mod show;
mod simulate;
mod withdraw;

pub use activate::activate_change;
pub use bring::bring_files;
pub use draft::{DraftChange, NewDay, Start, draft_change};
pub use edit::{Edit, PutFile, put_file};
pub(crate) use follow::follow_law;
pub use follow::{follow_change, look_for_law};
pub use obstacles::Obstacle;
pub use show::{ChangeView, FileState, FileView, list_changes, paths, show_change, show_file};
pub use simulate::{IncidentChange, Simulation, simulate_change};
pub use withdraw::withdraw_change;

use crate::{Error, Result};
use domain::law_changes::LawChange;
use store::Conn;

/// The change of a number.
async fn load(conn: &mut Conn, number: i64) -> Result<LawChange> {
    conn.law_change(number).await?.ok_or(Error::NotFound)
}

/// The same under the version somebody saw.
async fn load_seen(conn: &mut Conn, number: i64, version: i64) -> Result<LawChange> {
    let change = load(conn, number).await?;
    if change.version == version { Ok(change) } else { Err(Error::Conflict) }
}
