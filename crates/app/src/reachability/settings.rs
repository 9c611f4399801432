//! Settings of tests whether contact points can be reached. All of them are policy of the deployment: no text gives numbers.

use domain::reachability::Ladder;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Tests whether contact points can be reached (`[desk.reach]`). Policy of the deployment.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReachSettings {
    /// Prefix of the numbers of tests.
    pub prefix: String,
    /// Days from one test of all contact points to the next, which begins by itself with those that answer around the clock;
    /// before any, from the first contact point. 0 for none. Default 90.
    pub every_days: u32,
    /// Hours in which the mail is to be answered, before an officer calls. Default 24.
    pub mail_hours: u32,
    /// Hours in which somebody is to be reached by telephone, before the body above is asked. Default 24.
    pub phone_hours: u32,
    /// Hours in which the body above is to find somebody, before the contact point counts as out of reach. Default 72.
    pub superior_hours: u32,
    /// Calls without an answer after which the body above is asked. Default 2.
    pub calls: u32,
    /// Days after which a proof counts for nothing; until then it loses evenly. Default 180.
    pub fresh_days: u32,
}

impl Default for ReachSettings {
    fn default() -> Self {
        Self {
            prefix: "KT".into(),
            every_days: 90,
            mail_hours: 24,
            phone_hours: 24,
            superior_hours: 72,
            calls: 2,
            fresh_days: 180,
        }
    }
}

const fn hours(hours: u32) -> Duration {
    Duration::from_secs(hours as u64 * 3600)
}

impl ReachSettings {
    /// What is wrong with these settings, in English, each with its name.
    pub(crate) fn faults(&self) -> Vec<String> {
        let numbers = [
            ("mail_hours", self.mail_hours, 1),
            ("phone_hours", self.phone_hours, 1),
            ("superior_hours", self.superior_hours, 1),
            ("calls", self.calls, 1),
            ("fresh_days", self.fresh_days, 1),
            ("every_days", self.every_days, 0),
        ];
        let wrong = numbers.into_iter().filter(|(_, number, least)| !(*least..=3650).contains(number));
        wrong
            .map(|(name, number, least)| format!("desk.reach.{name} = {number}: write {least} to 3650"))
            .collect()
    }

    /// How long each rung waits.
    pub(crate) const fn ladder(&self) -> Ladder {
        Ladder {
            mail: hours(self.mail_hours),
            phone: hours(self.phone_hours),
            superior: hours(self.superior_hours),
            calls: self.calls as usize,
        }
    }

    /// The time in which a proof loses its worth.
    pub const fn fresh(&self) -> Duration {
        hours(self.fresh_days * 24)
    }
}
