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
    /// The codes of a line of ticks, such as `logs, disk-image`.
    pub fn ticked(ticks: &str) -> impl Iterator<Item = &str> {
        ticks.split(',').map(str::trim).filter(|code| !code.is_empty())
    }

    /// A line of ticks with every row.
    pub fn all_ticked(&self) -> String {
        self.items.iter().map(|item| item.code.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// Rows that must not be missing and are not in a line of ticks.
    pub fn missing<'a>(&'a self, ticks: &'a str) -> impl Iterator<Item = &'a ListItem> {
        self.items.iter().filter(|item| item.required && !Self::ticked(ticks).any(|code| code == item.code))
    }

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
