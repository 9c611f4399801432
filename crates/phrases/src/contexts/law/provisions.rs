//! The wording of a text: all its provisions, and one of them with everything that belongs to it.

use super::ruleset::{Provision, provision, sample_provision};
use super::{role_names, words};
use crate::contexts::elements::Link;
use crate::{Lang, Page};
use law::{Library, Ruleset};
use serde::Serialize;

/// One provision in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProvisionRow {
    /// Id in the text.
    pub id: String,
    /// `duty`, `right`, `power`, `rule`, `definition` or `term`.
    pub kind: String,
    /// One line.
    pub title: String,
    /// Who owes it.
    pub owes: Vec<String>,
    /// To whom.
    pub to: Vec<String>,
    /// How often or by when, in the words of the text.
    pub frequency: Option<String>,
    /// Where it stands.
    pub provision: Provision,
}

/// All provisions of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProvisionList {
    /// Id of the text.
    pub ruleset: String,
    /// Short name of the text.
    pub short: String,
    /// Title of the text.
    pub title: String,
    /// Provisions in the order of the text.
    pub rows: Vec<ProvisionRow>,
}

impl ProvisionList {
    /// The provisions of a text; none when there is no such text.
    pub fn of(library: &Library, id: &str, lang: Lang) -> Option<ProvisionList> {
        let ruleset = library.ruleset(id)?;
        Some(ProvisionList {
            ruleset: ruleset.id.to_string(),
            short: ruleset.short.get(lang).to_owned(),
            title: ruleset.title.get(lang).to_owned(),
            rows: ruleset.provisions.iter().map(|one| row(ruleset, one, lang)).collect(),
        })
    }
}

fn row(ruleset: &Ruleset, one: &law::Provision, lang: Lang) -> ProvisionRow {
    ProvisionRow {
        id: one.id.clone(),
        kind: one.kind.as_str().to_owned(),
        title: one.title.get(lang).to_owned(),
        owes: role_names(ruleset, &one.owes, lang),
        to: role_names(ruleset, &one.to, lang),
        frequency: one.frequency.as_ref().map(|text| text.get(lang).to_owned()),
        provision: where_it_stands(ruleset, one, lang),
    }
}

/// The source of the text stands in for one that is not named apart.
fn where_it_stands(ruleset: &Ruleset, one: &law::Provision, lang: Lang) -> Provision {
    let source = if one.source.is_empty() { &ruleset.source } else { &one.source };
    provision(&one.cite, source, one.certainty, lang)
}

/// One provision with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProvisionPage {
    /// Id of the text.
    pub ruleset: String,
    /// Short name of the text.
    pub short: String,
    /// What the list says of it.
    pub row: ProvisionRow,
    /// The wording as printed, in Vietnamese.
    pub printed: String,
    /// The wording in the reader's language, when it is another.
    pub translated: Option<String>,
    /// What sets it off.
    pub trigger: Option<String>,
    /// What breach leads to.
    pub consequence: Option<String>,
    /// Time limits, steps, forms and more that carry it out here.
    pub parts: Vec<Link>,
    /// Contradictions it is part of.
    pub contradictions: Vec<Link>,
    /// Rows of the table of obligations.
    pub trace: Vec<String>,
    /// Open duties of this kind now: number of incidents with a running clock.
    pub open: Option<u64>,
    /// Incidents in which they run, with the last moment in microseconds.
    pub cases: Vec<(String, Option<i64>)>,
    /// Remarks.
    pub notes: Vec<String>,
}

impl ProvisionPage {
    /// One provision; none when there is no such text or provision.
    pub fn of(library: &Library, id: &str, provision: &str, lang: Lang) -> Option<ProvisionPage> {
        let ruleset = library.ruleset(id)?;
        let one = ruleset.provision(provision)?;
        let translated = Some(one.text.get(lang).to_owned()).filter(|text| *text != one.text.vi);
        let consequence = one.consequence.as_deref().and_then(|pointer| library.row(pointer));
        let sides = library.contradictions().filter(|contradiction| {
            contradiction
                .sides
                .iter()
                .any(|side| side.ruleset == ruleset.id && law::cites_like(&side.cite, &one.cite))
        });
        Some(ProvisionPage {
            ruleset: ruleset.id.to_string(),
            short: ruleset.short.get(lang).to_owned(),
            row: row(ruleset, one, lang),
            printed: one.text.vi.clone(),
            translated,
            trigger: one.trigger.as_ref().map(|text| text.get(lang).to_owned()),
            consequence: consequence.map(|row| row.label.get(lang).to_owned()),
            parts: parts(ruleset, one, lang),
            contradictions: sides
                .map(|one| {
                    Link::new(
                        format!("{} {}", one.id, one.topic.get(lang)),
                        format!("/law/contradictions#{}", one.id),
                    )
                })
                .collect(),
            trace: one.trace.clone(),
            open: None,
            cases: Vec::new(),
            notes: words(&one.notes, lang),
        })
    }
}

