//! What an owner says of a system besides whose it is: what it offers, what it runs on, how it is protected, and the documents
//! of its level. People write it line by line, so each part has one line as its form.

use super::autonomous::AsNumber;
use super::cpe::Cpe;
use crate::BodyId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What parts a line of software or of a document.
const PART: char = '|';

/// What is said of a system.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Description {
    /// Services it offers.
    pub services: Vec<String>,
    /// Software it runs on.
    pub software: Vec<Software>,
    /// Measures that protect it.
    pub measures: Vec<String>,
    /// Documents of its level.
    pub documents: Vec<LevelDocument>,
    /// The body that gives it security services.
    pub security_body: Option<BodyId>,
    /// Numbers of its autonomous systems.
    pub autonomous_systems: Vec<AsNumber>,
}

/// Software that a system runs on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Software {
    /// The product as people call it.
    pub product: String,
    /// Its version; empty when not told.
    pub version: String,
    /// Its name in the Common Platform Enumeration.
    pub cpe: Option<Cpe>,
}

impl Software {
    /// Everything it is looked for by, folded: the product and what its name says.
    pub fn words(&self) -> String {
        let name = self.cpe.iter().flat_map(|cpe| [cpe.vendor(), cpe.product()]).flatten();
        let words: Vec<String> = std::iter::once(self.product.clone()).chain(name).collect();
        crate::text::fold(&words.join(" "))
    }
}

impl fmt::Display for Software {
    /// `product | version | cpe`, without the parts at the end that are not told.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cpe = self.cpe.as_ref().map(Cpe::as_str).unwrap_or_default();
        f.write_str(&joined(&[&self.product, &self.version, cpe]))
    }
}

/// A document of the level: the dossier that proposes it, the decision that approves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelDocument {
    /// What it is: an item of the list `system-documents`.
    pub kind: String,
    /// Number as printed; empty when it has none.
    pub number: String,
    /// Day as printed.
    pub date: Option<Date>,
    /// Who issued it.
    pub issuer: String,
    /// What else is to be known.
    pub note: String,
}

impl fmt::Display for LevelDocument {
    /// `kind | number | date | issuer | note`, without the parts at the end that are not told.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date.map(|date| date.to_string()).unwrap_or_default();
        f.write_str(&joined(&[&self.kind, &self.number, &date, &self.issuer, &self.note]))
    }
}

/// The parts of a line; none of them is missing, those not told are empty.
pub fn parts<const N: usize>(line: &str) -> [String; N] {
    let mut told = line.splitn(N, PART).map(|part| part.trim().to_owned());
    std::array::from_fn(|_| told.next().unwrap_or_default())
}

fn joined(parts: &[&str]) -> String {
    let told = parts.iter().rposition(|part| !part.is_empty()).map_or(0, |last| last + 1);
    parts.get(..told).unwrap_or_default().join(" | ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_line_tells_its_parts_and_a_part_that_is_not_told_leaves_no_mark() {
        let software = Software { product: "Máy chủ web".into(), version: "2.4".into(), cpe: None };
        assert_eq!(software.to_string(), "Máy chủ web | 2.4");
        assert_eq!(parts::<3>(&software.to_string()), ["Máy chủ web", "2.4", ""]);
        let document = LevelDocument {
            kind: "level-approval".into(),
            number: String::new(),
            date: Some("2026-03-02".parse().unwrap()),
            issuer: "UBND tỉnh minh họa".into(),
            note: String::new(),
        };
        assert_eq!(document.to_string(), "level-approval |  | 2026-03-02 | UBND tỉnh minh họa");
        assert_eq!(
            parts::<5>(&document.to_string()),
            ["level-approval", "", "2026-03-02", "UBND tỉnh minh họa", ""]
        );
        assert_eq!(parts::<2>("a | b | c"), ["a", "b | c"]);
    }

    #[test]
    fn software_is_looked_for_by_what_people_and_its_name_call_it() {
        let cpe = "cpe:2.3:a:example:web_server:2.4:*:*:*:*:*:*:*".parse().unwrap();
        let software = Software { product: "Máy chủ".into(), version: "2.4".into(), cpe: Some(cpe) };
        assert_eq!(software.words(), "may chu example web server");
    }
}
