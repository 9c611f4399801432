//! Tab *parties*: bodies that take part, in which role, and what each sees.

use crate::contexts::desk::{Act, HOUR};
use crate::contexts::elements::Choice;
use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// A body's part in the incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartyRow {
    /// Posted value of the body.
    pub body_id: String,
    /// Name of the body.
    pub body: String,
    /// Code of the role.
    pub role: String,
    /// Code of what it sees: `everything`, `record`, `shared`.
    pub sees: String,
    /// Since when, microseconds.
    pub since: i64,
    /// Until when, once released, microseconds.
    pub until: Option<i64>,
    /// Telephone of its contact point; empty for none.
    pub phone: String,
    /// Mail address of its contact point; empty for none.
    pub email: String,
    /// Release it.
    pub release: Option<Act>,
}

/// The tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Parties {
    /// Parties, those who take part now first.
    pub rows: Vec<PartyRow>,
    /// Add a party.
    pub add: Option<Act>,
    /// Bodies to add.
    pub bodies: Vec<Choice>,
    /// Roles.
    pub roles: Vec<Choice>,
    /// What a party may see.
    pub sees: Vec<Choice>,
}

impl Parties {
    /// As somebody sees it who may change it, and who may not.
    pub(super) fn samples() -> Vec<Parties> {
        let full = Parties {
            rows: rows(),
            add: Some(Act::possible()),
            bodies: vec![
                Choice::new("7", "Bệnh viện Đa khoa Minh Họa", false),
                Choice::new("8", "Công ty An ninh mạng Ví Dụ", false),
            ],
            roles: vec![
                Choice::new("supporter", "Đơn vị hỗ trợ", true),
                Choice::new("provider", "Doanh nghiệp viễn thông, Internet", false),
            ],
            sees: vec![
                Choice::new("", "Theo vai trò", true),
                Choice::new("shared", "Nội dung chia sẻ với các bên", false),
                Choice::new("record", "Hồ sơ, không gồm ghi chú nội bộ", false),
                Choice::new("everything", "Toàn bộ, gồm ghi chú nội bộ", false),
            ],
        };
        let mut reading = Parties { add: None, ..full.clone() };
        reading.rows.iter_mut().for_each(|row| row.release = None);
        vec![full, reading]
    }
}

fn rows() -> Vec<PartyRow> {
    let row = |id: &str, body: &str, role: &str, sees: &str, release: Option<Act>| PartyRow {
        body_id: id.into(),
        body: body.into(),
        role: role.into(),
        sees: sees.into(),
        since: SAMPLE_NOW - 7 * HOUR,
        until: None,
        phone: "0200 000 241".into(),
        email: "daumoi@vidu.example".into(),
        release,
    };
    vec![
        row("1", "Trung tâm Điều phối Minh Họa", "national-coordinator", "everything", Some(Act::possible())),
        row("2", "Đội Ứng cứu sự cố tỉnh Ví Dụ", "specialised-unit", "everything", Some(Act::possible())),
        row(
            "3",
            "Sở Minh Họa tỉnh Ví Dụ",
            "operator",
            "record",
            Some(Act::refused("Sự cố phải còn ít nhất một đơn vị vận hành.")),
        ),
        row("4", "UBND tỉnh Ví Dụ", "system-owner", "record", Some(Act::possible())),
        PartyRow {
            until: Some(SAMPLE_NOW - HOUR),
            phone: String::new(),
            email: String::new(),
            ..row("5", "Công ty Viễn thông Minh Họa", "provider", "shared", None)
        },
    ]
}
