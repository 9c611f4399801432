//! Tab *access*: consents of the owner that members of a team open the affected system, and what was opened.

use crate::contexts::desk::HOUR;
use crate::contexts::elements::Choice;
use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// One access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessUse {
    /// When, microseconds.
    pub at: i64,
    /// Who.
    pub name: String,
    /// What was opened.
    pub target: String,
    /// What was done.
    pub what: String,
    /// Who watched.
    pub supervisor: String,
}

/// A consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConsentRow {
    /// Posted value.
    pub id: String,
    /// The system.
    pub system: String,
    /// Who agreed: name, position, body.
    pub agreed_by: String,
    /// When, microseconds.
    pub agreed_at: i64,
    /// How.
    pub agreed_way: String,
    /// What may be opened.
    pub targets: Vec<String>,
    /// What exactly; may be empty.
    pub scope: String,
    /// Who watches, with telephone.
    pub supervisor: String,
    /// First moment, microseconds.
    pub from: i64,
    /// First moment no longer, microseconds.
    pub until: i64,
    /// Who may.
    pub members: Vec<String>,
    /// Article that asks for it.
    pub cite: String,
    /// It can be used now.
    pub open: bool,
    /// Who ended it and why: two values.
    pub ended: Option<(String, String)>,
    /// Log.
    pub uses: Vec<AccessUse>,
    /// Members to note an access for.
    pub member_choices: Vec<Choice>,
    /// Targets to note.
    pub target_choices: Vec<Choice>,
}

/// The tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Access {
    /// Article that asks for consents; none when no text that binds lets a team in.
    pub cite: Option<String>,
    /// Owner who must agree; none when nobody plays that part.
    pub owner: Option<String>,
    /// Consents.
    pub consents: Vec<ConsentRow>,
    /// The reader may record and end them.
    pub records: bool,
    /// The reader may note accesses.
    pub notes: bool,
    /// What may be opened.
    pub targets: Vec<Choice>,
    /// Members who may be let in.
    pub members: Vec<Choice>,
}

impl Access {
    /// As somebody sees it who may record, who may only read, and where no text lets a team in.
    pub(super) fn samples() -> Vec<Access> {
        let log = AccessUse {
            at: SAMPLE_NOW - HOUR,
            name: "Lê Quang Huy".into(),
            target: "Tệp nhật ký".into(),
            what: "Sao chép nhật ký truy cập ngày 20/11/2026".into(),
            supervisor: "Trần Văn Bình".into(),
        };
        let choices = |code: &str, label: &str| vec![Choice::new(code, label, false)];
        let consent = |id: &str, open: bool| ConsentRow {
            id: id.into(),
            system: "Cổng thông tin điện tử tỉnh Ví Dụ".into(),
            agreed_by: "Phạm Thu Hà, Giám đốc, Sở Minh Họa".into(),
            agreed_at: SAMPLE_NOW - 6 * HOUR,
            agreed_way: "Công văn 15/SMH".into(),
            targets: vec!["Tệp nhật ký".into(), "Cơ sở dữ liệu".into()],
            scope: if open { "Máy chủ web 01".into() } else { String::new() },
            supervisor: "Trần Văn Bình, 0200 000 241".into(),
            from: SAMPLE_NOW - 5 * HOUR,
            until: SAMPLE_NOW + 5 * HOUR,
            members: vec!["Lê Quang Huy".into()],
            cite: "Điều 4 khoản 6, QĐ 08/QĐ-UBND".into(),
            open,
            ended: (!open).then(|| ("Phạm Thu Hà".into(), "Đã lấy đủ dữ liệu".into())),
            uses: if open { vec![log.clone()] } else { Vec::new() },
            member_choices: choices("1", "Lê Quang Huy"),
            target_choices: choices("logs", "Tệp nhật ký"),
        };
        let full = Access {
            cite: Some("Điều 4 khoản 6, QĐ 08/QĐ-UBND".into()),
            owner: Some("Sở Minh Họa tỉnh Ví Dụ".into()),
            consents: vec![consent("1", true), consent("2", false)],
            records: true,
            notes: true,
            targets: choices("logs", "Tệp nhật ký"),
            members: choices("1", "Lê Quang Huy, Đội ứng cứu sự cố tỉnh Ví Dụ"),
        };
        let reading = Access { records: false, notes: false, ..full.clone() };
        let none = Access { cite: None, owner: None, consents: Vec::new(), ..reading.clone() };
        vec![Access { consents: Vec::new(), owner: None, ..full.clone() }, full, reading, none]
    }
}
