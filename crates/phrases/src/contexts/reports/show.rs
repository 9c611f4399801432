//! A submitted report, read-only, `/reports/{id}`: values, editions, deliveries, proof, and the judgement.

use crate::Page;
use crate::contexts::access::WhyView;
use crate::contexts::desk::{Act, Attachment, HOUR, Typed};
use crate::contexts::elements::Link;
use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// A field with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadRow {
    /// Printed number; empty for none.
    pub number: String,
    /// Label.
    pub label: String,
    /// Lines of the value; none: left empty.
    pub lines: Vec<String>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadSection {
    /// Printed letter and title; empty when the form prints none.
    pub title: String,
    /// Fields in printed order.
    pub rows: Vec<ReadRow>,
}

/// A submitted edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditionView {
    /// From 1.
    pub edition: i64,
    /// Who submitted.
    pub by: String,
    /// When, microseconds.
    pub at: i64,
    /// SHA-256 over the canonical values, hex.
    pub values_hash: String,
    /// SHA-256 of the PDF, hex.
    pub document_hash: String,
    /// The PDF.
    pub pdf: String,
    /// Whether it is the one shown.
    pub shown: bool,
    /// Address that shows it.
    pub href: String,
}

/// A delivery to one addressee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeliveryView {
    /// Addressee.
    pub body: String,
    /// Role by which it is addressed, in the reader's language.
    pub role: String,
    /// Edition delivered.
    pub edition: i64,
    /// Code of the state.
    pub state: String,
    /// When it lay in the inbox, microseconds.
    pub delivered_at: i64,
    /// When a person opened it, microseconds.
    pub received_at: Option<i64>,
    /// When judged, microseconds.
    pub judged_at: Option<i64>,
    /// By whom judged; empty for none.
    pub judged_by: String,
    /// Reason of a return; empty for none.
    pub reason: String,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportShow {
    /// Identity in addresses.
    pub id: String,
    /// Number.
    pub number: String,
    /// Code of the kind.
    pub kind: String,
    /// Code of the state.
    pub state: String,
    /// Version that acts refer to.
    pub version: i64,
    /// Edition shown.
    pub edition: i64,
    /// The incident.
    pub incident: Link,
    /// Title of the incident.
    pub incident_title: String,
    /// Reporting body.
    pub body: String,
    /// Who submitted the edition shown.
    pub submitted_by: String,
    /// When, microseconds.
    pub submitted_at: i64,
    /// Title of the form, its number and article.
    pub form: String,
    /// Values, section by section.
    pub sections: Vec<ReadSection>,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// Editions, newest first.
    pub editions: Vec<EditionView>,
    /// Deliveries, the newest edition first.
    pub deliveries: Vec<DeliveryView>,
    /// Duties this report proves done.
    pub proves: Vec<Link>,
    /// The initial report it cites.
    pub cites: Option<Link>,
    /// Accept or return it; none for a reader who is no addressee.
    pub judge: Option<Act>,
    /// Address that opens the editor, when the reader may revise it.
    pub revise: Option<String>,
    /// Why the reader sees it.
    pub why: WhyView,
    /// A form that was refused, with what was typed.
    pub typed: Option<Typed>,
}

impl Page for ReportShow {
    const TEMPLATE: &'static str = "pages/reports/show.html";

