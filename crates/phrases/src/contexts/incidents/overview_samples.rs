//! Invented overviews: open and proposed as severe, ended without a closing report, closed.

use super::overview::{
    ClassGroup, ClassView, ClassifyForm, Correction, Criterion, DerivedRow, Detection, Effects, Ending,
    FactsForm, Marks, Overview, SeverityPanel, SeverityRecordView,
};
use crate::contexts::desk::{Act, HOUR};
use crate::contexts::elements::Choice;
use crate::frame::SAMPLE_NOW;

/// One of each.
pub(super) fn all() -> Vec<Overview> {
    let ended = Overview {
        fixed_at: Some(SAMPLE_NOW - 60 * HOUR),
        normal_at: Some(SAMPLE_NOW - 50 * HOUR),
        ended_at: Some(SAMPLE_NOW - 48 * HOUR),
        classify: Some(Act::refused("Sự cố đã kết thúc ứng phó; hãy mở lại trước khi phân loại lại.")),
        form: None,
        ending: Ending {
            end: None,
            close: Some(Act::refused("Chưa có Báo cáo kết thúc ứng phó được chấp nhận.")),
            reopen: Some(Act::possible()),
            ..ending()
        },
        ..open()
    };
    let closed = Overview {
        closed_at: Some(SAMPLE_NOW - HOUR),
        owner: String::new(),
        province: String::new(),
        sector: String::new(),
        primary: Vec::new(),
        secondary: Vec::new(),
        rows: Vec::new(),
        cause: String::new(),
        effects: Effects::default(),
        harm: "Chưa xác định".into(),
        spread: "Chưa xác định".into(),
        under_verification: true,
        classify: None,
        facts: FactsForm { systems: Vec::new(), name: String::new(), levels: Vec::new(), correct: None },
        detection: Detection { value: "2026-11-20T08:15".into(), corrections: Vec::new(), correct: None },
        severity: SeverityPanel {
            records: Vec::new(),
            propose: None,
            decide: None,
            severe: false,
            ..severity()
        },
        marks: Marks { change: None, ..marks() },
        ending: Ending { end: None, close: None, reopen: None, ..ending() },
        ..ended.clone()
    };
    vec![open(), ended, closed]
}

fn open() -> Overview {
    Overview {
        summary: "Trang chủ của cổng thông tin hiển thị nội dung lạ từ 08:15 ngày 20/11/2026. Tài khoản quản trị không đăng nhập được. Đơn vị vận hành đã cô lập máy chủ và giữ nguyên hiện trạng.".into(),
        owner: "UBND tỉnh Ví Dụ".into(),
        province: "Ví Dụ".into(),
        sector: "Hành chính nhà nước".into(),
        environment: "internet".into(),
        process: "Quy trình ứng cứu sự cố thông thường – TT 20/2017".into(),
        laws: vec!["TT 20/2017".into(), "QĐ 1088/2025".into()],
        confirmed_at: SAMPLE_NOW - 7 * HOUR,
        fixed_at: None,
        normal_at: None,
        ended_at: None,
        closed_at: None,
        primary: vec![ClassView { code: "intrusions/system-compromise".into(), label: "Hệ thống bị chiếm quyền".into() }],
        secondary: vec![ClassView {
            code: "information-content-security/unauthorised-information-modification".into(),
            label: "Sửa đổi thông tin trái phép".into(),
        }],
        rows: vec![
            DerivedRow {
                list: "Danh mục 8 loại (báo cáo tổng hợp)".into(),
                label: Some("Tấn công thay đổi giao diện".into()),
                certainty: "text".into(),
                note: String::new(),
            },
            DerivedRow {
                list: "Danh mục 10 loại (báo cáo ban đầu)".into(),
                label: None,
                certainty: "recalled".into(),
                note: "Không có dòng tương ứng; được tính vào “Loại khác”.".into(),
            },
        ],
        cause: "Sự cố do bị tấn công mạng".into(),
        effects: Effects { confidentiality: false, integrity: true, availability: true },
        harm: "Cao".into(),
        spread: "Một hệ thống".into(),
        under_verification: false,
        classify: Some(Act::possible()),
        form: Some(form()),
        facts: FactsForm {
            systems: vec![Choice::new("1", "Cổng đặt lịch khám", true)],
            name: String::new(),
            levels: vec![Choice::new("3", "Cấp độ 3", true), Choice::new("4", "Cấp độ 4", false)],
            correct: Some(Act::possible()),
        },
        detection: Detection {
            value: "2026-11-20T08:15".into(),
            corrections: vec![Correction {
                at: SAMPLE_NOW - 5 * HOUR,
                by: "Nguyễn Thị Minh Anh".into(),
                before: SAMPLE_NOW - 7 * HOUR,
                after: SAMPLE_NOW - 9 * HOUR,
                reason: "Nhật ký máy chủ cho thấy thời điểm phát hiện sớm hơn.".into(),
            }],
            correct: Some(Act::possible()),
        },
        severity: severity(),
        marks: marks(),
        ending: ending(),
    }
}

