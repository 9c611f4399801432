//! Tab *history*: rows of the audit chain that concern the incident.

use crate::contexts::desk::HOUR;
use crate::contexts::elements::Fact;
use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// A row of the audit chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditRow {
    /// Place in the chain.
    pub sequence: i64,
    /// When, microseconds.
    pub at: i64,
    /// Who.
    pub who: String,
    /// For which body; empty for none.
    pub body: String,
    /// What was done, a sentence in the reader's language.
    pub what: String,
    /// Values of the act, those that have a word.
    pub detail: Vec<Fact>,
    /// Hash of the row, hex.
    pub hash: String,
}

/// The tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct History {
    /// Rows, newest first.
    pub rows: Vec<AuditRow>,
    /// Whether there are older rows that are not shown.
    pub cut: bool,
}

impl History {
    /// Three rows, and none.
    pub(super) fn samples() -> Vec<History> {
        let row = |sequence: i64, hours: i64, who: &str, what: &str, detail: Vec<Fact>| AuditRow {
            sequence,
            at: SAMPLE_NOW - hours * HOUR,
            who: who.into(),
            body: "Trung tâm Điều phối Minh Họa".into(),
            what: what.into(),
            detail,
            hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
        };
        let rows = vec![
            row(
                4211,
                5,
                "Nguyễn Thị Minh Anh",
                "Đính chính thời điểm phát hiện",
                vec![Fact::new("Trước", "10:05 20/11/2026"), Fact::new("Sau", "08:15 20/11/2026")],
            ),
            AuditRow {
                body: String::new(),
                ..row(4178, 6, "Hệ thống", "Đề xuất mức nghiêm trọng", Vec::new())
            },
            row(4170, 7, "Nguyễn Thị Minh Anh", "Xác nhận thông báo là sự cố", Vec::new()),
        ];
        vec![History { rows, cut: true }, History { rows: Vec::new(), cut: false }]
    }
}