    fn samples() -> Vec<Self> {
        let submitted = ReportShow {
            id: "5".into(),
            number: "BC-2026-000088".into(),
            kind: "initial".into(),
            state: "submitted".into(),
            version: 6,
            edition: 2,
            incident: Link::new("VN-2026-000123", "/incidents/VN-2026-000123?tab=reports"),
            incident_title: "Cổng thông tin bị thay đổi giao diện".into(),
            body: "Sở Minh Họa tỉnh Ví Dụ".into(),
            submitted_by: "Trần Văn Bình".into(),
            submitted_at: SAMPLE_NOW - 3 * HOUR,
            form: "Mẫu 03 – Báo cáo ban đầu sự cố, Điều 9, TT 20/2017".into(),
            sections: sections(),
            attachments: Attachment::samples(),
            editions: editions(),
            deliveries: deliveries(),
            proves: vec![Link::new("Báo cáo ban đầu sự cố", "/incidents/VN-2026-000123?tab=clocks")],
            cites: None,
            judge: Some(Act::possible()),
            revise: None,
            why: WhyView::sample(),
            typed: None,
        };
        let accepted = ReportShow {
            kind: "closing".into(),
            state: "accepted".into(),
            attachments: Vec::new(),
            proves: Vec::new(),
            cites: Some(Link::new("BC-2026-000088 ngày 20/11/2026", "/reports/5")),
            judge: Some(Act::refused("Đơn vị của bạn đã cho ý kiến về báo cáo này.")),
            ..submitted.clone()
        };
        let returned = ReportShow {
            state: "returned".into(),
            judge: None,
            revise: Some("/reports/5?edit=yes".into()),
            ..submitted.clone()
        };
        let mended = ReportShow {
            typed: Some(Typed::sample(
                "return",
                "reason",
                "Hãy ghi lý do để đơn vị báo cáo biết cần sửa gì.",
                "",
            )),
            ..submitted.clone()
        };
        vec![submitted, accepted, returned, mended]
    }
}

fn sections() -> Vec<ReadSection> {
    let row = |number: &str, label: &str, lines: &[&str]| ReadRow {
        number: number.into(),
        label: label.into(),
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
    };
    vec![
        ReadSection {
            title: "A. Thông tin về tổ chức, cá nhân báo cáo".into(),
            rows: vec![
                row("A.1", "Tên tổ chức, cá nhân", &["Sở Minh Họa tỉnh Ví Dụ"]),
                row("A.2", "Điện thoại", &["0200 000 241"]),
                row("A.3", "Fax", &[]),
            ],
        },
        ReadSection {
            title: String::new(),
            rows: vec![
                row("B.1", "Địa chỉ IP công cộng", &["203[.]0[.]113[.]24", "2001[:]db8[:][:]24"]),
                row(
                    "B.2",
                    "Mô tả sự cố",
                    &["Trang chủ hiển thị nội dung lạ từ 08:15 ngày 20/11/2026.", "Đã cô lập máy chủ."],
                ),
            ],
        },
    ]
}

fn editions() -> Vec<EditionView> {
    let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let edition = |edition: i64, hours: i64, shown| EditionView {
        edition,
        by: "Trần Văn Bình".into(),
        at: SAMPLE_NOW - hours * HOUR,
        values_hash: hash.into(),
        document_hash: hash.chars().rev().collect(),
        pdf: format!("/reports/5/pdf?edition={edition}"),
        shown,
        href: format!("/reports/5?edition={edition}"),
    };
    vec![edition(2, 3, true), edition(1, 6, false)]
}

fn deliveries() -> Vec<DeliveryView> {
    let delivery = |body: &str, role: &str, edition: i64, state: &str| DeliveryView {
        body: body.into(),
        role: role.into(),
        edition,
        state: state.into(),
        delivered_at: SAMPLE_NOW - 3 * HOUR,
        received_at: (state != "delivered").then_some(SAMPLE_NOW - 2 * HOUR),
        judged_at: None,
        judged_by: String::new(),
        reason: String::new(),
    };
    let coordinator = "Trung tâm Điều phối Minh Họa";
    vec![
        delivery(coordinator, "Cơ quan điều phối quốc gia", 2, "received"),
        delivery("UBND tỉnh Ví Dụ", "Chủ quản hệ thống thông tin", 2, "delivered"),
        DeliveryView {
            judged_at: Some(SAMPLE_NOW - 5 * HOUR),
            judged_by: "Nguyễn Thị Minh Anh".into(),
            reason: "Thiếu địa chỉ IP công cộng của hệ thống.".into(),
            ..delivery(coordinator, "Cơ quan điều phối quốc gia", 1, "returned")
        },
    ]
}
