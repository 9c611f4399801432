//! Claims of different owners that cannot both be true, and what an officer decided on them. A decision holds as long as both
//! claims stand as they stood: a claim that is entered anew, or a system that has another owner, opens the dispute again.

use super::claims::{Network, above, covering};
use crate::codes;
use crate::{BodyId, ClaimDecisionId, Moment, SystemId};
use serde::Serialize;
use std::collections::HashMap;

/// What one system of an owner claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// The system.
    pub system: SystemId,
    /// Whose it is.
    pub owner: BodyId,
    /// What is claimed, in standard form.
    pub value: String,
    /// Since when.
    pub since: Moment,
}

/// Two claims of different owners that cannot both be true: the wider first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// The wider claim.
    pub wider: Claimed,
    /// The claim that lies in it.
    pub narrower: Claimed,
}

impl Dispute {
    /// Since when the two stand against each other.
    pub fn since(&self) -> Moment {
        self.wider.since.max(self.narrower.since)
    }
}

codes! {
    /// What an officer decides on a dispute.
    Verdict {
        /// Both stand, as of a provider and its customer.
        BothStand = "both-stand",
        /// The wider claim is withdrawn.
        WiderWithdrawn = "wider-withdrawn",
        /// The narrower claim is withdrawn.
        NarrowerWithdrawn = "narrower-withdrawn",
    }
}

/// A decision on a dispute, kept for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// Identity.
    pub id: ClaimDecisionId,
    /// The wider claim, as it was.
    pub wider: Decided,
    /// The narrower claim, as it was.
    pub narrower: Decided,
    /// What was decided.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// A claim at the time of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// The system.
    pub system: SystemId,
    /// Whose it was.
    pub owner: BodyId,
    /// What was claimed.
    pub value: String,
}

impl Decided {
    fn is(&self, claim: &Claimed) -> bool {
        self.system == claim.system && self.owner == claim.owner && self.value == claim.value
    }
}

impl Decision {
    /// Whether it settles a dispute: the same claims of the same owners, neither entered anew since.
    pub fn settles(&self, dispute: &Dispute) -> bool {
        self.wider.is(&dispute.wider) && self.narrower.is(&dispute.narrower) && self.at >= dispute.since()
    }
}

/// Every two claims of different owners where one lies in the other. Address ranges and domain names are compared among
/// themselves; what cannot be read is left out.
pub fn disputes(claims: &[Claimed]) -> Vec<Dispute> {
    let mut by_value: HashMap<&str, Vec<&Claimed>> = HashMap::new();
    for claim in claims {
        by_value.entry(claim.value.as_str()).or_default().push(claim);
    }
    let mut found = Vec::new();
    for narrower in claims {
        let over: Vec<String> = match narrower.value.parse::<Network>() {
            Ok(network) => covering(network.first()).filter(|value| wide_enough(value, network)).collect(),
            Err(_) => above(&narrower.value).map(str::to_owned).collect(),
        };
        for wider in over.iter().filter_map(|value| by_value.get(value.as_str())).flatten() {
            let twice = wider.value == narrower.value && wider.system >= narrower.system;
            if wider.owner != narrower.owner && !twice {
                found.push(Dispute { wider: (*wider).clone(), narrower: narrower.clone() });
            }
        }
    }
    found
}

fn wide_enough(value: &str, network: Network) -> bool {
    value.parse::<Network>().is_ok_and(|wider| wider.length() <= network.length())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn what_two_owners_claim_at_once_is_found_once() {
        let claim = |system: u128, owner: u128, value: &str| Claimed {
            system: SystemId(uuid::Uuid::from_u128(system)),
            owner: BodyId(uuid::Uuid::from_u128(owner)),
            value: value.to_owned(),
            since: Moment::from_micros(0),
        };
        let claims = [
            claim(1, 1, "203.0.113.0/24"),
            claim(2, 1, "203.0.113.7"),
            claim(3, 2, "203.0.113.0/25"),
            claim(4, 2, "198.51.100.0/24"),
            claim(5, 3, "hoasen.com.vn"),
            claim(6, 4, "his.hoasen.com.vn"),
            claim(7, 5, "198.51.100.0/24"),
        ];
        let told: Vec<(u128, u128)> = disputes(&claims)
            .iter()
            .map(|d| (d.wider.system.uuid().as_u128(), d.narrower.system.uuid().as_u128()))
            .collect();
        assert_eq!(told, [(3, 2), (1, 3), (5, 6), (4, 7)]);
    }

    #[test]
    fn a_decision_holds_until_one_of_the_claims_is_entered_anew_or_has_another_owner() {
        let claim = |n: u128, value: &str, since: i64| Claimed {
            system: SystemId(uuid::Uuid::from_u128(n)),
            owner: BodyId(uuid::Uuid::from_u128(n)),
            value: value.to_owned(),
            since: Moment::from_micros(since),
        };
        let decided = |claim: &Claimed| Decided {
            system: claim.system,
            owner: claim.owner,
            value: claim.value.clone(),
        };
        let (wider, narrower) = (claim(1, "203.0.113.0/24", 10), claim(2, "203.0.113.7", 20));
        let decision = Decision {
            id: ClaimDecisionId(uuid::Uuid::nil()),
            wider: decided(&wider),
            narrower: decided(&narrower),
            verdict: Verdict::BothStand,
            reason: "Nhà mạng và khách hàng".into(),
            by: "Cán bộ".into(),
            at: Moment::from_micros(30),
        };
        let dispute = Dispute { wider, narrower };
        assert!(decision.settles(&dispute));
        let mut anew = dispute.clone();
        anew.narrower.since = Moment::from_micros(31);
        assert!(!decision.settles(&anew));
        let mut sold = dispute;
        sold.wider.owner = BodyId(uuid::Uuid::from_u128(9));
        assert!(!decision.settles(&sold));
    }
}
