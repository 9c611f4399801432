//! The list `/incidents`.

use crate::Page;
use crate::contexts::desk::{Coded, FilterGroup, HOUR, Search};
use crate::contexts::elements::{Chip, ClockState, ClockView, DueSource, Link, Pager};
use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// An incident in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IncidentRow {
    /// Number.
    pub number: String,
    /// Its page.
    pub href: String,
    /// One line.
    pub title: String,
    /// How it stands.
    pub state: Coded,
    /// Severity.
    pub severity: Coded,
    /// Name of the affected system; empty when not known.
    pub system: String,
    /// Level 1–5 with the list filtered by it.
    pub level: Option<Link>,
    /// First class of the taxonomy with the list filtered by it.
    pub class: Option<Link>,
    /// Operator; empty when not known.
    pub operator: String,
    /// Province with the list filtered by it.
    pub province: Option<Link>,
    /// When detected, microseconds.
    pub detected_at: i64,
    /// The clock that runs out next.
    pub clock: Option<ClockView>,
    /// When last changed, microseconds.
    pub updated_at: i64,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IncidentIndex {
    /// Search and filters.
    pub search: Search,
    /// Incidents, newest first.
    pub rows: Vec<IncidentRow>,
    /// Neighbouring pages.
    pub pager: Pager,
}

impl Page for IncidentIndex {
    const TEMPLATE: &'static str = "pages/incidents/index.html";

    fn samples() -> Vec<Self> {
        vec![
            IncidentIndex {
                search: Search {
                    words: "ma hoa du lieu".into(),
                    kept: vec![("state".into(), "open".into())],
                    groups: groups(),
                    clear: Some("/incidents".into()),
                },
                rows: rows(),
                pager: Pager {
                    previous: Some("/incidents?state=open".into()),
                    next: Some("/incidents?state=open&before=109".into()),
                    shown: 5,
                },
            },
            IncidentIndex {
                search: Search { groups: groups(), ..Search::default() },
                rows: Vec::new(),
                pager: Pager::default(),
            },
            IncidentIndex {
                search: Search {
                    words: "không có".into(),
                    clear: Some("/incidents".into()),
                    ..Search::default()
                },
                rows: Vec::new(),
                pager: Pager::default(),
            },
        ]
    }
}

fn groups() -> Vec<FilterGroup> {
    let mut overdue = Chip::new("Quá hạn", "/incidents?overdue=yes", false);
    overdue.count = Some(2);
    vec![
        FilterGroup::new(
            "state",
            vec![
                Chip::new("Đang ứng cứu", "/incidents", true),
                Chip::new("Đã kết thúc ứng phó", "/incidents?state=ended", false),
                Chip::new("Đã ghi nhận hoàn thành", "/incidents?state=closed", false),
            ],
        ),
        FilterGroup::new(
            "severity",
            vec![
                Chip::new("Nghiêm trọng", "/incidents?severity=severe", false),
                Chip::new("Đề xuất nghiêm trọng", "/incidents?severity=proposed", false),
            ],
        ),
        FilterGroup::new(
            "overdue",
            vec![overdue, Chip::new("Đến hạn trong 48 giờ", "/incidents?overdue=soon", false)],
        ),
        FilterGroup::new(
            "level",
            (3..=5)
                .map(|l| Chip::new(format!("Cấp độ {l}"), format!("/incidents?level={l}"), false))
                .collect(),
        ),
    ]
}

fn row(number: i64, title: &str, codes: [&str; 2], clock: ClockState, hours: i64) -> IncidentRow {
    let [state, severity] = codes;
    IncidentRow {
        number: format!("VN-2026-{number:06}"),
        href: format!("/incidents/VN-2026-{number:06}"),
        title: title.into(),
        state: Coded::new(state, format!("/incidents?state={state}")),
        severity: Coded::new(severity, format!("/incidents?severity={severity}")),
        system: "Cổng thông tin điện tử".into(),
        level: Some(Link::new("Cấp độ 3", "/incidents?level=3")),
        class: Some(Link::new("Thay đổi giao diện", "/incidents?class=intrusions/system-compromise")),
        operator: "Sở Minh Họa tỉnh Ví Dụ".into(),
        province: Some(Link::new("Ví Dụ", "/incidents?province=00")),
        detected_at: SAMPLE_NOW - hours * HOUR,
        clock: Some(ClockView::sample("Báo cáo ban đầu", clock, DueSource::Law)),
        updated_at: SAMPLE_NOW - HOUR,
    }
}

fn rows() -> Vec<IncidentRow> {
    let policy =
        ClockView::sample("Báo cáo ngay khi vượt khả năng xử lý", ClockState::Running, DueSource::Policy);
    vec![
        row(123, "Cổng thông tin bị thay đổi giao diện", ["open", "ordinary"], ClockState::Soon, 9),
        IncidentRow {
            clock: Some(policy),
            ..row(
                121,
                "Mất quyền điều khiển hệ thống cấp độ 4",
                ["open", "proposed"],
                ClockState::Running,
                40,
            )
        },
        IncidentRow {
            level: Some(Link::new("Cấp độ 5", "/incidents?level=5")),
            ..row(117, "Mã hóa dữ liệu tại phòng máy", ["ended", "severe"], ClockState::Overdue, 300)
        },
        IncidentRow {
            system: String::new(),
            level: None,
            class: None,
            operator: String::new(),
            province: None,
            clock: None,
            ..row(112, "Thư giả mạo gửi tới cán bộ", ["closed", "decided-ordinary"], ClockState::Met, 500)
        },
        row(109, "Tấn công từ chối dịch vụ cổng thông tin", ["open", "ordinary"], ClockState::Overdue, 520),
    ]
}
