//! Bodies: the organisations of the network, with kind, parent and place. Which body plays which role of the law is
//! decided by kind and by an incident's parties, never by name.

use crate::{BodyId, Moment, codes};
use serde::{Deserialize, Serialize};

codes! {
    /// What a body is in the network.
    BodyKind {
        /// The national coordinator.
        NationalCoordinator = "national-coordinator",
        /// The standing agency of the national steering committee.
        StandingAgency = "standing-agency",
        /// A steering committee of a ministry or a province.
        SteeringCommittee = "steering-committee",
        /// The specialised unit of a ministry or sector.
        MinistryUnit = "ministry-unit",
        /// The response team or specialised unit of a province.
        ProvincialTeam = "provincial-team",
        /// Telecommunications or Internet provider.
        Provider = "provider",
        /// Owner of information systems.
        Owner = "owner",
        /// Operator of information systems.
        Operator = "operator",
        /// Another member of the network.
        Member = "member",
    }
}

impl BodyKind {
    /// Whether the body answers for the response of others (coordinator, ministry unit, provincial team).
    pub const fn responds(self) -> bool {
        matches!(self, Self::NationalCoordinator | Self::MinistryUnit | Self::ProvincialTeam)
    }
}

/// How to reach a body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Postal address.
    #[serde(default)]
    pub address: String,
    /// Telephone, as dialled.
    #[serde(default)]
    pub phone: String,
    /// Electronic mail.
    #[serde(default)]
    pub email: String,
    /// Fax.
    #[serde(default)]
    pub fax: String,
}

/// A body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Identity.
    pub id: BodyId,
    /// Stable short key of the deployment (`bv-hoa-sen`).
    pub key: String,
    /// What it is in the network.
    pub kind: BodyKind,
    /// Name in Vietnamese, as printed on documents.
    pub name: String,
    /// Name in English.
    pub name_en: String,
    /// The body above it.
    pub parent: Option<BodyId>,
    /// Code of its province, two digits.
    pub province: Option<String>,
    /// Code of its commune, five digits.
    pub commune: Option<String>,
    /// Sector (`health`, `finance`).
    pub sector: Option<String>,
    /// How to reach it.
    pub contact: Contact,
    /// When it was entered.
    pub created_at: Moment,
    /// Counted up by each change.
    pub version: i64,
}

impl Body {
    /// The name in a language.
    pub fn name_in(&self, lang: law::Lang) -> &str {
        match lang {
            law::Lang::En if !self.name_en.is_empty() => &self.name_en,
            _ => &self.name,
        }
    }
}
