//! Information systems: what owners own and operators run, with the level that decides which law binds.

pub mod claims;
mod oracle;

use crate::{BodyId, Moment, SystemId};
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
    /// When entered.
    pub created_at: Moment,
    /// Counted up by each change.
    pub version: i64,
}
