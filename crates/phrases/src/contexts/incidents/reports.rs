//! Tab *reports*: what was and must be reported, to whom, and how each delivery stands.

use crate::contexts::desk::HOUR;
use crate::contexts::elements::{ClockState, ClockView, DueSource};
use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// A delivery of a report to one addressee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeliveryRow {
    /// Addressee.
    pub body: String,
    /// Code of the state: `delivered`, `received`, `accepted`, `returned`.
    pub state: String,
    /// When it reached that state, microseconds.
    pub at: i64,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportRow {
    /// Code of the kind.
    pub kind: String,
    /// Number; none before the first submission.
    pub number: Option<String>,
    /// Its page: the editor for a draft, else the reading page.
    pub href: String,
    /// Code of the state.
    pub state: String,
    /// Submitted editions.
    pub edition: i64,
    /// Reporting body.
    pub body: String,
    /// When last submitted, microseconds.
    pub submitted_at: Option<i64>,
    /// The PDF submitted last.
    pub pdf: Option<String>,
    /// Deliveries of the last edition.
    pub deliveries: Vec<DeliveryRow>,
    /// The clock it answers.
    pub clock: Option<ClockView>,
}

/// A kind of report that can be begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BeginReport {
    /// Code of the kind.
    pub kind: String,
    /// Article that asks for it; empty when none does.
    pub cite: String,
    /// The clock it would answer.
    pub clock: Option<ClockView>,
    /// Why it cannot be begun now; none when it can.
    pub refused: Option<String>,
}

/// The tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IncidentReports {
    /// Reports, newest first.
    pub rows: Vec<ReportRow>,
    /// The six kinds; empty for a reader who may not report.
    pub begin: Vec<BeginReport>,
}

impl IncidentReports {
    /// Reports in every state, and none yet.
    pub(super) fn samples() -> Vec<IncidentReports> {
        vec![
            IncidentReports { rows: rows(), begin: begin() },
            IncidentReports { rows: Vec::new(), begin: begin() },
            IncidentReports { rows: Vec::new(), begin: Vec::new() },
        ]
    }
}

/// Invented reports, one in each state.
pub(crate) fn rows() -> Vec<ReportRow> {
    let delivery = |body: &str, state: &str| DeliveryRow {
        body: body.into(),
        state: state.into(),
        at: SAMPLE_NOW - HOUR,
    };
    let row = |kind: &str, number: Option<&str>, state: &str, deliveries: Vec<DeliveryRow>| ReportRow {
        kind: kind.into(),
        number: number.map(str::to_owned),
        href: "/reports/5".into(),
        state: state.into(),
        edition: i64::from(number.is_some()),
        body: "Sở Minh Họa tỉnh Ví Dụ".into(),
        submitted_at: number.map(|_| SAMPLE_NOW - 3 * HOUR),
        pdf: number.map(|_| "/reports/5/pdf".to_owned()),
        deliveries,
        clock: None,
    };
    vec![
        ReportRow {
            clock: Some(ClockView::sample("Báo cáo kết thúc ứng phó", ClockState::Running, DueSource::Law)),
            ..row("closing", None, "draft", Vec::new())
        },
        row(
            "situation",
            Some("BC-2026-000091"),
            "submitted",
            vec![
                delivery("UBND tỉnh Ví Dụ", "delivered"),
                delivery("Trung tâm Điều phối Minh Họa", "received"),
            ],
        ),
        ReportRow {
            edition: 2,
            ..row(
                "initial",
                Some("BC-2026-000088"),
                "accepted",
                vec![
                    delivery("UBND tỉnh Ví Dụ", "received"),
                    delivery("Trung tâm Điều phối Minh Họa", "accepted"),
                ],
            )
        },
        row(
            "support-request",
            Some("BC-2026-000090"),
            "returned",
            vec![delivery("Trung tâm Điều phối Minh Họa", "returned")],
        ),
    ]
}

fn begin() -> Vec<BeginReport> {
    let kind = |kind: &str, cite: &str| BeginReport {
        kind: kind.into(),
        cite: cite.into(),
        clock: None,
        refused: None,
    };
    vec![
        BeginReport {
            clock: Some(ClockView::sample("Báo cáo ban đầu sự cố", ClockState::Soon, DueSource::Law)),
            ..kind("initial", "Điều 9 TT 20/2017")
        },
        kind("situation", "Điều 11 QĐ 05/2017"),
        kind("response-option", "Điều 11 QĐ 05/2017"),
        kind("direction-request", "Điều 11 QĐ 05/2017"),
        kind("support-request", "Điều 11 QĐ 05/2017"),
        BeginReport {
            refused: Some("Chưa có Báo cáo ban đầu để viện dẫn.".into()), ..kind("closing", "")
        },
    ]
}
