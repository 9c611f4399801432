//! Who in the network plays a role that a text gives to everybody of a kind: the body of that kind, everywhere or in the
//! province of the incident (`rulesets/_shared/players.toml`).

use serde::Serialize;

/// A kind of body of the network and what it plays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Player {
    /// Roles of the texts.
    pub roles: Vec<String>,
    /// Agencies of the State whose duties fall to it, by their ids in the facts.
    pub agencies: Vec<String>,
    /// Kind of body, a word of the network.
    pub kind: String,
    /// Its sector, when several bodies are of the kind.
    pub sector: Option<String>,
    /// The one of the province of the incident.
    pub in_province: bool,
    /// Every body on the register of members plays it, and not one body of the kind.
    pub members: bool,
}
