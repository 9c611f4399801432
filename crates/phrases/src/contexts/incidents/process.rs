//! Tab *process*: phases and steps of the ruleset's process, in printed order, with what can be done to each.

use crate::contexts::desk::{Act, HOUR};
use crate::contexts::elements::{Choice, Fact, Link};
use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// Evidence a step needs before it can be finished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceNeed {
    /// Posted name, after `evidence.`.
    pub key: String,
    /// What is needed, in the reader's language.
    pub label: String,
}

/// An earlier round of a step that was reopened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundView {
    /// Round, from 1.
    pub round: i64,
    /// Code of the state it ended in.
    pub state: String,
    /// When settled, microseconds.
    pub settled_at: Option<i64>,
    /// By whom.
    pub by: String,
    /// Result or reason; empty for none.
    pub note: String,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepView {
    /// Key in addresses.
    pub id: String,
    /// Number as printed.
    pub number: String,
    /// Title as printed.
    pub title: String,
    /// Content as printed; empty for none.
    pub text: String,
    /// Where it is printed.
    pub cite: String,
    /// Bodies or roles that lead.
    pub lead: Vec<String>,
    /// Bodies or roles that support.
    pub support: Vec<String>,
    /// Code of the state: `waiting`, `running`, `finished`, `skipped`.
    pub state: String,
    /// Whether a waiting step may start now.
    pub ready: bool,
    /// Round, from 1.
    pub round: i64,
    /// Version that acts refer to.
    pub version: i64,
    /// When started, microseconds.
    pub started_at: Option<i64>,
    /// When settled, microseconds.
    pub settled_at: Option<i64>,
    /// Who settled it; empty for none.
    pub by: String,
    /// Result or reason; empty for none.
    pub note: String,
    /// Evidence given.
    pub evidence: Vec<Fact>,
    /// Evidence needed to finish it.
    pub requires: Vec<EvidenceNeed>,
    /// Lists to tick off in it.
    pub checklists: Vec<Checklist>,
    /// When this alternative is the right one, as printed.
    pub branch_when: Option<String>,
    /// An alternative of it is done.
    pub passed: bool,
    /// Printed as “if needed”.
    pub optional: bool,
    /// Titles of steps it waits for.
    pub waits_for: Vec<String>,
    /// The report it produces.
    pub report: Option<Link>,
    /// Earlier rounds, oldest first.
    pub rounds: Vec<RoundView>,
    /// Start it.
    pub start: Option<Act>,
    /// Finish it.
    pub finish: Option<Act>,
    /// Skip it.
    pub skip: Option<Act>,
    /// Reopen it.
    pub reopen: Option<Act>,
}

/// A list to tick off: posted as `evidence.<key>`, one value a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checklist {
    /// Posted name, after `evidence.`.
    pub key: String,
    /// Title as printed.
    pub title: String,
    /// Its rows; those that must not be missing say so.
    pub rows: Vec<Choice>,
}

/// A phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PhaseView {
    /// Number as printed.
    pub number: String,
    /// Title as printed.
    pub title: String,
    /// Where it is printed.
    pub cite: String,
    /// Steps in printed order.
    pub steps: Vec<StepView>,
}

/// The tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Process {
    /// Title of the process.
    pub title: String,
    /// Short name of the text of law.
    pub law: String,
    /// Its page.
    pub law_href: String,
    /// Where it is printed.
    pub cite: String,
    /// Steps settled.
    pub settled: i64,
    /// Steps in all.
    pub total: i64,
    /// Phases in printed order.
    pub phases: Vec<PhaseView>,
}

impl Process {
    /// A process half way, and one a reader may only look at.
    pub(super) fn samples() -> Vec<Process> {
        let mut reading = half_way();
        for step in reading.phases.iter_mut().flat_map(|phase| phase.steps.iter_mut()) {
            step.start = None;
            step.finish = None;
            step.skip = None;
            step.reopen = None;
        }
        vec![half_way(), reading]
    }
}

fn step(id: &str, number: &str, title: &str, state: &str) -> StepView {
    let settled = matches!(state, "finished" | "skipped");
    StepView {
        id: id.into(),
        number: number.into(),
        title: title.into(),
        text: String::new(),
        cite: format!("Điều 13 khoản {}", number.replace('.', " điểm ")),
        lead: vec!["Sở Minh Họa tỉnh Ví Dụ".into()],
        support: vec!["Đội Ứng cứu sự cố tỉnh Ví Dụ".into(), "Trung tâm Điều phối Minh Họa".into()],
        state: state.into(),
        ready: false,
        round: 1,
        version: 1,
        started_at: (state != "waiting").then_some(SAMPLE_NOW - 6 * HOUR),
        settled_at: settled.then_some(SAMPLE_NOW - 5 * HOUR),
        by: if state == "waiting" { String::new() } else { "Trần Văn Bình".into() },
        note: String::new(),
        evidence: Vec::new(),
        requires: Vec::new(),
        checklists: Vec::new(),
        branch_when: None,
        passed: false,
        optional: false,
        waits_for: Vec::new(),
        report: None,
        rounds: Vec::new(),
        start: None,
        finish: None,
        skip: None,
        reopen: settled.then(Act::possible),
    }
}

