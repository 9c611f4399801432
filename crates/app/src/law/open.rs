//! Which duties of a provision are open now.

use crate::{App, Result, boxed};
use domain::{Moment, Op, Right};

/// Most incidents named.
const MOST: i64 = 50;

/// Duties of a provision that are open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDuties {
    /// How many clocks run, over all incidents.
    pub count: u64,
    /// Number of the incident and last moment, the earliest first, at most 50.
    pub incidents: Vec<(String, Option<Moment>)>,
}

/// Clocks of a provision that run now, over all incidents; none for those who may not see all incidents, and for a
/// provision without clocks.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn open_duties(app: &App, op: &Op, ruleset: &str, provision: &str) -> Result<Option<OpenDuties>> {
    let library = app.library();
    let found = library.ruleset(ruleset).and_then(|r| r.provision(provision));
    let Some(found) = found.filter(|one| !one.parts.clocks.is_empty() && op.may(Right::SeeEverything)) else {
        return Ok(None);
    };
    let mut read = app.store.read().await?;
    let mut open = OpenDuties { count: 0, incidents: Vec::new() };
    for clock in &found.parts.clocks {
        open.count +=
            u64::try_from(read.count_running_clocks(ruleset, clock, op.reader()).await?).unwrap_or(0);
        open.incidents.extend(read.incidents_running(ruleset, clock, op.reader(), MOST).await?);
    }
    open.incidents.sort_by_key(|(_, due)| due.map_or(i64::MAX, Moment::micros));
    open.incidents.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
    Ok(Some(open))
}
