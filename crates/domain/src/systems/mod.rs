//! Information systems: what owners own and operators run, with the level that decides which law binds.

pub mod allocations;
pub mod autonomous;
pub mod claims;
pub mod cpe;
pub mod description;
pub mod disputes;
mod oracle;

use crate::{BodyId, Moment, SystemId};
use description::Description;
use serde::{Deserialize, Serialize};

/// An information system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct System {
    /// Identity.
    pub id: SystemId,
    /// Stable short key.
    pub key: String,
    /// Name.
    pub name: String,
    /// Its owner (chủ quản).
    pub owner: BodyId,
    /// Its operator.
    pub operator: BodyId,
    /// Its Internet provider.
    pub provider: Option<BodyId>,
    /// Level 1–5, when approved.
    pub level: Option<i64>,
    /// On the list of nationally important systems.
    pub national_important: bool,
    /// Environment (`lan`, `wan`, `internet`).
    pub environment: String,
    /// Domain names.
    pub domains: Vec<String>,
    /// Public addresses or ranges.
    pub addresses: Vec<String>,
    /// What it is for.
    pub purpose: String,
    /// What it offers, runs on and is protected by.
    pub description: Description,
    /// When entered.
    pub created_at: Moment,
    /// Counted up by each change.
    pub version: i64,
}

impl System {
    /// Names of the fields in which the two differ, as they are posted.
    pub fn differs(&self, other: &Self) -> Vec<&'static str> {
        let (mine, its) = (&self.description, &other.description);
        let fields = [
            ("name", self.name != other.name),
            ("owner", self.owner != other.owner),
            ("operator", self.operator != other.operator),
            ("provider", self.provider != other.provider),
            ("level", self.level != other.level),
            ("national_important", self.national_important != other.national_important),
            ("environment", self.environment != other.environment),
            ("domains", self.domains != other.domains),
            ("addresses", self.addresses != other.addresses),
            ("purpose", self.purpose != other.purpose),
            ("services", mine.services != its.services),
            ("software", mine.software != its.software),
            ("measures", mine.measures != its.measures),
            ("documents", mine.documents != its.documents),
            ("security_body", mine.security_body != its.security_body),
            ("autonomous_systems", mine.autonomous_systems != its.autonomous_systems),
        ];
        fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect()
    }
}
