//! Which row of the table of obligations is carried out by what, and how much of each section is.

use crate::Page;
use serde::Serialize;

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverageRow {
    /// Row, such as `A-097`.
    pub id: String,
    /// Where the text says it, in short.
    pub place: String,
    /// `rule`, `form`, `process`, `feature`, `page`, `planned` or `human`.
    pub status: String,
    /// Provisions that carry its wording, as addresses.
    pub provisions: Vec<crate::contexts::elements::Link>,
    /// What is still to come, or why a person does it.
    pub note: String,
}

/// A section of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoverageSection {
    /// Letter.
    pub letter: String,
    /// Rows.
    pub rows: Vec<CoverageRow>,
    /// Rows carried out now.
    pub done: usize,
    /// Rows that are for a person.
    pub human: usize,
    /// Rows still planned.
    pub planned: usize,
}

/// The whole table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoveragePage {
    /// Sections in order.
    pub sections: Vec<CoverageSection>,
    /// Rows in all.
    pub total: usize,
    /// Whether only planned rows are shown.
    pub missing: bool,
}

impl Page for CoveragePage {
    const TEMPLATE: &'static str = "pages/law/trace.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let statuses = ["rule", "form", "process", "feature", "page", "planned", "human"];
        let row = |(at, status): (usize, &&str)| CoverageRow {
            id: format!("A-{:03}", at + 1),
            place: "000 Đ11.1.a (1)".into(),
            status: (*status).to_owned(),
            provisions: vec![crate::contexts::elements::Link::new(
                "Điều 9",
                "/law/tt20-2017/provisions/d9-k1",
            )],
            note: String::new(),
        };
        let bare =
            CoverageRow { provisions: Vec::new(), note: "members: profile".into(), ..row((98, &"planned")) };
        let section = CoverageSection {
            letter: "A".into(),
            rows: statuses.iter().enumerate().map(row).chain([bare]).collect(),
            done: 5,
            human: 1,
            planned: 2,
        };
        let full = CoveragePage { sections: vec![section], total: 8, missing: false };
        vec![full.clone(), CoveragePage { missing: true, sections: Vec::new(), ..full }]
    }
}
