//! Tab *history*: rows of the audit chain that concern the incident.

use crate::contexts::desk::HOUR;
use crate::contexts::elements::{Fact, Pager};
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
    /// Stable code of the act.
    pub act: String,
    /// Values of the act.
    pub detail: Vec<Fact>,
    /// Hash of the row, hex.
    pub hash: String,
}

/// The tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct History {
    /// Rows, newest first.
    pub rows: Vec<AuditRow>,
    /// Neighbouring pages.
    pub pager: Pager,
}

impl History {
    /// Three rows, and none.
    pub(super) fn samples() -> Vec<History> {
        let row = |sequence: i64, hours: i64, who: &str, what: &str, act: &str, detail: Vec<Fact>| AuditRow {
            sequence,
            at: SAMPLE_NOW - hours * HOUR,
            who: who.into(),
            body: "Trung tâm Điều phối Minh Họa".into(),
            what: what.into(),
            act: act.into(),
            detail,
            hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
        };
        let rows = vec![
            row(
                4211,
                5,
                "Nguyễn Thị Minh Anh",
                "Đính chính thời điểm phát hiện",
                "incident.detection_corrected",
                vec![
                    Fact::new("before", "2026-11-20T10:05:00+07:00"),
                    Fact::new("after", "2026-11-20T08:15:00+07:00"),
                ],
            ),
            AuditRow {
                body: String::new(),
                ..row(
                    4178,
                    6,
                    "Hệ thống",
                    "Đề xuất mức nghiêm trọng",
                    "incident.severity_proposed",
                    Vec::new(),
                )
            },
            row(
                4170,
                7,
                "Nguyễn Thị Minh Anh",
                "Xác nhận thông báo là sự cố",
                "notice.confirmed",
                Vec::new(),
            ),
        ];
        vec![
            History { rows, pager: Pager { previous: None, next: None, shown: 3 } },
            History { rows: Vec::new(), pager: Pager::default() },
        ]
    }
}
