//! Tab *timeline*: events, decisions, directions, evidence and messages in one order, and the forms that add to it.

use crate::contexts::desk::{Act, Attachment, HOUR};
use crate::contexts::elements::{Chip, Choice};
use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryView {
    /// `event`, `decision`, `direction`, `evidence` or `message`.
    pub kind: String,
    /// When, microseconds.
    pub at: i64,
    /// Who.
    pub by: String,
    /// For which body; empty for none.
    pub body: String,
    /// To which body, for a direction; empty for none.
    pub to: String,
    /// The words.
    pub text: String,
    /// Sign and date of the document; empty for none.
    pub document: String,
    /// Only for the response side.
    pub internal: bool,
    /// Files with it.
    pub files: Vec<Attachment>,
}

/// The tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// Kinds to filter by.
    pub chips: Vec<Chip>,
    /// Entries, newest first.
    pub entries: Vec<EntryView>,
    /// Address of older entries.
    pub older: Option<String>,
    /// Kinds the reader may write.
    pub kinds: Vec<Choice>,
    /// Bodies a direction may go to.
    pub bodies: Vec<Choice>,
    /// Write an entry.
    pub write_entry: Option<Act>,
    /// Write a message.
    pub write_message: Option<Act>,
    /// Write for the response side alone.
    pub write_internal: bool,
}

impl Timeline {
    /// A full timeline, and the empty one of a party that may only write messages.
    pub(super) fn samples() -> Vec<Timeline> {
        let chips: Vec<Chip> = [
            ("Tất cả", "", true),
            ("Sự kiện", "&kind=event", false),
            ("Quyết định", "&kind=decision", false),
            ("Chỉ đạo", "&kind=direction", false),
            ("Trao đổi", "&kind=message", false),
        ]
        .map(|(text, query, active)| {
            Chip::new(text, format!("/incidents/VN-2026-000123?tab=timeline{query}"), active)
        })
        .into();
        let full = Timeline {
            chips: chips.clone(),
            entries: entries(),
            older: Some("/incidents/VN-2026-000123?tab=timeline&before=40".into()),
            kinds: vec![
                Choice::new("event", "Sự kiện", true),
                Choice::new("decision", "Quyết định", false),
                Choice::new("direction", "Chỉ đạo", false),
                Choice::new("evidence", "Kết quả kiểm tra", false),
            ],
            bodies: vec![
                Choice::new("1", "Sở Minh Họa tỉnh Ví Dụ", false),
                Choice::new("2", "Công ty Viễn thông Minh Họa", false),
            ],
            write_entry: Some(Act::possible()),
            write_message: Some(Act::possible()),
            write_internal: true,
        };
        let bare = Timeline {
            entries: Vec::new(),
            older: None,
            write_entry: None,
            write_message: Some(Act::refused("Sự cố đã được ghi nhận hoàn thành.")),
            write_internal: false,
            ..full.clone()
        };
        vec![full, bare]
    }
}

fn entries() -> Vec<EntryView> {
    let entry = |kind: &str, hours: i64, by: &str, body: &str, text: &str| EntryView {
        kind: kind.into(),
        at: SAMPLE_NOW - hours * HOUR,
        by: by.into(),
        body: body.into(),
        to: String::new(),
        text: text.into(),
        document: String::new(),
        internal: false,
        files: Vec::new(),
    };
    let center = "Trung tâm Điều phối Minh Họa";
    vec![
        EntryView {
            internal: true,
            ..entry(
                "message",
                1,
                "Lê Quang Huy",
                center,
                "Cần chuẩn bị sẵn văn bản đề xuất nâng mức nghiêm trọng.",
            )
        },
        EntryView {
            to: "Công ty Viễn thông Minh Họa".into(),
            document: "45/ĐP-MH ngày 20/11/2026".into(),
            ..entry(
                "direction",
                2,
                "Nguyễn Thị Minh Anh",
                center,
                "Chặn truy cập tới 203[.]0[.]113[.]66 và cung cấp nhật ký phân giải tên miền trong 7 ngày gần nhất.",
            )
        },
        EntryView {
            document: "12/QĐ-MH ngày 20/11/2026".into(),
            ..entry(
                "decision",
                3,
                "Hoàng Đức Thắng",
                "Ban Chỉ đạo Minh Họa",
                "Sự cố được xử lý theo quy trình thông thường.",
            )
        },
        EntryView {
            files: Attachment::samples(),
            ..entry(
                "evidence",
                4,
                "Trần Văn Bình",
                "Sở Minh Họa tỉnh Ví Dụ",
                "Nhật ký truy cập và mẫu tệp thu được trên máy chủ.",
            )
        },
        entry(
            "message",
            5,
            "Trần Văn Bình",
            "Sở Minh Họa tỉnh Ví Dụ",
            "Máy chủ đã được cô lập, dữ liệu được sao lưu nguyên trạng.",
        ),
        entry("event", 7, "Nguyễn Thị Minh Anh", center, "Thông báo TB-2026-000338 được xác nhận là sự cố."),
    ]
}