fn phase(number: &str, title: &str, steps: Vec<StepView>) -> PhaseView {
    PhaseView {
        number: number.into(), title: title.into(), cite: format!("Điều 13 khoản {number}"), steps
    }
}

fn half_way() -> Process {
    let first = vec![
        StepView {
            note: "Đã xác định máy chủ web bị chiếm quyền qua lỗ hổng của phần mềm quản trị nội dung.".into(),
            text: "Theo dõi, tiếp nhận, phân tích các cảnh báo, dấu hiệu sự cố từ các nguồn bên trong và bên ngoài; ghi nhận, thu thập chứng cứ, xác định nguồn gốc sự cố.".into(),
            ..step("receive", "1.a", "Tiếp nhận, xác định sự cố", "finished")
        },
        StepView {
            round: 2,
            note: "Cô lập máy chủ; đổi toàn bộ mật khẩu quản trị.".into(),
            evidence: vec![Fact::new("Biên bản cô lập hệ thống", "BB-07/SMH")],
            rounds: vec![RoundView {
                round: 1,
                state: "finished".into(),
                settled_at: Some(SAMPLE_NOW - 8 * HOUR),
                by: "Trần Văn Bình".into(),
                note: "Mở lại: phát hiện thêm một máy chủ bị ảnh hưởng.".into(),
            }],
            ..step("first-response", "1.b", "Triển khai các bước ưu tiên ứng cứu ban đầu", "finished")
        },
        StepView {
            optional: true,
            note: "Kế hoạch đã được phê duyệt quy định sẵn phương án.".into(),
            ..step("choose-option", "1.c", "Triển khai lựa chọn phương án", "skipped")
        },
        StepView {
            report: Some(Link::new("Báo cáo ban đầu sự cố", "/incidents/VN-2026-000123?tab=reports")),
            finish: Some(Act::refused("Bước này hoàn thành khi Báo cáo ban đầu được gửi.")),
            ..step("report", "1.đ", "Báo cáo sự cố", "running")
        },
    ];
    let second = vec![
        StepView {
            checklists: vec![Checklist {
                key: "evidence".into(),
                title: "Chứng cứ thu thập".into(),
                rows: vec![
                    Choice::new("logs", "Nhật ký hệ thống (bắt buộc)", false),
                    Choice::new("disk", "Bản sao ổ đĩa", false),
                ],
            }],
            branch_when: Some("nếu do tác động từ bên ngoài".into()),
            finish: Some(Act::possible()),
            skip: Some(Act::possible()),
            ..step("scope", "2.a", "Thu thập, phân tích, xác định phạm vi", "running")
        },
        StepView {
            branch_when: Some("nếu do thiếu trách nhiệm".into()),
            passed: true,
            ready: true,
            start: Some(Act::possible()),
            skip: Some(Act::possible()),
            ..step("contain", "2.b", "Tổ chức ngăn chặn", "waiting")
        },
    ];
    let third = vec![
        StepView {
            waits_for: vec!["Tổ chức ngăn chặn".into()],
            start: Some(Act::refused("Bước “Tổ chức ngăn chặn” chưa hoàn thành.")),
            skip: Some(Act::possible()),
            ..step("remove", "3.a", "Khắc phục, gỡ bỏ", "waiting")
        },
        StepView {
            finish: Some(Act::possible()),
            requires: vec![
                EvidenceNeed {
                    key: "recovery-test".into(),
                    label: "Kết quả kiểm tra, đánh giá toàn bộ hệ thống sau khắc phục".into(),
                },
                EvidenceNeed {
                    key: "backup-point".into(),
                    label: "Điểm sao lưu đã dùng để khôi phục".into(),
                },
            ],
            ..step("recover", "3.b", "Khôi phục", "running")
        },
    ];
    Process {
        title: "Quy trình ứng cứu sự cố an toàn thông tin mạng thông thường".into(),
        law: "TT 20/2017".into(),
        law_href: "/law/tt20-2017".into(),
        cite: "Điều 13".into(),
        settled: 3,
        total: 8,
        phases: vec![
            phase("1", "Phân tích và thông báo sự cố", first),
            phase("2", "Triển khai ngăn chặn, xử lý sự cố", second),
            phase("3", "Khắc phục, gỡ bỏ và khôi phục", third),
        ],
    }
}