fn form() -> ClassifyForm {
    let groups = |checked: &str| {
        [
            (
                "Xâm nhập",
                [
                    ("intrusions/system-compromise", "Hệ thống bị chiếm quyền"),
                    ("intrusions/burglary", "Đột nhập vật lý"),
                ],
            ),
            (
                "Tính khả dụng",
                [
                    ("availability/ddos", "Tấn công từ chối dịch vụ phân tán"),
                    ("availability/outage", "Gián đoạn"),
                ],
            ),
        ]
        .map(|(label, choices)| ClassGroup {
            label: label.into(),
            choices: choices.map(|(code, text)| Choice::new(code, text, code == checked)).into(),
        })
        .into()
    };
    let grades = |chosen: &str| {
        [
            ("unknown", "Chưa xác định"),
            ("none", "Không đáng kể"),
            ("low", "Thấp"),
            ("medium", "Trung bình"),
            ("high", "Cao"),
            ("critical", "Đặc biệt cao"),
        ]
        .map(|(code, text)| Choice::new(code, text, code == chosen))
        .into()
    };
    ClassifyForm {
        primary: groups("intrusions/system-compromise"),
        secondary: groups("availability/outage"),
        causes: vec![
            Choice::new("attack", "Sự cố do bị tấn công mạng", true),
            Choice::new("technical", "Sự cố do lỗi hệ thống, thiết bị, phần mềm, hạ tầng kỹ thuật", false),
        ],
        environments: vec![
            Choice::new("internet", "Internet", true),
            Choice::new("wan", "Mạng diện rộng", false),
            Choice::new("lan", "Mạng nội bộ", false),
        ],
        harm: grades("high"),
        spread: grades("low"),
    }
}

fn severity() -> SeverityPanel {
    let condition = |text: &str, cite: &str, met| Criterion { text: text.into(), cite: cite.into(), met };
    let record = |decision, by: &str, hours: i64, reason: &str| SeverityRecordView {
        decision,
        severe: !decision,
        at: SAMPLE_NOW - hours * HOUR,
        by: by.into(),
        position: String::new(),
        body: String::new(),
        document: String::new(),
        reason: reason.into(),
    };
    SeverityPanel {
        conditions: vec![
            condition(
                "Hệ thống cấp độ 4, cấp độ 5 hoặc thuộc Danh mục hệ thống thông tin quan trọng quốc gia",
                "Điều 9 khoản 1",
                true,
            ),
            condition("Hệ thống bị ít nhất một trong các ảnh hưởng được liệt kê", "Điều 9 khoản 1", true),
            condition(
                "Chủ quản hệ thống thông tin không đủ khả năng tự kiểm soát, xử lý được sự cố",
                "Điều 9 khoản 2",
                false,
            ),
        ],
        effects: vec![
            Choice::new("interrupted", "Hệ thống bị gián đoạn dịch vụ", true),
            Choice::new("control-lost", "Hệ thống bị mất quyền điều khiển", true),
            Choice::new(
                "integrity-lost",
                "Dữ liệu quan trọng không bảo đảm tính toàn vẹn và không có khả năng khôi phục được",
                false,
            ),
        ],
        severe: true,
        cite: "Điều 9 QĐ 05/2017/QĐ-TTg".into(),
        decided_by: "Cơ quan thường trực của Ban Chỉ đạo quốc gia".into(),
        owner_cannot_handle: false,
        records: vec![
            record(
                false,
                "Hệ thống",
                6,
                "Hệ thống cấp độ 4 bị mất quyền điều khiển; đơn vị đã báo vượt khả năng xử lý.",
            ),
            SeverityRecordView {
                position: "Trưởng ban".into(),
                body: "Ban Chỉ đạo Minh Họa".into(),
                document: "12/QĐ-MH ngày 20/11/2026".into(),
                ..record(true, "Hoàng Đức Thắng", 3, "Chủ quản đã kiểm soát được sự cố.")
            },
        ],
        propose: Some(Act::possible()),
        decide: Some(Act::possible()),
    }
}

fn marks() -> Marks {
    let tlp = [
        ("red", "TLP:RED"),
        ("amber-strict", "TLP:AMBER+STRICT"),
        ("amber", "TLP:AMBER"),
        ("green", "TLP:GREEN"),
        ("clear", "TLP:CLEAR"),
    ];
    Marks {
        circumstances: vec![Choice::new("personal-data", "Liên quan đến dữ liệu cá nhân", true)],
        tlp: tlp.map(|(code, text)| Choice::new(code, text, code == "amber")).into(),
        national_important: false,
        change: Some(Act::possible()),
    }
}

fn ending() -> Ending {
    Ending {
        fixed_at: String::new(),
        normal_at: String::new(),
        end: Some(Act::refused("Bước “Kiểm tra, đánh giá hệ thống” chưa hoàn thành.")),
        end_cite: "Điều 12 khoản 3 QĐ 1088/2025".into(),
        close: Some(Act::refused("Sự cố chưa kết thúc ứng phó.")),
        close_cite: "Điều 9 TT 20/2017".into(),
        reopen: None,
    }
}
