//! The list `/reports`: drafts of the reader's body, reports it must judge, and all it may see.

use crate::Page;
use crate::contexts::desk::{FilterGroup, Search};
use crate::contexts::elements::{Chip, Link, Pager};
use crate::contexts::incidents::ReportRow;
use serde::Serialize;

/// A report with the incident it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportListRow {
    /// The report.
    pub report: ReportRow,
    /// The incident.
    pub incident: Link,
    /// Title of the incident.
    pub incident_title: String,
    /// The reader's body has to accept or return it.
    pub to_judge: bool,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportIndex {
    /// Search and filters.
    pub search: Search,
    /// Reports, newest first.
    pub rows: Vec<ReportListRow>,
    /// Neighbouring pages.
    pub pager: Pager,
}

impl Page for ReportIndex {
    const TEMPLATE: &'static str = "pages/reports/index.html";

    fn samples() -> Vec<Self> {
        let mut judge = Chip::new("Chờ ý kiến của đơn vị tôi", "/reports?waiting=judge", true);
        judge.count = Some(2);
        let groups = vec![
            FilterGroup::new("waiting", vec![judge]),
            FilterGroup::new(
                "state",
                vec![
                    Chip::new("Bản nháp", "/reports?state=draft", false),
                    Chip::new("Đã gửi", "/reports?state=submitted", false),
                    Chip::new("Đã chấp nhận", "/reports?state=accepted", false),
                ],
            ),
        ];
        let rows = crate::contexts::incidents::sample_reports()
            .into_iter()
            .map(|report| ReportListRow {
                to_judge: report.state == "submitted",
                report,
                incident: Link::new("VN-2026-000123", "/incidents/VN-2026-000123"),
                incident_title: "Cổng thông tin bị thay đổi giao diện".into(),
            })
            .collect();
        vec![
            ReportIndex {
                search: Search {
                    groups: groups.clone(),
                    clear: Some("/reports".into()),
                    ..Search::default()
                },
                rows,
                pager: Pager { previous: None, next: Some("/reports?before=80".into()), shown: 4 },
            },
            ReportIndex {
                search: Search { groups, ..Search::default() },
                rows: Vec::new(),
                pager: Pager::default(),
            },
        ]
    }
}
