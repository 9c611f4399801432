//! Joining the network: the forms of a stranger, following them, and judging them.

use crate::Page;
use crate::contexts::desk::Typed;
use crate::contexts::elements::{Choice, Pager};
use crate::contexts::form::FormView;
use crate::contexts::reports::{ReadRow, ReadSection};
use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// One of the forms of an application.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Join {
    /// Which: 1 the application, 2 the profile, 3 the staff.
    pub step: i64,
    /// Names of the forms, in their order.
    pub steps: Vec<String>,
    /// The form.
    pub form: FormView,
    /// What was filled in before, to be posted again: name and value.
    pub kept: Vec<(String, String)>,
    /// The last form may be left out.
    pub optional: bool,
    /// Why it was refused, when no field says it.
    pub refused: Option<String>,
}

impl Page for Join {
    const TEMPLATE: &'static str = "pages/network/join.html";

    fn samples() -> Vec<Self> {
        let first = Join {
            step: 1,
            steps: vec!["Đơn đăng ký".into(), "Hồ sơ".into(), "Nhân lực".into()],
            form: FormView::sample(),
            kept: vec![("id".into(), "0197a2f0-0000-7000-8000-000000000004".into())],
            optional: false,
            refused: None,
        };
        let last = Join {
            step: 3,
            form: FormView::sample_with_errors(),
            optional: true,
            refused: Some("Chưa có văn bản nào còn hiệu lực có mẫu này.".into()),
            ..first.clone()
        };
        vec![first, last]
    }
}

/// That an application reached us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JoinReceived {
    /// Number.
    pub number: String,
    /// Secret.
    pub secret: String,
    /// When, microseconds.
    pub at: i64,
    /// Where the answer goes.
    pub email: String,
}

impl Page for JoinReceived {
    const TEMPLATE: &'static str = "pages/network/join-received.html";

    fn samples() -> Vec<Self> {
        vec![JoinReceived {
            number: "DK-2026-000001".into(),
            secret: "ABCDE-FGHJK-MNPQR-STVWX".into(),
            at: SAMPLE_NOW,
            email: "truc@donvi.example".into(),
        }]
    }
}

/// How an application stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JoinState {
    /// Name of the organisation.
    pub name: String,
    /// `submitted`, `approved`, `refused` or `taken-back`.
    pub state: String,
    /// When it reached us, microseconds.
    pub submitted_at: i64,
    /// When it was judged, microseconds.
    pub judged_at: Option<i64>,
    /// Reason; may be empty.
    pub reason: String,
}

/// Following an application with number and secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JoinFollow {
    /// Number, as asked.
    pub number: String,
    /// Secret, as posted.
    pub secret: String,
    /// Number and secret fit no application.
    pub unknown: bool,
    /// How it stands.
    pub found: Option<JoinState>,
    /// Why the act was refused.
    pub refused: Option<String>,
}

impl Page for JoinFollow {
    const TEMPLATE: &'static str = "pages/network/join-follow.html";

    fn samples() -> Vec<Self> {
        let asked = JoinFollow {
            number: String::new(),
            secret: String::new(),
            unknown: false,
            found: None,
            refused: None,
        };
        let state = |state: &str, judged_at, reason: &str| {
            Some(JoinState {
                name: "Công ty Minh Họa".into(),
                state: state.into(),
                submitted_at: SAMPLE_NOW,
                judged_at,
                reason: reason.into(),
            })
        };
        let found = |found, refused| JoinFollow {
            number: "DK-2026-000001".into(),
            secret: "ABCDE-FGHJK-MNPQR-STVWX".into(),
            found,
            refused,
            ..asked.clone()
        };
        vec![
            asked.clone(),
            JoinFollow { unknown: true, ..asked.clone() },
            found(state("submitted", None, ""), Some("Đơn đã được xét.".into())),
            found(state("refused", Some(SAMPLE_NOW), "Thiếu đầu mối trực 24/7."), None),
            found(state("approved", Some(SAMPLE_NOW), ""), None),
            found(state("taken-back", Some(SAMPLE_NOW), ""), None),
        ]
    }
}

/// An application in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApplicationRow {
    /// Number.
    pub number: String,
    /// Name of the organisation.
    pub name: String,
    /// State.
    pub state: String,
    /// When it reached us, microseconds.
    pub submitted_at: i64,
}

/// Applications to join.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Applications {
    /// Newest first.
    pub rows: Vec<ApplicationRow>,
    /// Neighbours.
    pub pager: Pager,
}

impl Page for Applications {
    const TEMPLATE: &'static str = "pages/network/applications.html";

    fn samples() -> Vec<Self> {
        let row = |state: &str| ApplicationRow {
            number: "DK-2026-000001".into(),
            name: "Công ty Minh Họa".into(),
            state: state.into(),
            submitted_at: SAMPLE_NOW,
        };
        vec![
            Applications { rows: Vec::new(), pager: Pager::default() },
            Applications {
                rows: ["submitted", "approved", "refused", "taken-back"].map(row).to_vec(),
                pager: Pager::default(),
            },
        ]
    }
}

/// One application to judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApplicationPage {
    /// Number.
    pub number: String,
    /// Name of the organisation.
    pub name: String,
    /// State.
    pub state: String,
    /// When it reached us, microseconds.
    pub submitted_at: i64,
    /// Who judged it; empty while it waits.
    pub judged_by: String,
    /// When it was judged, microseconds.
    pub judged_at: Option<i64>,
    /// Reason; may be empty.
    pub reason: String,
    /// Version.
    pub version: i64,
    /// The forms as filled in: title and sections.
    pub forms: Vec<(String, Vec<ReadSection>)>,
    /// A key for the new body.
    pub key: String,
    /// Provinces.
    pub provinces: Vec<Choice>,
    /// Clusters in use.
    pub clusters: Vec<String>,
    /// What was typed and refused.
    pub typed: Option<Typed>,
}

impl Page for ApplicationPage {
    const TEMPLATE: &'static str = "pages/network/application.html";

    fn samples() -> Vec<Self> {
        let section = ReadSection {
            title: "I. Thông tin chung về tổ chức".into(),
            rows: vec![
                ReadRow {
                    number: "I.1".into(),
                    label: "Tên tổ chức".into(),
                    lines: vec!["Công ty Minh Họa".into()],
                },
                ReadRow { number: String::new(), label: "Fax".into(), lines: Vec::new() },
            ],
        };
        let waits = ApplicationPage {
            number: "DK-2026-000001".into(),
            name: "Công ty Minh Họa".into(),
            state: "submitted".into(),
            submitted_at: SAMPLE_NOW,
            judged_by: String::new(),
            judged_at: None,
            reason: String::new(),
            version: 1,
            forms: vec![("Mẫu 02".into(), vec![section])],
            key: "cong-ty-minh-hoa".into(),
            provinces: vec![Choice::new("24", "Bắc Ninh", false)],
            clusters: vec!["Cụm 1".into()],
            typed: Some(Typed::sample("approve", "key", "Đã có mã này.", "minh-hoa")),
        };
        let judged = ApplicationPage {
            state: "refused".into(),
            judged_by: "Trần Thị Hoa".into(),
            judged_at: Some(SAMPLE_NOW),
            reason: "Thiếu đầu mối trực 24/7.".into(),
            typed: None,
            ..waits.clone()
        };
        vec![waits, judged]
    }
}
