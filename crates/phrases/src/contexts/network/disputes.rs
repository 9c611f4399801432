//! Claims of two owners that cannot both be true, and what was decided on them.

use crate::Page;
use crate::contexts::desk::{HOUR, Typed};
use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// A claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClaimParty {
    /// What is claimed.
    pub value: String,
    /// Name of the system.
    pub system: String,
    /// Key of the system.
    pub key: String,
    /// Address of its page.
    pub href: String,
    /// Name of its owner.
    pub owner: String,
}

/// A dispute that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DisputeLine {
    /// Key of its form.
    pub form: String,
    /// The wider claim.
    pub wider: ClaimParty,
    /// The narrower claim.
    pub narrower: ClaimParty,
    /// Since when, microseconds.
    pub since: i64,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DecisionLine {
    /// The wider claim.
    pub wider: ClaimParty,
    /// The narrower claim.
    pub narrower: ClaimParty,
    /// `both-stand`, `wider-withdrawn` or `narrower-withdrawn`.
    pub verdict: String,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When, microseconds.
    pub at: i64,
}

/// Disputes and decisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disputes {
    /// Those that wait.
    pub open: Vec<DisputeLine>,
    /// The newest decisions.
    pub decided: Vec<DecisionLine>,
    /// What was typed and refused.
    pub typed: Option<Typed>,
}

impl Page for Disputes {
    const TEMPLATE: &'static str = "pages/network/disputes.html";

    fn samples() -> Vec<Self> {
        let party = |value: &str, key: &str| ClaimParty {
            value: value.into(),
            system: format!("Hệ thống {key}"),
            key: key.into(),
            href: format!("/network/systems/{key}"),
            owner: "Bệnh viện Minh Họa".into(),
        };
        let (wider, narrower) = (party("203.0.113.0/24", "rong"), party("203.0.113.7", "hep"));
        let decision = |verdict: &str| DecisionLine {
            wider: wider.clone(),
            narrower: narrower.clone(),
            verdict: verdict.into(),
            reason: "Nhà mạng và khách hàng".into(),
            by: "Trần Thị Hoa".into(),
            at: SAMPLE_NOW,
        };
        let full = Disputes {
            open: vec![DisputeLine {
                form: "dispute-0".into(),
                wider: wider.clone(),
                narrower: narrower.clone(),
                since: SAMPLE_NOW - 30 * HOUR,
            }],
            decided: ["both-stand", "wider-withdrawn", "narrower-withdrawn"].map(decision).to_vec(),
            typed: Some(Typed::sample("dispute-0", "reason", "Mục này không được để trống.", "")),
        };
        vec![Disputes { open: Vec::new(), decided: Vec::new(), typed: None }, full]
    }
}
