//! From RSIT to the printed lists: one incident, one row.
//!
//! The mapping is data (`rulesets/_shared/lists/mapping-rsit.toml`); this module only applies it. Each answer
//! carries how sure the row is. Neighbours: [`crate::lists`].

use std::collections::BTreeSet;

use serde::Serialize;

use crate::text::{Certainty, Text};

/// The value of `l4` that marks a row as an attack when the row does not say so itself.
const ATTACK_GROUP: &str = "attack";

/// The table from RSIT types to printed rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Mapping {
    /// Rows; in TOML `[[mapping]]`.
    pub rows: Vec<MappingRow>,
    /// The row for incidents of several attack classes.
    pub multiple: Option<Multiple>,
}

/// What one RSIT type becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MappingRow {
    /// RSIT machine value `class/type`, or `class/*` for the rest of a class.
    pub rsit: String,
    /// Qualifier that must be given for this row, such as `ransomware`.
    pub when: Option<String>,
    /// Row of the list of eight.
    pub l8: Option<String>,
    /// Row of the list of ten.
    pub l10: Option<String>,
    /// Cause group.
    pub l4: Option<String>,
    /// Nearest eCSIRT.net mkVI value.
    pub ecsirt: Option<String>,
    /// True when the type is an attack and so takes part in the rule of several classes.
    pub attack: bool,
    /// False for what is never counted in statistics (weaknesses, tests).
    pub counted: bool,
    /// How sure we are.
    pub certainty: Certainty,
    /// Remark.
    pub note: Option<Text>,
    /// Where it comes from.
    pub source: String,
}

impl MappingRow {
    /// The default of `attack` for a cause group.
    pub(crate) fn attack_by_group(l4: Option<&str>) -> bool {
        l4 == Some(ATTACK_GROUP)
    }

    fn code(&self, list: &str) -> Option<&str> {
        match list {
            "l8" => self.l8.as_deref(),
            "l10" => self.l10.as_deref(),
            "l4" => self.l4.as_deref(),
            _ => None,
        }
    }

    fn class(&self) -> &str {
        class_of(&self.rsit)
    }
}

/// The row for two or more primary attack classes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Multiple {
    /// Row of the list of eight.
    pub l8: Option<String>,
    /// Row of the list of ten.
    pub l10: Option<String>,
    /// Cause group.
    pub l4: Option<String>,
    /// How sure we are.
    pub certainty: Certainty,
    /// Remark.
    pub note: Option<Text>,
    /// Where it comes from.
    pub source: String,
}

/// One RSIT type chosen for an incident, with what qualifies it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RsitChoice {
    /// RSIT machine value, such as `availability/ddos`.
    pub code: String,
    /// Qualifiers, such as `ransomware` or `web-defacement`.
    pub qualifiers: Vec<String>,
}

/// The printed row an incident falls into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Derived {
    /// Code in the asked list; none when the list has no row for it.
    pub code: Option<String>,
    /// The weakest certainty among the rows used.
    pub certainty: Certainty,
    /// Remark to print beside the count.
    pub note: Option<Text>,
    /// False when the incident must not be counted at all.
    pub counted: bool,
}

impl Mapping {
    /// The row for one choice: the qualified row first, then the plain one, then the rest of its class.
    pub fn row(&self, choice: &RsitChoice) -> Option<&MappingRow> {
        let rest = format!("{}/*", class_of(&choice.code));
        let qualified = |row: &&MappingRow| {
            row.when.as_ref().is_some_and(|when| choice.qualifiers.iter().any(|given| given == when))
        };
        let plain = |row: &&MappingRow| row.when.is_none();
        let of = |code: &str| self.rows.iter().filter(move |row| row.rsit == code).collect::<Vec<_>>();
        let (exact, class) = (of(&choice.code), of(&rest));
        exact
            .iter()
            .copied()
            .find(qualified)
            .or_else(|| exact.iter().copied().find(plain))
            .or_else(|| class.iter().copied().find(qualified))
            .or_else(|| class.iter().copied().find(plain))
    }

    /// Derives the row of `list` (`l8`, `l10` or `l4`) for the primary choices of one incident.
    ///
    /// Two or more distinct attack classes give the row of several kinds; what is not counted (weaknesses,
    /// tests) does not take part. An incident falls into one row of each list, so totals equal incidents.
    pub fn derive(&self, primary: &[RsitChoice], list: &str) -> Derived {
        let rows: Vec<Option<&MappingRow>> = primary.iter().map(|choice| self.row(choice)).collect();
        let counted: Vec<&MappingRow> = rows.iter().flatten().copied().filter(|row| row.counted).collect();
        let unknown = rows.iter().any(Option::is_none);
        let Some(first) = counted.first() else {
            let row = rows.iter().flatten().next();
            return Derived {
                code: None,
                certainty: row.map_or(Certainty::Recalled, |row| row.certainty),
                note: row.and_then(|row| row.note.clone()).or_else(|| unknown.then(no_row)),
                counted: unknown,
            };
        };
        let attacks: BTreeSet<&str> =
            counted.iter().filter(|row| row.attack).map(|row| row.class()).collect();
        let certainty = counted.iter().map(|row| row.certainty).max().unwrap_or(first.certainty);
        if attacks.len() > 1
            && let Some(multiple) = &self.multiple
        {
            let code = match list {
                "l8" => multiple.l8.clone(),
                "l10" => multiple.l10.clone(),
                // Several attacks are still attacks: the cause group is that of the first of them.
                "l4" => multiple
                    .l4
                    .clone()
                    .or_else(|| counted.iter().find(|row| row.attack).and_then(|row| row.l4.clone())),
                _ => None,
            };
            return Derived {
                code,
                certainty: certainty.max(multiple.certainty),
                note: multiple.note.clone(),
                counted: true,
            };
        }
        // One attack class beside a fault: the attack names the row.
        let row = counted.iter().find(|row| row.attack).unwrap_or(first);
        Derived {
            code: row.code(list).map(str::to_owned),
            certainty: row.certainty,
            note: row.note.clone(),
            counted: true,
        }
    }
}

fn class_of(code: &str) -> &str {
    code.split_once('/').map_or(code, |(class, _)| class)
}

fn no_row() -> Text {
    Text::new(
        "Chưa có dòng chuyển đổi cho loại sự cố này.",
        "No mapping row exists for this kind of incident.",
    )
}
