//! The editor of a draft or returned report, `/reports/{id}`.

use crate::Page;
use crate::contexts::elements::{ClockState, ClockView, DueSource, Link};
use crate::contexts::form::FormView;
use serde::Serialize;

/// Somebody to whom the report will be delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AddresseeView {
    /// Role in the text, in the reader's language.
    pub role: String,
    /// The body that plays it; none while nobody is known to.
    pub body: Option<String>,
    /// Article that names it.
    pub cite: String,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportEdit {
    /// Identity in addresses.
    pub id: String,
    /// Number; none before the first submission.
    pub number: Option<String>,
    /// Code of the kind.
    pub kind: String,
    /// Code of the state: `draft` or `returned`.
    pub state: String,
    /// Version that saving refers to.
    pub version: i64,
    /// Editions submitted so far.
    pub edition: i64,
    /// The incident.
    pub incident: Link,
    /// Title of the incident.
    pub incident_title: String,
    /// The form with what was typed and what is wrong; facts without a box of their own come last.
    pub form: FormView,
    /// Whether completeness was just checked, so that an empty list of errors means “complete”.
    pub checked: bool,
    /// Whether what was typed was just saved, although something is still to be mended.
    pub saved: bool,
    /// Who returned it, and why; empty for none.
    pub returned_by: String,
    /// Reason of the return; empty for none.
    pub return_reason: String,
    /// The initial report that a closing report cites.
    pub cites: Option<Link>,
    /// Who will get it.
    pub addressees: Vec<AddresseeView>,
    /// The clock it answers.
    pub clock: Option<ClockView>,
    /// Why it cannot be submitted now, in the reader's language; none when it can.
    pub submit_refused: Option<String>,
    /// Where state-secret material goes on paper.
    pub paper_address: String,
}

impl Page for ReportEdit {
    const TEMPLATE: &'static str = "pages/reports/edit.html";

    fn samples() -> Vec<Self> {
        let draft = ReportEdit {
            id: "7".into(),
            number: None,
            kind: "initial".into(),
            state: "draft".into(),
            version: 4,
            edition: 0,
            incident: Link::new("VN-2026-000123", "/incidents/VN-2026-000123?tab=reports"),
            incident_title: "Cổng thông tin bị thay đổi giao diện".into(),
            form: FormView::sample(),
            checked: false,
            saved: false,
            returned_by: String::new(),
            return_reason: String::new(),
            cites: None,
            addressees: addressees(),
            clock: Some(ClockView::sample("Báo cáo ban đầu sự cố", ClockState::Soon, DueSource::Law)),
            submit_refused: None,
            paper_address: "Văn thư – Trung tâm Điều phối Minh Họa, số 1 đường Ví Dụ".into(),
        };
        let wrong = ReportEdit {
            form: FormView::sample_with_errors(),
            checked: true,
            saved: true,
            submit_refused: Some("Chưa có đơn vị nào nhận báo cáo.".into()),
            addressees: Vec::new(),
            clock: None,
            ..draft.clone()
        };
        let returned = ReportEdit {
            number: Some("BC-2026-000095".into()),
            kind: "closing".into(),
            state: "returned".into(),
            edition: 1,
            checked: true,
            returned_by: "Trung tâm Điều phối Minh Họa".into(),
            return_reason: "Thiếu dải địa chỉ IP công cộng của hệ thống.\nĐề nghị bổ sung kết quả kiểm tra sau khắc phục.".into(),
            cites: Some(Link::new("BC-2026-000088 ngày 20/11/2026", "/reports/5")),
            ..draft.clone()
        };
        vec![draft, wrong, returned]
    }
}

fn addressees() -> Vec<AddresseeView> {
    let addressee = |role: &str, body: Option<&str>| AddresseeView {
        role: role.into(),
        body: body.map(str::to_owned),
        cite: "Điều 9, TT 20/2017".into(),
    };
    vec![
        addressee("Chủ quản hệ thống thông tin", Some("UBND tỉnh Ví Dụ")),
        addressee("Cơ quan điều phối quốc gia", Some("Trung tâm Điều phối Minh Họa")),
        addressee("Đơn vị chuyên trách về ứng cứu sự cố", None),
    ]
}
