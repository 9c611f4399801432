//! What every page carries around its own content: who reads it, in which language and theme, where else they
//! can go, and what was just done.

use serde::{Deserialize, Serialize};

/// The colours a reader chose; `Auto` follows the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The signed-in person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Name of the body they act for.
    pub body: String,
    /// Role keys, for example `coordinator-officer`; each has a phrase `role-<key>`.
    pub roles: Vec<String>,
    /// One or two letters for the round mark.
    pub initials: String,
}

/// An entry of the main navigation. Its word is the phrase `nav-<key>`, its icon is set in `partials/nav.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavItem {
    /// `today`, `notices`, `incidents`, `reports`, `teams`, `duty`, `law`, `bodies`, `people`, `jobs`, `audit`, `reference`.
    pub key: String,
    /// Address.
    pub href: String,
    /// Whether the page shown lies below this entry.
    pub active: bool,
}

impl NavItem {
    /// An entry that is not active.
    pub fn new(key: &str, href: &str) -> NavItem {
        NavItem { key: key.into(), href: href.into(), active: false }
    }
}

/// A line of duty at the moment the page is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyLine {
    /// `normal` or `severe`.
    pub line: String,
    /// Name of the body.
    pub body: String,
    /// Who answers; empty when nobody does.
    pub officer: String,
    /// Telephone to call; may be empty.
    pub phone: String,
    /// Page of the roster.
    pub href: String,
}

/// Tone of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FlashKind {
    /// It was done.
    Done,
    /// Something to know.
    Note,
    /// It was not done, or needs care.
    Warning,
}

/// A message about what was just done, already in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flash {
    /// Tone.
    pub kind: FlashKind,
    /// The sentence.
    pub text: String,
}

/// The frame of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// Name of this deployment, as its operator calls it.
    pub deployment: String,
    /// Colours chosen.
    pub theme: Theme,
    /// Token that each form posts back as `csrf`.
    pub csrf: String,
    /// Who is signed in.
    pub person: Option<Person>,
    /// Main navigation; empty for strangers.
    pub nav: Vec<NavItem>,
    /// Who is on duty now; empty for strangers and where nobody keeps duty.
    pub duty: Vec<DutyLine>,
    /// Messages to show once.
    pub flashes: Vec<Flash>,
    /// Path and query of the request, to come back to after a change of language or theme.
    pub path: String,
    /// The moment the page is made, microseconds since 1970 UTC.
    pub now: i64,
    /// Marks invented data: a strip says so on every page.
    pub demonstration: bool,
}

impl Frame {
    /// A frame for somebody without an account, as tests and the gallery use it.
    pub fn sample_stranger() -> Frame {
        Frame {
            deployment: "Trung tâm Điều phối Minh Họa".into(),
            theme: Theme::Auto,
            csrf: "token-of-the-form".into(),
            person: None,
            nav: Vec::new(),
            duty: Vec::new(),
            flashes: Vec::new(),
            path: "/".into(),
            now: SAMPLE_NOW,
            demonstration: true,
        }
    }

    /// A frame for a duty officer, as tests and the gallery use it.
    pub fn sample_officer() -> Frame {
        let mut incidents = NavItem::new("incidents", "/incidents");
        incidents.active = true;
        Frame {
            person: Some(Person {
                name: "Nguyễn Thị Minh Anh".into(),
                body: "Trung tâm Điều phối Minh Họa".into(),
                roles: vec!["coordinator-officer".into(), "administrator".into()],
                initials: "MA".into(),
            }),
            nav: vec![
                NavItem::new("today", "/today"),
                NavItem::new("notices", "/notices"),
                incidents,
                NavItem::new("reports", "/reports"),
                NavItem::new("law", "/law"),
                NavItem::new("bodies", "/network"),
                NavItem::new("people", "/admin/people"),
                NavItem::new("jobs", "/admin/jobs"),
                NavItem::new("audit", "/admin/audit"),
            ],
            duty: vec![
                DutyLine {
                    line: "normal".into(),
                    body: "Trung tâm Điều phối Minh Họa".into(),
                    officer: "Lê Quang Huy".into(),
                    phone: "0200 000 241".into(),
                    href: "/network/duty?body=dieu-phoi".into(),
                },
                DutyLine {
                    line: "severe".into(),
                    body: "Trung tâm Điều phối Minh Họa".into(),
                    officer: String::new(),
                    phone: String::new(),
                    href: "/network/duty?body=dieu-phoi".into(),
                },
            ],
            flashes: vec![Flash { kind: FlashKind::Done, text: "VN-2026-000123".into() }],
            path: "/incidents?state=open".into(),
            ..Frame::sample_stranger()
        }
    }
}

/// The moment at which samples are set: 17:05 on 20/11/2026, Vietnam time, in microseconds since 1970 UTC.
pub const SAMPLE_NOW: i64 = 1_795_169_100_000_000;
