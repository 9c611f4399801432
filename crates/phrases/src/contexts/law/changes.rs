//! Changing the law: the list of changes, beginning one, its files, one file, its simulation.

use crate::Page;
use crate::contexts::desk::{Act, Typed};
use crate::contexts::elements::Choice;
use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// A change in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeRow {
    /// Number.
    pub number: i64,
    /// What it is about.
    pub title: String,
    /// The document that orders it; may be empty.
    pub source: String,
    /// `draft`, `active` or `withdrawn`.
    pub state: String,
    /// Who began it.
    pub written_by: String,
    /// Who brought it into force.
    pub activated_by: Option<String>,
    /// Last change, microseconds.
    pub changed_at: i64,
}

impl ChangeRow {
    fn sample(state: &str) -> ChangeRow {
        ChangeRow {
            number: 7,
            title: "Báo cáo kết thúc: 7 ngày".into(),
            source: "Thông tư 99/2026/TT-BCA (minh họa)".into(),
            state: state.into(),
            written_by: "Nguyễn Thị Minh Anh".into(),
            activated_by: (state == "active").then(|| "Trần Văn Bình".into()),
            changed_at: SAMPLE_NOW,
        }
    }
}

/// The changes: newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeList {
    /// Rows.
    pub rows: Vec<ChangeRow>,
}

impl Page for ChangeList {
    const TEMPLATE: &'static str = "pages/law/changes/index.html";

    fn samples() -> Vec<Self> {
        let rows = ["draft", "active", "withdrawn"].map(ChangeRow::sample).to_vec();
        vec![ChangeList { rows }, ChangeList { rows: Vec::new() }]
    }
}

/// Beginning a change, in one of three ways, each a form of its own: `POST /law/changes/new` with `start` = `edition`
/// (`of`, `id`, `number`, `from`), `day` (`date`, `kind`, `name`, `name_en`, `day_source`) or `files`, and always `title` and `source`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewChange {
    /// Editions to begin from.
    pub editions: Vec<Choice>,
    /// Kinds of day.
    pub kinds: Vec<Choice>,
    /// What was typed and refused.
    pub typed: Option<Typed>,
}

impl Page for NewChange {
    const TEMPLATE: &'static str = "pages/law/changes/new.html";

    fn samples() -> Vec<Self> {
        let page = NewChange {
            editions: vec![Choice::new("tt20-2017", "TT 20/2017", true)],
            kinds: vec![Choice::new("holiday", "holiday", true), Choice::new("swap-off", "swap-off", false)],
            typed: None,
        };
        let typed = Some(Typed::sample("edition", "id", "Giá trị này đã được dùng.", "tt20-2017"));
        vec![page.clone(), NewChange { typed, ..page }]
    }
}

/// A file of a change in its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeFile {
    /// Path.
    pub path: String,
    /// `new`, `changed`, `same` or `removed`.
    pub state: String,
    /// Faults, each with its place.
    pub faults: Vec<String>,
}

/// A change with its files: `POST …/files` (`folder` and files), `…/activate`, `…/withdraw`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangePage {
    /// The change in short.
    pub row: ChangeRow,
    /// Who changed it last.
    pub changed_by: String,
    /// When it was begun, microseconds.
    pub created_at: i64,
    /// When it was brought into force, microseconds.
    pub activated_at: Option<i64>,
    /// Its files.
    pub files: Vec<ChangeFile>,
    /// Faults in files that it does not touch.
    pub elsewhere: Vec<String>,
    /// Paths of the law, to begin a file with.
    pub paths: Vec<String>,
    /// Bringing it into force; none when it is no draft.
    pub activate: Option<Act>,
    /// Version seen.
    pub version: i64,
    /// What was typed and refused.
    pub typed: Option<Typed>,
}

impl Page for ChangePage {
    const TEMPLATE: &'static str = "pages/law/changes/show.html";

    fn samples() -> Vec<Self> {
        let file = |path: &str, state: &str, faults: Vec<String>| ChangeFile {
            path: path.into(),
            state: state.into(),
            faults,
        };
        let page = ChangePage {
            row: ChangeRow::sample("draft"),
            changed_by: "Nguyễn Thị Minh Anh".into(),
            created_at: SAMPLE_NOW,
            activated_at: None,
            files: vec![
                file("calendars/2027.toml", "changed", Vec::new()),
                file("rulesets/tt20-2017-sd1/clocks.toml", "new", vec!["12:3: [[clock]] limit: …".into()]),
                file("facts/ministries.toml", "same", Vec::new()),
                file("calendars/2019.toml", "removed", Vec::new()),
            ],
            elsewhere: vec!["rulesets/_shared/contradictions.toml:7:1: …".into()],
            paths: vec!["calendars/2026.toml".into()],
            activate: Some(Act::possible()),
            version: 3,
            typed: None,
        };
        let same_person = Act::refused("Người soạn không tự cho hiệu lực.");
        vec![
            ChangePage {
                activate: Some(same_person),
                files: Vec::new(),
                elsewhere: Vec::new(),
                ..page.clone()
            },
            ChangePage {
                row: ChangeRow::sample("active"),
                activated_at: Some(SAMPLE_NOW),
                activate: None,
                elsewhere: Vec::new(),
                ..page.clone()
            },
            ChangePage { row: ChangeRow::sample("withdrawn"), activate: None, ..page.clone() },
            ChangePage {
                typed: Some(Typed::sample("activate", "change", "Sự cố đang mở.", "")),
                ..page.clone()
            },
            ChangePage {
                typed: Some(Typed::sample("upload", "path", "Đường dẫn không đúng.", "x")), ..page
            },
        ]
    }
}