fn parts(ruleset: &Ruleset, one: &law::Provision, lang: Lang) -> Vec<Link> {
    let id = &ruleset.id;
    let mut links = Vec::new();
    let mut add = |text: Option<&law::Text>, href: String| {
        links.extend(text.map(|text| Link::new(text.get(lang).to_owned(), href)));
    };
    for clock in &one.parts.clocks {
        add(ruleset.clock(clock).map(|c| &c.title), format!("/law/clock?clock={id}/{clock}"));
    }
    for step in &one.parts.steps {
        add(ruleset.step(step).map(|s| &s.title), format!("/law/{id}/process"));
    }
    for form in &one.parts.forms {
        add(ruleset.form(form).map(|f| &f.title), format!("/law/{id}/forms/{form}"));
    }
    for list in &one.parts.lists {
        add(ruleset.list(list).map(|l| &l.title), format!("/law/{id}#list-{list}"));
    }
    for task in &one.parts.tasks {
        add(ruleset.task(task).map(|t| &t.title), format!("/law/{id}#tasks"));
    }
    for target in &one.parts.targets {
        add(ruleset.target(target).map(|t| &t.title), format!("/law/{id}#targets"));
    }
    for period in &one.parts.periods {
        add(ruleset.period(period).map(|p| &p.title), "/law/calendar".to_owned());
    }
    links
}

fn sample_row() -> ProvisionRow {
    ProvisionRow {
        id: "d9-k1".into(),
        kind: "duty".into(),
        title: "Báo cáo ban đầu sự cố".into(),
        owes: vec!["Đơn vị vận hành".into()],
        to: vec!["Cơ quan điều phối quốc gia".into()],
        frequency: Some("chậm nhất 05 ngày kể từ khi phát hiện".into()),
        provision: sample_provision(),
    }
}

impl Page for ProvisionList {
    const TEMPLATE: &'static str = "pages/law/provisions.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let kinds = ["duty", "right", "power", "rule", "definition", "term"];
        let of = |kind: &&str| ProvisionRow { kind: (*kind).to_owned(), ..sample_row() };
        let bare = ProvisionRow { owes: Vec::new(), to: Vec::new(), frequency: None, ..sample_row() };
        let full = ProvisionList {
            ruleset: "tt20-2017".into(),
            short: "TT 20/2017".into(),
            title: "Quy định về điều phối, ứng cứu sự cố".into(),
            rows: kinds.iter().map(of).chain([bare]).collect(),
        };
        vec![full.clone(), ProvisionList { rows: Vec::new(), ..full }]
    }
}

impl Page for ProvisionPage {
    const TEMPLATE: &'static str = "pages/law/provision.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let link = |text: &str| Link::new(text.to_owned(), "/law/clock".to_owned());
        let full = ProvisionPage {
            ruleset: "tt20-2017".into(),
            short: "TT 20/2017".into(),
            row: sample_row(),
            printed: "Đơn vị vận hành báo cáo chậm nhất 05 ngày kể từ khi phát hiện sự cố.".into(),
            translated: Some("The operator reports within 5 days.".into()),
            trigger: Some("Phát hiện sự cố".into()),
            consequence: Some("Phạt tiền từ 20 đến 30 triệu đồng".into()),
            parts: vec![link("Báo cáo ban đầu sự cố")],
            contradictions: vec![link("I-01 Hạn báo cáo lần đầu")],
            trace: vec!["A-097".into()],
            open: Some(3),
            cases: vec![
                ("VN-2026-000123".into(), Some(crate::frame::SAMPLE_NOW)),
                ("VN-2026-000124".into(), None),
            ],
            notes: vec!["Dự thảo ghi khác.".into()],
        };
        let bare = ProvisionPage {
            translated: None,
            trigger: None,
            consequence: None,
            parts: Vec::new(),
            contradictions: Vec::new(),
            trace: Vec::new(),
            open: None,
            cases: Vec::new(),
            notes: Vec::new(),
            ..full.clone()
        };
        vec![full, bare]
    }
}
