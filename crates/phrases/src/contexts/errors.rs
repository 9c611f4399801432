//! What is shown when a request was not done, one page a kind. Each says what happened and what to do next.

use super::elements::Fact;
use super::form::FormFault;
use crate::frame::SAMPLE_NOW;
use crate::{Page, PageVisitor};
use serde::Serialize;

/// Shows the page types of this subject.
pub fn visit(visitor: &mut impl PageVisitor) {
    visitor.page::<NotFound>();
    visitor.page::<Forbidden>();
    visitor.page::<Invalid>();
    visitor.page::<Conflict>();
    visitor.page::<Unavailable>();
    visitor.page::<Refused>();
    visitor.page::<Internal>();
}

/// 404: it does not exist, or the reader may not know of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotFound {
    /// Path asked for.
    pub path: String,
}

impl Page for NotFound {
    const TEMPLATE: &'static str = "pages/errors/not-found.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        vec![NotFound { path: "/incidents/VN-2026-999999".into() }]
    }
}

/// 403: the reader may know of it, but not do this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Forbidden {
    /// The right that is missing, in the reader's language.
    pub right: Option<String>,
    /// Who can give it or do it.
    pub ask: Option<String>,
}

impl Page for Forbidden {
    const TEMPLATE: &'static str = "pages/errors/forbidden.html";

    fn samples() -> Vec<Self> {
        vec![
            Forbidden {
                right: Some("Ghi nhận kết thúc sự cố".into()),
                ask: Some("Trung tâm Điều phối Minh Họa".into()),
            },
            Forbidden { right: None, ask: None },
        ]
    }
}

/// 422: something sent cannot be understood, and no form of ours can show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invalid {
    /// What is wrong.
    pub errors: Vec<FormFault>,
    /// Where to go back.
    pub back: String,
}

impl Page for Invalid {
    const TEMPLATE: &'static str = "pages/errors/invalid.html";

    fn samples() -> Vec<Self> {
        vec![Invalid {
            errors: vec![FormFault::new("at", "Năm phải ghi đủ bốn chữ số, ví dụ 2026.")],
            back: "/incidents".into(),
        }]
    }
}

/// One field in both versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Name of the field.
    pub name: String,
    /// What the reader wrote.
    pub mine: String,
    /// What is stored now.
    pub stored: String,
    /// Whether they differ.
    pub differs: bool,
}

/// 409: somebody else saved first. Both versions stand beside each other and nothing typed is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The record.
    pub title: String,
    /// Where it is.
    pub href: String,
    /// Who saved.
    pub saved_by: String,
    /// When, microseconds.
    pub saved_at: i64,
    /// Each field in both versions; none when only a new look at the record helps.
    pub differences: Vec<Difference>,
    /// Address to post to, to save the reader's version over the stored one; none when that is not allowed.
    pub overwrite: Option<String>,
    /// Everything the reader posted (without `csrf` and `version`), to be posted again.
    pub fields: Vec<Fact>,
    /// Version that is stored now.
    pub version: i64,
}

impl Page for Conflict {
    const TEMPLATE: &'static str = "pages/errors/conflict.html";

    fn samples() -> Vec<Self> {
        let difference = |name: &str, mine: &str, stored: &str| Difference {
            name: name.into(),
            mine: mine.into(),
            stored: stored.into(),
            differs: mine != stored,
        };
        let both = Conflict {
            title: "VN-2026-000123".into(),
            href: "/incidents/VN-2026-000123".into(),
            saved_by: "Trần Văn Mẫu".into(),
            saved_at: SAMPLE_NOW,
            differences: vec![
                difference(
                    "Tiêu đề",
                    "Thay đổi giao diện cổng thông tin",
                    "Cổng thông tin bị thay đổi giao diện",
                ),
                difference("Phân loại", "Từ chối dịch vụ", "Từ chối dịch vụ"),
            ],
            overwrite: Some("/incidents/VN-2026-000123/edit".into()),
            fields: vec![Fact::new("title", "Thay đổi giao diện cổng thông tin")],
            version: 4,
        };
        let bare = Conflict {
            saved_by: String::new(),
            differences: Vec::new(),
            overwrite: None,
            fields: Vec::new(),
            ..both.clone()
        };
        vec![both.clone(), Conflict { overwrite: None, fields: Vec::new(), ..both }, bare]
    }
}

/// 503: the data store does not answer; nothing was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unavailable {
    /// Seconds after which to try again.
    pub retry_after: i64,
    /// Line to call meanwhile.
    pub phone: Option<String>,
}

impl Page for Unavailable {
    const TEMPLATE: &'static str = "pages/errors/unavailable.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        vec![
            Unavailable { retry_after: 30, phone: Some("0200 000 999".into()) },
            Unavailable { retry_after: 30, phone: None },
        ]
    }
}

/// 409: a rule says no.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// Stable code.
    pub code: String,
    /// The rule in one sentence, in the reader's language.
    pub sentence: String,
    /// Article behind it.
    pub cite: Option<String>,
    /// Where to go back.
    pub back: String,
}

impl Page for Refused {
    const TEMPLATE: &'static str = "pages/errors/refused.html";

    fn samples() -> Vec<Self> {
        let refused = Refused {
            code: "incident.closing_report_missing".into(),
            sentence: "Chỉ ghi nhận kết thúc khi báo cáo kết thúc đã được chấp nhận.".into(),
            cite: Some("Điều 9, TT 20/2017".into()),
            back: "/incidents/VN-2026-000123".into(),
        };
        vec![refused.clone(), Refused { cite: None, ..refused }]
    }
}

/// 500: a fault of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Internal {
    /// Request id, to be told to whoever runs the platform.
    pub request_id: String,
}

impl Page for Internal {
    const TEMPLATE: &'static str = "pages/errors/internal.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        vec![Internal { request_id: "0192f0c1-7f00-7000-8000-000000000001".into() }]
    }
}
