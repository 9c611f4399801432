//! Lists for whoever runs the platform: people, jobs that failed, the audit chain.

use super::elements::{Chip, Pager};
use crate::frame::SAMPLE_NOW;
use crate::{Page, PageVisitor};
use serde::Serialize;

/// Shows the page types of this subject.
pub fn visit(visitor: &mut impl PageVisitor) {
    visitor.page::<People>();
    visitor.page::<Jobs>();
    visitor.page::<Audit>();
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonRow {
    /// Full name.
    pub name: String,
    /// Sign-in name.
    pub login: String,
    /// Body they act for.
    pub body: String,
    /// Role keys.
    pub roles: Vec<String>,
    /// Whether they may sign in.
    pub active: bool,
    /// Their second factors: `authenticator`, `passkey`.
    pub factors: Vec<String>,
    /// Last came in, microseconds.
    pub signed_in_at: Option<i64>,
    /// Address of their page.
    pub href: String,
}

/// People.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct People {
    /// Filters by role.
    pub chips: Vec<Chip>,
    /// Text searched.
    pub query: String,
    /// Rows.
    pub rows: Vec<PersonRow>,
    /// Neighbours.
    pub pager: Pager,
}

impl Page for People {
    const TEMPLATE: &'static str = "pages/admin/people.html";

    fn samples() -> Vec<Self> {
        let row = PersonRow {
            name: "Nguyễn Thị Minh Anh".into(),
            login: "minhanh".into(),
            body: "Trung tâm Điều phối Minh Họa".into(),
            roles: vec!["coordinator-officer".into(), "administrator".into()],
            active: true,
            factors: vec!["authenticator".into(), "passkey".into()],
            signed_in_at: Some(SAMPLE_NOW),
            href: "/admin/people/minhanh".into(),
        };
        let gone = PersonRow { active: false, factors: Vec::new(), signed_in_at: None, ..row.clone() };
        let full = People {
            chips: vec![Chip::new("Tất cả", "/admin/people", true)],
            query: String::new(),
            rows: vec![row, gone],
            pager: Pager { shown: 2, ..Pager::default() },
        };
        vec![full.clone(), People { rows: Vec::new(), pager: Pager::default(), ..full }]
    }
}

/// A background job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JobRow {
    /// Id, posted to retry.
    pub id: String,
    /// Kind of job, a stable word.
    pub kind: String,
    /// What it does, in words.
    pub title: String,
    /// `queued`, `running`, `done` or `dead`.
    pub state: String,
    /// Times tried.
    pub attempts: i64,
    /// Next or last run, microseconds.
    pub run_at: i64,
    /// What failed last.
    pub fault: Option<String>,
}

/// How many jobs are in a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JobCount {
    /// `queued`, `running`, `done` or `dead`.
    pub state: String,
    /// How many.
    pub count: i64,
}

/// Jobs: `POST /admin/jobs/retry` with `job`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Jobs {
    /// How the queue stands.
    pub counts: Vec<JobCount>,
    /// Jobs that a person should look at.
    pub rows: Vec<JobRow>,
    /// Mail that was refused, newest first.
    pub refused: Vec<RefusedMailRow>,
}

/// Mail that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefusedMailRow {
    /// When, microseconds.
    pub at: i64,
    /// Size in bytes.
    pub size: i64,
    /// Why.
    pub reason: String,
    /// SHA-256 of what was kept of it.
    pub hash: String,
}

impl Page for Jobs {
    const TEMPLATE: &'static str = "pages/admin/jobs.html";

    fn samples() -> Vec<Self> {
        let row = |state: &str, fault: Option<&str>| JobRow {
            id: state.into(),
            kind: "acknowledge-notice".into(),
            title: "Gửi thư xác nhận tiếp nhận".into(),
            state: state.into(),
            attempts: 12,
            run_at: SAMPLE_NOW,
            fault: fault.map(str::to_owned),
        };
        let count = |state: &str, count| JobCount { state: state.into(), count };
        let full = Jobs {
            counts: vec![count("queued", 12), count("running", 1), count("done", 3400), count("dead", 1)],
            rows: vec![
                row("dead", Some("550 mailbox unavailable")),
                row("queued", Some("timeout")),
                row("running", None),
                row("done", None),
            ],
            refused: vec![RefusedMailRow {
                at: SAMPLE_NOW,
                size: 209_715_200,
                reason: "the message is larger than 50 MiB".into(),
                hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
            }],
        };
        vec![full.clone(), Jobs { rows: Vec::new(), refused: Vec::new(), ..full }]
    }
}

/// An entry of the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditRow {
    /// Place in the chain.
    pub position: i64,
    /// When, microseconds.
    pub at: i64,
    /// Who.
    pub who: String,
    /// Body they acted for.
    pub body: Option<String>,
    /// What was done, in words.
    pub done: String,
    /// What, a stable word such as `notice.received`.
    pub act: String,
    /// On what.
    pub subject: String,
    /// Address of it.
    pub href: Option<String>,
}

/// Result of checking the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// When it was checked, microseconds.
    pub at: i64,
    /// Rows checked.
    pub rows: i64,
    /// Documents checked.
    pub documents: i64,
    /// What is broken, one sentence each; empty when all is whole.
    pub faults: Vec<String>,
}

/// The audit log: `POST /admin/audit/verify`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// Last check.
    pub verification: Option<Verification>,
    /// Rows, newest first.
    pub rows: Vec<AuditRow>,
    /// Neighbours.
    pub pager: Pager,
}

impl Page for Audit {
    const TEMPLATE: &'static str = "pages/admin/audit.html";

    fn samples() -> Vec<Self> {
        let row = AuditRow {
            position: 12_345,
            at: SAMPLE_NOW,
            who: "Nguyễn Thị Minh Anh".into(),
            body: Some("Trung tâm Điều phối Minh Họa".into()),
            done: "Nhận xử lý thông báo".into(),
            act: "notice.taken".into(),
            subject: "TB-2026-000123".into(),
            href: Some("/notices/TB-2026-000123".into()),
        };
        let system = AuditRow { body: None, href: None, ..row.clone() };
        let check =
            |faults: Vec<String>| Some(Verification { at: SAMPLE_NOW, rows: 12_345, documents: 210, faults });
        let page =
            |verification, rows| Audit { verification, rows, pager: Pager { shown: 2, ..Pager::default() } };
        vec![
            page(check(Vec::new()), vec![row.clone(), system.clone()]),
            page(check(vec!["Dòng 12.340: mã băm không khớp.".into()]), vec![row, system]),
            page(None, Vec::new()),
        ]
    }
}
