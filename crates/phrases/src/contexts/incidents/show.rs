//! The page of one incident: what stands above all tabs, and the tab that is open.

use super::access::Access;
use super::clocks::Clocks;
use super::history::History;
use super::overview::Overview;
use super::parties::Parties;
use super::process::Process;
use super::reports::IncidentReports;
use super::timeline::Timeline;
use crate::Page;
use crate::contexts::access::WhyView;
use crate::contexts::desk::{HOUR, Typed};
use crate::contexts::elements::{ClockState, ClockView, DueSource, Link, Tab};
use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// What stands above all tabs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IncidentHead {
    /// Number.
    pub number: String,
    /// Its page, without a query.
    pub href: String,
    /// Version that acts refer to.
    pub version: i64,
    /// One line.
    pub title: String,
    /// Code of the state.
    pub state: String,
    /// Code of the severity.
    pub severity: String,
    /// Affected system; empty when not known.
    pub system: String,
    /// Level 1–5.
    pub level: Option<i64>,
    /// Operator; empty when not known.
    pub operator: String,
    /// When detected, microseconds.
    pub detected_at: i64,
    /// Code of the sharing mark.
    pub tlp: String,
    /// The reporter asks for confidentiality.
    pub confidential: bool,
    /// State secrets are concerned; their content never enters.
    pub state_secret: bool,
    /// Beyond the owner's and operator's means.
    pub beyond_ability: bool,
    /// Times it was reopened.
    pub reopened: i64,
    /// Notices behind it.
    pub notices: Vec<Link>,
    /// Where state-secret material goes on paper.
    pub paper_address: String,
}

/// What must be done next, by when, under which article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextStep {
    /// What, a sentence in the reader's language.
    pub what: String,
    /// Who has to do it; empty when that is the reader.
    pub who: String,
    /// Article as printed, with the short name of the text; empty when none asks for it.
    pub cite: String,
    /// The clock of this duty.
    pub clock: Option<ClockView>,
    /// Where it is done.
    pub act: Option<Link>,
    /// Nothing is left to do.
    pub done: bool,
}

/// The open tab; its code is `name` in the template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "name", rename_all = "lowercase")]
pub enum IncidentTab {
    /// Facts, classification, severity, marks, the two ends.
    Overview(Box<Overview>),
    /// Steps of the legal process.
    Process(Process),
    /// Clocks with reasoning and proof.
    Clocks(Clocks),
    /// Events, decisions, directions, messages.
    Timeline(Timeline),
    /// Reports and their deliveries.
    Reports(IncidentReports),
    /// Bodies that take part.
    Parties(Parties),
    /// Access to the affected system.
    Access(Access),
    /// Audit rows.
    History(History),
}

/// The page `/incidents/{number}?tab=…`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IncidentShow {
    /// What stands above all tabs.
    pub head: IncidentHead,
    /// What must be done next.
    pub next: NextStep,
    /// The tabs.
    pub tabs: Vec<Tab>,
    /// The open tab.
    pub tab: IncidentTab,
    /// Why the reader sees it.
    pub why: WhyView,
    /// A form that was refused, with what was typed.
    pub typed: Option<Typed>,
}

impl Page for IncidentShow {
    const TEMPLATE: &'static str = "pages/incidents/show.html";

    fn samples() -> Vec<Self> {
        let mut pages = Vec::new();
        for overview in Overview::samples() {
            let (head, next) = match overview.closed_at {
                Some(_) => (closed_head(), done()),
                None if overview.ended_at.is_some() => (ended_head(), owed_report()),
                None => (open_head(), next_step()),
            };
            pages.push(page(head, next, "overview", IncidentTab::Overview(Box::new(overview))));
        }
        pages.extend(Process::samples().into_iter().map(|t| open("process", IncidentTab::Process(t))));
        pages.extend(Clocks::samples().into_iter().map(|t| open("clocks", IncidentTab::Clocks(t))));
        pages.extend(Timeline::samples().into_iter().map(|t| open("timeline", IncidentTab::Timeline(t))));
        pages
            .extend(IncidentReports::samples().into_iter().map(|t| open("reports", IncidentTab::Reports(t))));
        pages.extend(Parties::samples().into_iter().map(|t| open("parties", IncidentTab::Parties(t))));
        pages.extend(Access::samples().into_iter().map(|t| open("access", IncidentTab::Access(t))));
        pages.extend(History::samples().into_iter().map(|t| open("history", IncidentTab::History(t))));
        if let Some(first) = pages.first() {
            let mut mended = first.clone();
            mended.typed = Some(Typed {
                refusal: Some("Quyết định phải có số, ký hiệu văn bản.".into()),
                ..Typed::sample("severity-decide", "document", "Hãy ghi số, ký hiệu và ngày của văn bản.", "")
            });
            pages.push(mended);
        }
        pages
    }
}

