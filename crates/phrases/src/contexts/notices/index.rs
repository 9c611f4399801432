//! The triage inbox `/notices`.

use crate::Page;
use crate::contexts::desk::{Coded, FilterGroup, HOUR, Search};
use crate::contexts::elements::{Chip, Pager};
use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// A notice in the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeRow {
    /// Number.
    pub number: String,
    /// Its page.
    pub href: String,
    /// One line.
    pub subject: String,
    /// Who notified.
    pub sender: String,
    /// What became of it.
    pub state: Coded,
    /// How it came.
    pub channel: Coded,
    /// Verdict on the sender.
    pub verdict: Coded,
    /// When it reached us, microseconds.
    pub received_at: i64,
    /// Time from reaching us to the answer, microseconds.
    pub acknowledged_after: i64,
    /// Who has it.
    pub taken_by: Option<String>,
}

/// The page `/notices`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeIndex {
    /// Search and filters.
    pub search: Search,
    /// Notices, newest first.
    pub rows: Vec<NoticeRow>,
    /// Neighbouring pages.
    pub pager: Pager,
    /// Whether the reader may enter notices that came by paper or telephone.
    pub may_enter: bool,
    /// Whether the reader may submit a notice of their own.
    pub may_submit: bool,
}

impl Page for NoticeIndex {
    const TEMPLATE: &'static str = "pages/notices/index.html";

    fn samples() -> Vec<Self> {
        let search = Search {
            words: "thay doi giao dien".into(),
            kept: vec![("state".into(), "received".into())],
            groups: groups(),
            clear: Some("/notices".into()),
        };
        vec![
            NoticeIndex {
                search,
                rows: rows(),
                pager: Pager {
                    previous: None,
                    next: Some("/notices?state=received&before=334".into()),
                    shown: 6,
                },
                may_enter: true,
                may_submit: true,
            },
            NoticeIndex {
                search: Search { groups: groups(), ..Search::default() },
                rows: Vec::new(),
                pager: Pager::default(),
                may_enter: true,
                may_submit: false,
            },
            NoticeIndex {
                search: Search {
                    words: "không có".into(),
                    clear: Some("/notices".into()),
                    ..Search::default()
                },
                rows: Vec::new(),
                pager: Pager::default(),
                may_enter: false,
                may_submit: true,
            },
        ]
    }
}

fn groups() -> Vec<FilterGroup> {
    let mut waiting = Chip::new("Đã tiếp nhận", "/notices", true);
    waiting.count = Some(7);
    vec![
        FilterGroup::new(
            "state",
            vec![
                waiting,
                Chip::new("Đang xử lý", "/notices?state=taken", false),
                Chip::new("Đã đề nghị bổ sung", "/notices?state=asked", false),
                Chip::new("Đã ghi nhận sự cố", "/notices?state=confirmed", false),
            ],
        ),
        FilterGroup::new(
            "channel",
            vec![
                Chip::new("Trang web", "/notices?channel=web", false),
                Chip::new("Thư điện tử", "/notices?channel=email", false),
                Chip::new("Điện thoại", "/notices?channel=phone", false),
                Chip::new("Văn bản giấy", "/notices?channel=paper", false),
            ],
        ),
        FilterGroup::new(
            "verdict",
            vec![
                Chip::new("Chưa xác thực", "/notices?verdict=unverified", false),
                Chip::new("Đã xác thực", "/notices?verdict=verified", false),
            ],
        ),
    ]
}

fn row(number: i64, subject: &str, sender: &str, codes: [&str; 3], hours: i64) -> NoticeRow {
    let [state, channel, verdict] = codes;
    NoticeRow {
        number: format!("TB-2026-{number:06}"),
        href: format!("/notices/TB-2026-{number:06}"),
        subject: subject.into(),
        sender: sender.into(),
        state: Coded::new(state, format!("/notices?state={state}")),
        channel: Coded::new(channel, format!("/notices?channel={channel}")),
        verdict: Coded::new(verdict, format!("/notices?verdict={verdict}")),
        received_at: SAMPLE_NOW - hours * HOUR,
        acknowledged_after: 420_000,
        taken_by: None,
    }
}

fn rows() -> Vec<NoticeRow> {
    vec![
        row(
            341,
            "Trang thông tin điện tử xã bị thay đổi giao diện",
            "UBND xã Ví Dụ",
            ["received", "web", "unverified"],
            1,
        ),
        NoticeRow {
            taken_by: Some("Nguyễn Thị Minh Anh".into()),
            ..row(
                340,
                "[TBSC] Thư giả mạo gửi tới cán bộ",
                "Bệnh viện Đa khoa Minh Họa",
                ["taken", "email", "verified"],
                2,
            )
        },
        NoticeRow {
            acknowledged_after: 185_000_000,
            taken_by: Some("Lê Quang Huy".into()),
            ..row(
                339,
                "Máy chủ thư gửi nhiều thư rác",
                "Công ty Cổ phần Ví Dụ",
                ["asked", "phone", "doubtful"],
                20,
            )
        },
        NoticeRow {
            acknowledged_after: 5_400_000_000,
            taken_by: Some("Lê Quang Huy".into()),
            ..row(
                338,
                "Mã hóa dữ liệu tại phòng máy",
                "Sở Minh Họa tỉnh Ví Dụ",
                ["confirmed", "paper", "verified"],
                30,
            )
        },
        row(337, "Quảng cáo", "khong-ro@thu-rac.example", ["rejected", "email", "false"], 31),
        row(336, "Cổng dịch vụ không truy cập được", "Phạm Văn Dũng", ["merged", "api", "doubtful"], 40),
    ]
}
