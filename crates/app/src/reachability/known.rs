//! How contact points stand now, for every place that shows one.

use crate::{App, Result};
use domain::contacts::ContactPoint;
use domain::reachability::{Freshness, Reach};
use domain::{ContactPointId, Moment};
use serde::Serialize;
use std::collections::HashMap;
use store::Conn;

/// How a contact point stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ReachNow {
    /// What was proven, and what failed.
    #[serde(flatten)]
    pub reach: Reach,
    /// From 0 to 100, by the policy of the deployment.
    pub score: u8,
    /// What the score amounts to.
    pub freshness: Freshness,
}

impl ReachNow {
    fn of(app: &App, reach: Reach, now: Moment) -> Self {
        let fresh = app.settings.reach.fresh();
        Self { reach, score: reach.score(now, fresh), freshness: reach.freshness(now, fresh) }
    }
}

/// How contact points stand; those never tried too.
///
/// # Errors
/// [`crate::Error::Unavailable`].
pub(crate) async fn known<'c>(
    app: &App,
    read: &mut Conn,
    contacts: impl IntoIterator<Item = &'c ContactPoint>,
    now: Moment,
) -> Result<HashMap<ContactPointId, ReachNow>> {
    let ids: Vec<ContactPointId> = contacts.into_iter().map(|contact| contact.id).collect();
    let found = read.reach_of(&ids).await?;
    let reach = |id: &ContactPointId| found.get(id).copied().unwrap_or_else(Reach::never);
    Ok(ids.iter().map(|id| (*id, ReachNow::of(app, reach(id), now))).collect())
}
