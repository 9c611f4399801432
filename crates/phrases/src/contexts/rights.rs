//! The table of rights, as the program asks it: role × right × relation.

use crate::{Page, PageVisitor};
use serde::Serialize;

/// Shows the page types of this subject.
pub fn visit(visitor: &mut impl PageVisitor) {
    visitor.page::<RightsTable>();
}

/// A right, and over which relations each role has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RightRow {
    /// Code of the right, which is the scope of tokens.
    pub right: String,
    /// Relations by code, for each role in the order of the head; empty where the role has no such right.
    pub cells: Vec<Vec<String>>,
}

/// A part of an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartRow {
    /// Code of the part.
    pub part: String,
    /// Relations that come with it.
    pub relations: Vec<String>,
    /// Code of what it sees.
    pub sees: String,
}

/// The page `/reference/rights`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RightsTable {
    /// Codes of the roles, in order.
    pub roles: Vec<String>,
    /// Codes of all relations, for the legend.
    pub relations: Vec<String>,
    /// Rights.
    pub rows: Vec<RightRow>,
    /// Parts of an incident.
    pub parts: Vec<PartRow>,
    /// Relations that open a restricted notice.
    pub notices: Vec<String>,
    /// Relations that open a restricted incident.
    pub incidents: Vec<String>,
    /// SHA-256 of the table.
    pub sha256: String,
}

impl Page for RightsTable {
    const TEMPLATE: &'static str = "pages/reference/rights.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let words = |all: &[&str]| all.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        vec![RightsTable {
            roles: words(&["coordinator-officer", "operator"]),
            relations: words(&["coordinator", "party", "named-person"]),
            rows: vec![
                RightRow {
                    right: "incidents:read".into(),
                    cells: vec![words(&["coordinator", "party"]), words(&["party"])],
                },
                RightRow {
                    right: "severity:decide".into(),
                    cells: vec![words(&["coordinator"]), Vec::new()],
                },
            ],
            parts: vec![
                PartRow {
                    part: "operator".into(),
                    relations: words(&["party", "affected"]),
                    sees: "record".into(),
                },
                PartRow { part: "supporter".into(), relations: words(&["party"]), sees: "shared".into() },
            ],
            notices: words(&["in-charge", "named-person"]),
            incidents: words(&["named-person"]),
            sha256: "3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea".into(),
        }]
    }
}
