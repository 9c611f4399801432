//! The register as tables, and the provinces as tiles.

use crate::Page;
use crate::contexts::form::FormFault;
use serde::Serialize;

/// What rows of a table do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BroughtTable {
    /// `bodies`, `contacts` or `systems`.
    pub table: String,
    /// Records entered.
    pub entered: i64,
    /// Records changed.
    pub changed: i64,
    /// Rows that say what is there already.
    pub left: i64,
    /// Rows with problems.
    pub wrong: i64,
}

/// A row with a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WrongRow {
    /// Table.
    pub table: String,
    /// Number as a spreadsheet counts; 0 for the headings.
    pub row: i64,
    /// What the row names itself by.
    pub name: String,
    /// The column.
    pub column: String,
    /// What to do.
    pub text: String,
}

/// Bringing tables in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Bring {
    /// Name of the file; empty before one is chosen.
    pub file: String,
    /// Id of the file that was posted.
    pub file_id: String,
    /// It was written; else it only would be.
    pub done: bool,
    /// What the rows do.
    pub tables: Vec<BroughtTable>,
    /// What is wrong.
    pub problems: Vec<WrongRow>,
    /// Something would be written.
    pub worth: bool,
    /// What is wrong with the file.
    pub errors: Vec<FormFault>,
}

impl Page for Bring {
    const TEMPLATE: &'static str = "pages/network/import.html";

    fn samples() -> Vec<Self> {
        let tables =
            vec![BroughtTable { table: "bodies".into(), entered: 2960, changed: 0, left: 0, wrong: 40 }];
        let wrong = |row: i64| WrongRow {
            table: "bodies".into(),
            row,
            name: "ubnd-xa-minh-hoa".into(),
            column: "province".into(),
            text: "Hãy chọn một giá trị trong danh sách.".into(),
        };
        let dry = Bring {
            file: "bodies.csv".into(),
            file_id: "0197a2f0-0000-7000-8000-000000000005".into(),
            done: false,
            tables,
            problems: vec![wrong(17), wrong(0)],
            worth: true,
            errors: Vec::new(),
        };
        vec![
            Bring::default(),
            Bring {
                errors: vec![FormFault::new("file", "Tệp phải là .csv hoặc .xlsx.")],
                ..Bring::default()
            },
            Bring { done: true, problems: Vec::new(), ..dry.clone() },
            Bring { worth: false, ..dry.clone() },
            dry,
        ]
    }
}

/// A province.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tile {
    /// Name.
    pub name: String,
    /// List of its bodies.
    pub href: String,
    /// Name of its team; none when it has none.
    pub team: Option<String>,
    /// Its team answers around the clock.
    pub always: bool,
    /// Members in force.
    pub members: i64,
    /// Open incidents.
    pub incidents: i64,
    /// Of how many the last moment has passed.
    pub overdue: i64,
    /// `alarm`, `care`, `good` or `quiet`.
    pub tone: String,
    /// Place on the map, from the north: row and column from 1.
    pub row: i64,
    /// Column.
    pub column: i64,
}

/// The provinces as tiles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Map {
    /// Tiles.
    pub tiles: Vec<Tile>,
    /// The reader sees numbers of incidents.
    pub counts: bool,
}

impl Page for Map {
    const TEMPLATE: &'static str = "pages/network/map.html";

    fn samples() -> Vec<Self> {
        let tile = |tone: &str, team: Option<&str>| Tile {
            name: "Bắc Ninh".into(),
            href: "/network?province=24".into(),
            team: team.map(str::to_owned),
            always: tone == "good",
            members: 12,
            incidents: 3,
            overdue: i64::from(tone == "alarm"),
            tone: tone.into(),
            row: 1,
            column: 1,
        };
        let tiles = vec![
            tile("alarm", Some("Đội Minh Họa")),
            tile("care", Some("Đội Minh Họa")),
            tile("good", Some("Đội Minh Họa")),
            tile("quiet", None),
        ];
        vec![Map { tiles: tiles.clone(), counts: true }, Map { tiles, counts: false }]
    }
}
