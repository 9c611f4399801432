//! How many duties of a provision are open now.

use crate::{App, Result, boxed};
use domain::{Op, Right};

/// Clocks of a provision that run now, over all incidents; none for those who may not see all incidents, and for a
/// provision without clocks.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn open_duties(app: &App, op: &Op, ruleset: &str, provision: &str) -> Result<Option<u64>> {
    let found = app.library.ruleset(ruleset).and_then(|r| r.provision(provision));
    let Some(found) = found.filter(|one| !one.parts.clocks.is_empty() && op.may(Right::SeeEverything)) else {
        return Ok(None);
    };
    let mut read = app.store.read().await?;
    let mut open = 0;
    for clock in &found.parts.clocks {
        open += read.count_running_clocks(ruleset, clock).await?;
    }
    Ok(u64::try_from(open).ok())
}