/// One file of a change: `POST` to its own address with `text` and `act` = `write`, `remove` or `restore`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeFilePage {
    /// Number of the change.
    pub number: i64,
    /// Path.
    pub path: String,
    /// Its text; what was typed when it was refused.
    pub text: String,
    /// The change takes the file away.
    pub removed: bool,
    /// Part of the change already.
    pub part: bool,
    /// May be written.
    pub writable: bool,
    /// Version of the change seen.
    pub version: i64,
    /// Faults, each with its place.
    pub faults: Vec<String>,
    /// Why it was not stored; the text typed stands in the field.
    pub refused: Option<String>,
}

impl Page for ChangeFilePage {
    const TEMPLATE: &'static str = "pages/law/changes/file.html";

    fn samples() -> Vec<Self> {
        let page = ChangeFilePage {
            number: 7,
            path: "calendars/2027.toml".into(),
            text: "year = 2027\nprovisional = true\n".into(),
            removed: false,
            part: true,
            writable: true,
            version: 3,
            faults: vec!["2:1: provisional: …".into()],
            refused: Some("Người khác vừa sửa.".into()),
        };
        vec![
            page.clone(),
            ChangeFilePage { removed: true, faults: Vec::new(), refused: None, ..page.clone() },
            ChangeFilePage { writable: false, part: false, faults: Vec::new(), refused: None, ..page },
        ]
    }
}

/// A form that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormDiffers {
    /// Its title.
    pub title: String,
    /// `new`, `changed` or `removed`.
    pub kind: String,
    /// Labels of its fields that differ, each with `new`, `changed` or `removed`.
    pub fields: Vec<(String, String)>,
}

/// A text that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextDiffers {
    /// Id.
    pub id: String,
    /// Short name.
    pub short: String,
    /// `new`, `changed` or `removed`.
    pub kind: String,
    /// Short name of the edition it replaces.
    pub replaces: Option<String>,
    /// Its forms that differ.
    pub forms: Vec<FormDiffers>,
}

/// A clock that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClockDiffers {
    /// `gained`, `lost`, `moved` or `form`.
    pub kind: String,
    /// What is owed.
    pub title: String,
    /// Last moment and article as it is.
    pub before: Option<String>,
    /// Last moment and article as it would be.
    pub after: Option<String>,
}

/// An incident whose clocks differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IncidentDiffers {
    /// Number.
    pub number: String,
    /// Detected, microseconds.
    pub detected_at: i64,
    /// Its own clocks move; else those of one like it under the new edition.
    pub bound: bool,
    /// The clocks.
    pub clocks: Vec<ClockDiffers>,
}

/// What a change would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SimulationPage {
    /// Number of the change.
    pub number: i64,
    /// What it is about.
    pub title: String,
    /// Faults; when there are any, nothing else is known.
    pub faults: Vec<String>,
    /// First day of force of new editions.
    pub from: Option<String>,
    /// Texts that differ.
    pub texts: Vec<TextDiffers>,
    /// Incidents that are open.
    pub open: usize,
    /// How many of them have other clocks under it.
    pub touched: usize,
    /// Those, as many as are shown.
    pub incidents: Vec<IncidentDiffers>,
    /// What stands in the way, one sentence each.
    pub obstacles: Vec<String>,
    /// Whether the reader may open the incidents.
    pub links: bool,
}

impl Page for SimulationPage {
    const TEMPLATE: &'static str = "pages/law/changes/simulation.html";

    fn samples() -> Vec<Self> {
        let clock = |kind: &str, before: Option<&str>, after: Option<&str>| ClockDiffers {
            kind: kind.into(),
            title: "Báo cáo kết thúc".into(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        let incident = |bound| IncidentDiffers {
            number: "VN-2026-000123".into(),
            detected_at: SAMPLE_NOW,
            bound,
            clocks: vec![
                clock(
                    "moved",
                    Some("24:00 ngày 17/11/2026 · Điều 9"),
                    Some("24:00 ngày 19/11/2026 · Điều 9"),
                ),
                clock("gained", None, Some("24:00 ngày 19/11/2026")),
                clock("lost", Some("24:00 ngày 19/11/2026"), None),
                clock("form", Some("Mẫu 04"), Some("Mẫu 05")),
            ],
        };
        let form = |kind: &str| FormDiffers {
            title: "Báo cáo kết thúc".into(),
            kind: kind.into(),
            fields: vec![
                ("Họ và tên".into(), "new".into()),
                ("Chức vụ".into(), "changed".into()),
                ("Fax".into(), "removed".into()),
            ],
        };
        let text = |kind: &str| TextDiffers {
            id: "tt20-2017-sd1".into(),
            short: "TT 20/2017".into(),
            kind: kind.into(),
            replaces: (kind == "new").then(|| "TT 20/2017".into()),
            forms: ["new", "changed", "removed"].map(form).to_vec(),
        };
        let page = SimulationPage {
            number: 7,
            title: "Báo cáo kết thúc: 7 ngày".into(),
            faults: Vec::new(),
            from: Some("01/12/2026".into()),
            texts: ["new", "changed", "removed"].map(text).to_vec(),
            open: 132,
            touched: 40,
            incidents: vec![
                incident(true),
                incident(false),
                IncidentDiffers { clocks: Vec::new(), ..incident(true) },
            ],
            links: true,
            obstacles: vec!["Có sự cố đang mở: VN-2026-000123".into()],
        };
        vec![
            SimulationPage { obstacles: Vec::new(), links: false, ..page.clone() },
            SimulationPage {
                incidents: Vec::new(),
                touched: 0,
                from: None,
                texts: Vec::new(),
                ..page.clone()
            },
            SimulationPage { faults: vec!["calendars/2027.toml:3:1: …".into()], ..page },
        ]
    }
}
