//! Whether a contact point can be reached. A test tries each contact point on a ladder: mail with an answer by one click,
//! then the telephone, then the body above. What is proven makes the contact point fresh; what fails or grows old makes it
//! stale. Limits and the time for which a proof counts are policy of the deployment; no text gives them.
//!
//! ```
//! use domain::Moment;
//! use domain::reachability::{Proven, Reach, Rung};
//! use std::time::Duration;
//!
//! let days = |n: u64| Duration::from_secs(n * 86_400);
//! let proven = Proven { at: Moment::EPOCH, rung: Rung::Mail };
//! let reach = Reach { proven: Some(proven), ..Reach::never() };
//! assert_eq!(reach.score(Moment::EPOCH.plus(days(45)), days(180)), 75);
//! ```

mod standing;
mod trial;

pub use standing::{Failed, Freshness, Proven, Reach};
pub use trial::{Attempt, Ladder, Rung, Said, Trial, TrialState};

use crate::law_changes::Hand;
use crate::{BodyId, Moment, ReachNumber, ReachTestId};
use serde::{Deserialize, Serialize};

/// Which contact points a test tries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// Only those that answer around the clock.
    pub always: bool,
    /// Only those of bodies of this province.
    pub province: Option<String>,
    /// Only those of this body.
    pub body: Option<BodyId>,
}

impl Scope {
    /// Every contact point that answers around the clock is among them.
    pub const fn is_whole(&self) -> bool {
        self.province.is_none() && self.body.is_none()
    }
}

/// A test of many contact points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReachTest {
    /// Identity.
    pub id: ReachTestId,
    /// Number.
    pub number: ReachNumber,
    /// Begun by the schedule of the deployment, not by a person.
    pub scheduled: bool,
    /// Who began it.
    pub by: Hand,
    /// When.
    pub at: Moment,
    /// Which contact points.
    pub scope: Scope,
    /// Why, for those who get the mail; may be empty.
    pub reason: String,
}
