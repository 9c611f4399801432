//! Today: the home of a signed-in person. Each group is a number that links to its list, and the first things of
//! that list below it.

use super::elements::{ClockState, ClockView, DueSource};
use crate::frame::SAMPLE_NOW;
use crate::{Page, PageVisitor};
use serde::Serialize;

/// Shows every page of this subject.
pub(crate) fn visit(visitor: &mut impl PageVisitor) {
    visitor.page::<Today>();
}

/// Kinds of things that wait for somebody. Each has the phrases `today-<code>` and `today-<code>-none`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Waiting {
    /// Clocks whose last moment has passed.
    Overdue,
    /// Clocks that run out within 48 hours.
    DueSoon,
    /// Notices nobody has taken.
    NewNotices,
    /// Notices whose sender was asked and has not answered.
    AskedBack,
    /// Incidents decided or proposed as severe.
    Severe,
    /// Reports that the reader's body has to accept or return.
    ReportsToJudge,
    /// The reader's own unfinished reports.
    Drafts,
    /// Meetings of teams whose minutes the reader's body owes.
    Minutes,
}

/// One thing in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Number of the record (`VN-2026-000123`).
    pub number: String,
    /// Its title.
    pub title: String,
    /// Address of the place where the next act is done.
    pub href: String,
    /// Second line: who, or what kind; empty for none.
    pub detail: String,
    /// Since when it waits, microseconds.
    pub since: Option<i64>,
    /// The clock behind it.
    pub clock: Option<ClockView>,
    /// Code of its severity, when not ordinary.
    pub severity: Option<String>,
}

/// A number, the list behind it, and its first things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// What waits.
    pub kind: Waiting,
    /// How many in all.
    pub count: i64,
    /// The list behind the number.
    pub href: String,
    /// The first things, at most five.
    pub items: Vec<Item>,
}

/// The page `/today`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Today {
    /// Groups the reader has a right to see, the most urgent first.
    pub groups: Vec<Group>,
    /// Telephone of the hotline for severe incidents; empty for none.
    pub severe_phone: String,
    /// Whether the reader may enter notices that came by paper or telephone.
    pub may_enter: bool,
}

impl Page for Today {
    const TEMPLATE: &'static str = "pages/today/index.html";

    fn samples() -> Vec<Self> {
        let groups = vec![
            group(
                Waiting::Overdue,
                2,
                "/incidents?overdue=yes",
                vec![
                    clocked(
                        "VN-2026-000117",
                        "Mã hóa dữ liệu tại phòng máy",
                        ClockState::Overdue,
                        "Báo cáo kết thúc ứng phó",
                    ),
                    clocked(
                        "VN-2026-000109",
                        "Tấn công từ chối dịch vụ cổng thông tin",
                        ClockState::Overdue,
                        "Báo cáo ban đầu",
                    ),
                ],
            ),
            group(
                Waiting::DueSoon,
                3,
                "/incidents?overdue=soon",
                vec![clocked(
                    "VN-2026-000123",
                    "Cổng thông tin bị thay đổi giao diện",
                    ClockState::Soon,
                    "Báo cáo ban đầu",
                )],
            ),
            group(
                Waiting::NewNotices,
                7,
                "/notices?state=received",
                vec![
                    item(
                        "TB-2026-000341",
                        "Trang thông tin điện tử xã bị thay đổi giao diện",
                        "/notices/TB-2026-000341",
                        "UBND xã Ví Dụ",
                        1,
                    ),
                    item(
                        "TB-2026-000340",
                        "Thư giả mạo gửi tới cán bộ",
                        "/notices/TB-2026-000340",
                        "Bệnh viện Đa khoa Minh Họa",
                        2,
                    ),
                ],
            ),
            group(
                Waiting::AskedBack,
                1,
                "/notices?state=asked",
                vec![item(
                    "TB-2026-000335",
                    "Máy chủ thư gửi nhiều thư rác",
                    "/notices/TB-2026-000335",
                    "Công ty Cổ phần Ví Dụ",
                    20,
                )],
            ),
            group(
                Waiting::Severe,
                1,
                "/incidents?severity=proposed",
                vec![Item {
                    severity: Some("proposed".into()),
                    ..item(
                        "VN-2026-000121",
                        "Mất quyền điều khiển hệ thống cấp độ 4",
                        "/incidents/VN-2026-000121",
                        "Chờ quyết định",
                        9,
                    )
                }],
            ),
            group(
                Waiting::ReportsToJudge,
                2,
                "/reports?waiting=judge",
                vec![item(
                    "BC-2026-000088",
                    "Báo cáo ban đầu – VN-2026-000118",
                    "/reports/5",
                    "Sở Minh Họa tỉnh Ví Dụ",
                    3,
                )],
            ),
            group(
                Waiting::Drafts,
                1,
                "/reports?state=draft",
                vec![item(
                    "VN-2026-000123",
                    "Báo cáo diễn biến tình hình",
                    "/reports/7",
                    "Lưu lần cuối 16:40",
                    1,
                )],
            ),
        ];
        let minutes = item(
            "Thường kỳ",
            "Đội ứng cứu sự cố tỉnh Ví Dụ",
            "/network/teams/doi-24#meetings",
            "Phòng họp A",
            30,
        );
        let mut groups = groups;
        groups.push(group(Waiting::Minutes, 1, "/network/teams", vec![minutes]));
        let quiet = [Waiting::NewNotices, Waiting::Drafts].map(|kind| group(kind, 0, "/notices", Vec::new()));
        vec![
            Today { groups, severe_phone: "0200 000 999".into(), may_enter: true },
            Today { groups: quiet.into(), severe_phone: String::new(), may_enter: false },
        ]
    }
}

fn group(kind: Waiting, count: i64, href: &str, items: Vec<Item>) -> Group {
    Group { kind, count, href: href.into(), items }
}

fn item(number: &str, title: &str, href: &str, detail: &str, hours: i64) -> Item {
    Item {
        number: number.into(),
        title: title.into(),
        href: href.into(),
        detail: detail.into(),
        since: Some(SAMPLE_NOW - hours * super::desk::HOUR),
        clock: None,
        severity: None,
    }
}

fn clocked(number: &str, title: &str, state: ClockState, duty: &str) -> Item {
    Item {
        clock: Some(ClockView::sample(duty, state, DueSource::Law)),
        since: None,
        ..item(number, title, &format!("/incidents/{number}?tab=clocks"), "Sở Minh Họa tỉnh Ví Dụ", 0)
    }
}
