//! Printed lists: incident kinds, cause groups, channels, marks.
//!
//! Lists that belong to one text live in its ruleset; lists that belong to none (RSIT, TLP, …) are shared.
//! Neighbours: [`crate::mapping`] derives a printed row from RSIT choices.

use serde::Serialize;

use crate::ids::ListId;
use crate::text::{Certainty, Text};

/// A list in printed order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct List {
    /// Name, such as `l8`.
    pub id: ListId,
    /// Title as printed.
    pub title: Text,
    /// Where it is printed.
    pub cite: String,
    /// How sure we are.
    pub certainty: Certainty,
    /// Where we read it.
    pub source: String,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
    /// True when its rows are ticked off one by one, such as the papers of a dossier.
    pub checklist: bool,
    /// Its rows; in TOML `[[list.item]]`.
    pub items: Vec<ListItem>,
}

impl List {
    /// The row of that code.
    pub fn item(&self, code: &str) -> Option<&ListItem> {
        self.items.iter().find(|item| item.code == code)
    }
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListItem {
    /// Machine value, unique in its list.
    pub code: String,
    /// Number as printed.
    pub number: Option<String>,
    /// Class above it, such as an RSIT class.
    pub class: Option<String>,
    /// Words as printed.
    pub label: Text,
    /// Remark.
    pub note: Option<Text>,
    /// In a checklist: it must not be missing.
    pub required: bool,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
}
