//! All texts of law that the platform knows.

use crate::{Lang, Page};
use law::{Library, shown_date};
use serde::Serialize;

/// One text in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RulesetRow {
    /// Id, which is also the last part of its address.
    pub id: String,
    /// Short name.
    pub short: String,
    /// Title as printed.
    pub title: String,
    /// Number as printed.
    pub number: String,
    /// Body that issued it, as printed.
    pub issuer: String,
    /// `draft`, `issued`, `amendment` or `consolidated`.
    pub edition: String,
    /// `text`, `secondary` or `recalled`.
    pub certainty: String,
    /// First day of force, `dd/mm/yyyy`.
    pub from: Option<String>,
    /// First day no longer in force.
    pub until: Option<String>,
    /// Whether it binds on the day asked.
    pub binds: bool,
    /// Whether it can never bind.
    pub never: bool,
    /// Whom it binds, in words.
    pub scope: Option<String>,
}

/// The list of texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RulesetList {
    /// Day asked, `dd/mm/yyyy`.
    pub day: String,
    /// Texts that bind on the day first.
    pub rows: Vec<RulesetRow>,
    /// Whether the reader may change the law.
    pub changes: bool,
}

impl RulesetList {
    /// The texts of a library, and which bind on `day`.
    pub fn of(library: &Library, day: jiff::civil::Date, lang: Lang) -> RulesetList {
        let mut rows: Vec<RulesetRow> = library
            .rulesets()
            .map(|ruleset| RulesetRow {
                id: ruleset.id.to_string(),
                short: ruleset.short.get(lang).to_owned(),
                title: ruleset.title.get(lang).to_owned(),
                number: ruleset.number.clone(),
                issuer: ruleset.issuer.clone(),
                edition: ruleset.edition.as_str().to_owned(),
                certainty: ruleset.certainty.to_string(),
                from: ruleset.force.from.map(shown_date),
                until: ruleset.force.until.map(shown_date),
                binds: ruleset.in_force(day),
                never: ruleset.force.never,
                scope: ruleset.scope.note.as_ref().map(|note| note.get(lang).to_owned()),
            })
            .collect();
        rows.sort_by_key(|row| (!row.binds, row.id.clone()));
        RulesetList { day: shown_date(day), rows, changes: false }
    }
}

impl Page for RulesetList {
    const TEMPLATE: &'static str = "pages/law/index.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let issued = RulesetRow {
            id: "tt20-2017".into(),
            short: "TT 20/2017".into(),
            title: "Quy định về điều phối, ứng cứu sự cố an toàn thông tin mạng trên toàn quốc".into(),
            number: "20/2017/TT-BTTTT".into(),
            issuer: "Bộ Thông tin và Truyền thông".into(),
            edition: "issued".into(),
            certainty: "secondary".into(),
            from: Some("01/11/2017".into()),
            until: None,
            binds: true,
            never: false,
            scope: Some("Trừ hệ thống do Bộ Quốc phòng, Bộ Công an quản lý.".into()),
        };
        let draft = RulesetRow {
            id: "tt20-2017-draft".into(),
            short: "Dự thảo TT 20/2017".into(),
            edition: "draft".into(),
            certainty: "text".into(),
            from: None,
            until: None,
            binds: false,
            never: true,
            scope: None,
            ..issued.clone()
        };
        let past = RulesetRow {
            until: Some("01/01/2026".into()),
            certainty: "recalled".into(),
            edition: "amendment".into(),
            binds: false,
            ..issued.clone()
        };
        vec![
            RulesetList { day: "20/11/2026".into(), rows: vec![issued, draft, past], changes: true },
            RulesetList { day: "20/11/2026".into(), rows: Vec::new(), changes: false },
        ]
    }
}
