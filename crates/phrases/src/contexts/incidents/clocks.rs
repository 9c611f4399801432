//! Tab *clocks*: every duty with its text of law, last moment, reasoning, and proof for each addressee.

use crate::contexts::desk::HOUR;
use crate::contexts::elements::{ClockState, ClockView, DueSource, Link};
use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// One link of the chain of reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReasonView {
    /// In words.
    pub text: String,
    /// Article; empty for none.
    pub cite: String,
}

/// Proof towards one addressee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// Role in the text, in the reader's language.
    pub role: String,
    /// The body that plays it here; none while nobody is known to.
    pub body: Option<String>,
    /// When the duty was met towards it, microseconds.
    pub met_at: Option<i64>,
    /// The report that met it.
    pub report: Option<Link>,
}

/// A clock with everything behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClockDetail {
    /// Key, unique on the page.
    pub id: String,
    /// The duty and its last moment.
    pub view: ClockView,
    /// Who owes it.
    pub owes: String,
    /// From which moment it runs, microseconds.
    pub started_at: i64,
    /// What started it, in the reader's language.
    pub started_by: String,
    /// When it was met or replaced, microseconds.
    pub settled_at: Option<i64>,
    /// Why it was replaced or fell away; empty for none.
    pub settled_because: String,
    /// Last moment without a shift over rest days; none when the same.
    pub unshifted_text: Option<String>,
    /// `text`, `secondary` or `recalled`: how sure the provision is.
    pub certainty: String,
    /// How the last moment was reckoned.
    pub reasoning: Vec<ReasonView>,
    /// What to beware of.
    pub warnings: Vec<String>,
    /// Proof towards each addressee.
    pub proofs: Vec<Proof>,
    /// What follows when it is not met; empty for none.
    pub consequence: String,
}

/// The tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clocks {
    /// Clocks that run or were met, the earliest due first.
    pub current: Vec<ClockDetail>,
    /// Clocks that may still start.
    pub pending: Vec<PendingClock>,
    /// Clocks that were replaced or fell away.
    pub past: Vec<ClockDetail>,
}

/// A clock that may still start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PendingClock {
    /// What will be owed.
    pub title: String,
    /// What starts it, and under which circumstance.
    pub when: String,
    /// The limit in words.
    pub limit: String,
    /// Article and short name of the text.
    pub cite: String,
}

impl Clocks {
    /// Clocks of every kind, and none at all.
    pub(super) fn samples() -> Vec<Clocks> {
        let overdue = detail("update", "Cập nhật khi đã khắc phục", ClockState::Overdue, DueSource::Law);
        let soon = detail("initial-report", "Báo cáo ban đầu sự cố", ClockState::Soon, DueSource::Law);
        let policy = ClockDetail {
            reasoning: vec![ReasonView {
                text: "Văn bản ghi “ngay”, không có con số; hệ thống đặt mục tiêu nội bộ 1 giờ.".into(),
                cite: "Điều 11 khoản 1 điểm a".into(),
            }],
            warnings: Vec::new(),
            unshifted_text: None,
            certainty: "text".into(),
            consequence: String::new(),
            ..detail("beyond", "Báo cáo ngay khi vượt khả năng xử lý", ClockState::Running, DueSource::Policy)
        };
        let met = ClockDetail {
            settled_at: Some(SAMPLE_NOW - 3 * HOUR),
            proofs: vec![proven("Cơ quan điều phối quốc gia", "Trung tâm Điều phối Minh Họa")],
            ..detail("notice", "Thông báo sự cố", ClockState::Met, DueSource::Law)
        };
        let open = detail("situation", "Báo cáo diễn biến tình hình", ClockState::Open, DueSource::Open);
        let past = ClockDetail {
            settled_at: Some(SAMPLE_NOW - 5 * HOUR),
            settled_because: "Thời điểm phát hiện được đính chính.".into(),
            ..detail("initial-report-old", "Báo cáo ban đầu sự cố", ClockState::Withdrawn, DueSource::Law)
        };
        let pending = PendingClock {
            title: "Báo cáo kết thúc".into(),
            when: "Kết thúc ứng phó".into(),
            limit: "5 ngày".into(),
            cite: "Điều 9, TT 20/2017".into(),
        };
        vec![
            Clocks {
                current: vec![overdue, soon, policy, met, open],
                pending: vec![pending],
                past: vec![past],
            },
            Clocks { current: Vec::new(), pending: Vec::new(), past: Vec::new() },
        ]
    }
}

fn proven(role: &str, body: &str) -> Proof {
    Proof {
        role: role.into(),
        body: Some(body.into()),
        met_at: Some(SAMPLE_NOW - 3 * HOUR),
        report: Some(Link::new("BC-2026-000088", "/reports/5")),
    }
}

fn detail(id: &str, title: &str, state: ClockState, source: DueSource) -> ClockDetail {
    let reason = |text: &str, cite: &str| ReasonView { text: text.into(), cite: cite.into() };
    ClockDetail {
        id: id.into(),
        view: ClockView::sample(title, state, source),
        owes: "Sở Minh Họa tỉnh Ví Dụ (đơn vị vận hành)".into(),
        started_at: SAMPLE_NOW - 9 * HOUR,
        started_by: "Phát hiện sự cố".into(),
        settled_at: None,
        settled_because: String::new(),
        unshifted_text: Some("24:00 ngày 24/11/2026".into()),
        certainty: "secondary".into(),
        reasoning: vec![
            reason("Chậm nhất 5 ngày kể từ khi phát hiện sự cố.", "Điều 9 TT 20/2017"),
            reason(
                "Không tính ngày phát hiện (19/11/2026); ngày thứ nhất là 20/11/2026.",
                "Bộ luật Dân sự 2015, Điều 147 khoản 2",
            ),
            reason(
                "Ngày cuối cùng 24/11/2026 là ngày nghỉ lễ; thời hạn kết thúc vào ngày làm việc tiếp theo, 24:00 ngày 25/11/2026.",
                "Bộ luật Dân sự 2015, Điều 148 khoản 5",
            ),
        ],
        warnings: vec!["Lịch nghỉ năm 2027 là tạm tính.".into()],
        proofs: vec![
            proven("Chủ quản hệ thống thông tin", "UBND tỉnh Ví Dụ"),
            Proof {
                role: "Cơ quan điều phối quốc gia".into(),
                body: Some("Trung tâm Điều phối Minh Họa".into()),
                met_at: None,
                report: None,
            },
            Proof {
                role: "Đơn vị chuyên trách về ứng cứu sự cố".into(),
                body: None,
                met_at: None,
                report: None,
            },
        ],
        consequence: "Điều 21 khoản 2 NĐ 330/2026".into(),
    }
}
