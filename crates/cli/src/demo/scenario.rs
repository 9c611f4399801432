//! What happened: invented scenarios, told about a system of the network.

use super::network::{BodyRow, SystemRow};
use crate::failure::Failure;
use serde::Deserialize;

const SCENARIOS: &str = include_str!("../../../../demo/incidents.toml");

#[derive(Deserialize)]
struct File {
    scenario: Vec<Scenario>,
}

/// A scenario.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Scenario {
    pub(super) title: String,
    text: String,
    pub(super) rsit: String,
    pub(super) qualifiers: Vec<String>,
    pub(super) confidentiality: bool,
    pub(super) integrity: bool,
    pub(super) availability: bool,
    pub(super) harm: String,
    pub(super) spread: String,
    pub(super) severe_criteria: Vec<String>,
}

/// All scenarios.
pub(super) fn all() -> Result<Vec<Scenario>, Failure> {
    let file: File = toml::from_str(SCENARIOS).map_err(Failure::broken)?;
    Ok(file.scenario)
}

impl Scenario {
    /// Can it be told about a system without what it needs?
    pub(super) fn fits(&self, system: &SystemRow) -> bool {
        let tells = format!("{}{}", self.title, self.text);
        (!tells.contains("{domain}") || !system.domains.is_empty())
            && (!tells.contains("{address}") || !system.addresses.is_empty())
    }

    /// The words, about a system.
    pub(super) fn told(&self, owner: &BodyRow, system: &SystemRow) -> (String, String) {
        let first = |list: &[String]| list.first().cloned().unwrap_or_default();
        let fill = |text: &str| {
            text.replace("{owner}", &owner.name)
                .replace("{system}", &system.name)
                .replace("{domain}", &first(&system.domains))
                .replace("{address}", &first(&system.addresses))
        };
        (fill(&self.title), fill(&self.text))
    }
}