fn page(head: IncidentHead, next: NextStep, open: &str, tab: IncidentTab) -> IncidentShow {
    let tabs = [
        ("overview", "Tổng quan", None),
        ("process", "Quy trình", Some(13)),
        ("clocks", "Thời hạn", Some(4)),
        ("timeline", "Dòng thời gian", None),
        ("reports", "Báo cáo", Some(2)),
        ("parties", "Các bên", Some(5)),
        ("access", "Truy cập", None),
        ("history", "Lịch sử", None),
    ]
    .map(|(key, text, count)| Tab {
        text: text.into(),
        href: format!("/incidents/VN-2026-000123?tab={key}"),
        active: key == open,
        count,
    });
    IncidentShow { head, next, tabs: tabs.into(), tab, why: WhyView::sample(), typed: None }
}

fn open(name: &str, tab: IncidentTab) -> IncidentShow {
    page(open_head(), next_step(), name, tab)
}

fn open_head() -> IncidentHead {
    IncidentHead {
        number: "VN-2026-000123".into(),
        href: "/incidents/VN-2026-000123".into(),
        version: 12,
        title: "Cổng thông tin điện tử bị mất quyền điều khiển và thay đổi giao diện".into(),
        state: "open".into(),
        severity: "proposed".into(),
        system: "Cổng thông tin điện tử tỉnh Ví Dụ".into(),
        level: Some(4),
        operator: "Sở Minh Họa tỉnh Ví Dụ".into(),
        detected_at: SAMPLE_NOW - 9 * HOUR,
        tlp: "amber".into(),
        confidential: true,
        state_secret: true,
        beyond_ability: true,
        reopened: 0,
        notices: vec![
            Link::new("TB-2026-000338", "/notices/TB-2026-000338"),
            Link::new("TB-2026-000341", "/notices/TB-2026-000341"),
        ],
        paper_address: "Văn thư – Trung tâm Điều phối Minh Họa, số 1 đường Ví Dụ".into(),
    }
}

fn ended_head() -> IncidentHead {
    IncidentHead {
        state: "ended".into(),
        severity: "decided-ordinary".into(),
        state_secret: false,
        beyond_ability: false,
        reopened: 1,
        ..open_head()
    }
}

fn closed_head() -> IncidentHead {
    IncidentHead {
        state: "closed".into(),
        severity: "ordinary".into(),
        tlp: "clear".into(),
        confidential: false,
        state_secret: false,
        beyond_ability: false,
        level: None,
        system: String::new(),
        operator: String::new(),
        notices: Vec::new(),
        ..open_head()
    }
}

fn next_step() -> NextStep {
    NextStep {
        what: "Hoàn thiện và gửi Báo cáo ban đầu sự cố.".into(),
        who: "Sở Minh Họa tỉnh Ví Dụ".into(),
        cite: "Điều 9, TT 20/2017".into(),
        clock: Some(ClockView::sample("Báo cáo ban đầu sự cố", ClockState::Soon, DueSource::Law)),
        act: Some(Link::new("Đến mục báo cáo", "/incidents/VN-2026-000123?tab=reports")),
        done: false,
    }
}

fn owed_report() -> NextStep {
    NextStep {
        what: "Gửi Báo cáo kết thúc ứng phó sự cố; chỉ ghi nhận hoàn thành sau khi báo cáo được chấp nhận."
            .into(),
        who: String::new(),
        clock: Some(ClockView::sample("Báo cáo kết thúc ứng phó", ClockState::Overdue, DueSource::Law)),
        act: None,
        ..next_step()
    }
}

fn done() -> NextStep {
    NextStep {
        what: "Sự cố đã được ghi nhận hoàn thành; không còn việc phải làm.".into(),
        who: String::new(),
        cite: String::new(),
        clock: None,
        act: None,
        done: true,
    }
}
