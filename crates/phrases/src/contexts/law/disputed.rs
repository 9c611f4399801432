//! Where the texts contradict each other, and how the platform carries both sides.

use crate::{Lang, Page};
use law::Library;
use serde::Serialize;

/// What one text says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SideRow {
    /// Id of the text.
    pub ruleset: String,
    /// Short name of the text.
    pub law: String,
    /// Where; `*` of the pattern left out.
    pub cite: String,
    /// What it says.
    pub says: String,
}

/// One contradiction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DisputedRow {
    /// Number, such as `I-01`.
    pub id: String,
    /// What it is about.
    pub topic: String,
    /// Sides.
    pub sides: Vec<SideRow>,
    /// How the platform lives with it.
    pub handling: String,
}

/// All contradictions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DisputedPage {
    /// In the order of their numbers.
    pub rows: Vec<DisputedRow>,
}

impl DisputedPage {
    /// The contradictions of a library.
    pub fn of(library: &Library, lang: Lang) -> DisputedPage {
        let side = |side: &law::Side| SideRow {
            ruleset: side.ruleset.to_string(),
            law: library
                .ruleset(side.ruleset.as_ref())
                .map_or_else(|| side.ruleset.to_string(), |r| r.short.get(lang).to_owned()),
            cite: side.cite.replace('*', ""),
            says: side.says.get(lang).to_owned(),
        };
        let row = |one: &law::Contradiction| DisputedRow {
            id: one.id.clone(),
            topic: one.topic.get(lang).to_owned(),
            sides: one.sides.iter().map(side).collect(),
            handling: one.handling.get(lang).to_owned(),
        };
        DisputedPage { rows: library.contradictions().map(row).collect() }
    }
}

impl Page for DisputedPage {
    const TEMPLATE: &'static str = "pages/law/contradictions.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let side = |law: &str, says: &str| SideRow {
            ruleset: "tt20-2017".into(),
            law: law.into(),
            cite: "Điều 9".into(),
            says: says.into(),
        };
        let row = DisputedRow {
            id: "I-02".into(),
            topic: "Hạn báo cáo kết thúc".into(),
            sides: vec![side("Dự thảo TT 20/2017", "10 ngày"), side("TT 20/2017", "5 ngày")],
            handling: "Mỗi văn bản một thời hạn riêng.".into(),
        };
        vec![DisputedPage { rows: vec![row] }, DisputedPage { rows: Vec::new() }]
    }
}
