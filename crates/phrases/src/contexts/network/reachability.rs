//! Whether contact points can be reached: tests, trials on their ladder, calls to make, and the page of the link in a mail.

use crate::Page;
use crate::contexts::desk::{HOUR, Typed};
use crate::contexts::elements::{Chip, Choice, Pager};
use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// How a contact point stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReachLine {
    /// `fresh`, `ageing`, `stale` or `never`.
    pub freshness: String,
    /// 0 to 100.
    pub score: i64,
    /// Last proven, microseconds; none when never.
    pub proven_at: Option<i64>,
    /// On which rung: `mail`, `phone` or `superior`; empty when never.
    pub rung: String,
    /// What failed since, in words; empty for nothing.
    pub failed: String,
    /// When it failed, microseconds.
    pub failed_at: Option<i64>,
}

impl ReachLine {
    pub(super) fn samples() -> Vec<ReachLine> {
        let fresh = ReachLine {
            freshness: "fresh".into(),
            score: 96,
            proven_at: Some(SAMPLE_NOW - 7 * 24 * HOUR),
            rung: "mail".into(),
            failed: String::new(),
            failed_at: None,
        };
        let ageing = ReachLine {
            freshness: "ageing".into(),
            score: 40,
            failed: "thư bị trả lại".into(),
            failed_at: Some(SAMPLE_NOW),
            ..fresh.clone()
        };
        let never = ReachLine {
            freshness: "never".into(),
            score: 0,
            proven_at: None,
            rung: String::new(),
            failed: String::new(),
            failed_at: None,
        };
        vec![fresh, ageing.clone(), ReachLine { freshness: "stale".into(), score: 0, ..ageing }, never]
    }
}

/// A test with how its trials stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReachTestLine {
    /// Number.
    pub number: String,
    /// Begun by the schedule.
    pub scheduled: bool,
    /// Who began it.
    pub by: String,
    /// When, microseconds.
    pub at: i64,
    /// Which contact points, in words.
    pub scope: String,
    /// Why; may be empty.
    pub reason: String,
    /// All trials.
    pub all: i64,
    /// Somebody answered.
    pub reached: i64,
    /// Every rung failed.
    pub unreached: i64,
    /// A mail is out.
    pub mailed: i64,
    /// Somebody is to be called.
    pub to_call: i64,
    /// The body above was asked.
    pub above: i64,
    /// A mail came back.
    pub bounced: i64,
}

impl ReachTestLine {
    fn samples() -> Vec<ReachTestLine> {
        let running = ReachTestLine {
            number: "KT-2026-000002".into(),
            scheduled: false,
            by: "Trần Thị Hoa".into(),
            at: SAMPLE_NOW - 30 * HOUR,
            scope: "đầu mối trực 24/7, Bắc Ninh".into(),
            reason: "Kiểm tra trước đợt nghỉ Tết.".into(),
            all: 300,
            reached: 240,
            unreached: 3,
            mailed: 20,
            to_call: 30,
            above: 7,
            bounced: 41,
        };
        let over = ReachTestLine {
            number: "KT-2026-000001".into(),
            scheduled: true,
            by: "jobs".into(),
            scope: "đầu mối trực 24/7".into(),
            reason: String::new(),
            reached: 297,
            mailed: 0,
            to_call: 0,
            above: 0,
            bounced: 0,
            ..running.clone()
        };
        vec![running, over]
    }
}

/// A trial in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrialLine {
    /// Address of its page.
    pub href: String,
    /// Name of the contact point.
    pub name: String,
    /// Name of the body.
    pub body: String,
    /// Address of the page of the body.
    pub body_href: String,
    /// `running`, `reached` or `unreached`.
    pub state: String,
    /// `mail`, `phone` or `superior`.
    pub rung: String,
    /// Telephones, as dialled.
    pub phones: Vec<String>,
    /// Mail address; empty for none.
    pub email: String,
    /// Name of the body above; empty for none.
    pub superior: String,
    /// Its mail came back.
    pub bounced: bool,
    /// Last moment of the rung, microseconds.
    pub due_at: Option<i64>,
    /// When it ended, microseconds.
    pub settled_at: Option<i64>,
}

impl TrialLine {
    fn samples() -> Vec<TrialLine> {
        let call = TrialLine {
            href: "/network/reach/trials/0197a2f0-0000-7000-8000-000000000011".into(),
            name: "Tổ trực ban".into(),
            body: "Bệnh viện Hoa Sen".into(),
            body_href: "/network/bodies/bv-hoa-sen".into(),
            state: "running".into(),
            rung: "phone".into(),
            phones: vec!["0200 000 001".into(), "0900 000 001".into()],
            email: "truc@hoasen.example".into(),
            superior: "Sở Y tế Minh Họa".into(),
            bounced: true,
            due_at: Some(SAMPLE_NOW + 3 * HOUR),
            settled_at: None,
        };
        let mailed = TrialLine { rung: "mail".into(), bounced: false, ..call.clone() };
        let above = TrialLine { rung: "superior".into(), email: String::new(), ..call.clone() };
        let over = |state: &str| TrialLine {
            state: state.into(),
            due_at: None,
            settled_at: Some(SAMPLE_NOW),
            superior: String::new(),
            ..call.clone()
        };
        vec![call.clone(), mailed, above, over("reached"), over("unreached")]
    }
}

/// An attempt of a trial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttemptLine {
    /// When, microseconds.
    pub at: i64,
    /// Rung.
    pub rung: String,
    /// What it brought.
    pub said: String,
    /// Address or number; empty for none.
    pub how: String,
    /// What a server said or an officer noted; empty for nothing.
    pub note: String,
    /// The officer; empty for nobody.
    pub by: String,
}

/// The tests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReachIndex {
    /// Newest first.
    pub rows: Vec<ReachTestLine>,
    /// Trials that wait for a call.
    pub to_call: i64,
    /// Provinces to choose from.
    pub provinces: Vec<Choice>,
    /// Days between tests that begin by themselves; 0 for none.
    pub every_days: i64,
    /// Days after which a proof counts for nothing.
    pub fresh_days: i64,
    /// Neighbours.
    pub pager: Pager,
    /// What was typed and refused.
    pub typed: Option<Typed>,
}

impl Page for ReachIndex {
    const TEMPLATE: &'static str = "pages/network/reach/index.html";

    fn samples() -> Vec<Self> {
        let full = ReachIndex {
            rows: ReachTestLine::samples(),
            to_call: 30,
            provinces: vec![Choice::new("24", "Bắc Ninh", false)],
            every_days: 90,
            fresh_days: 180,
            pager: Pager::default(),
            typed: None,
        };
        let empty = ReachIndex {
            rows: Vec::new(),
            to_call: 0,
            every_days: 0,
            typed: Some(Typed::sample("begin", "body", "Không có đơn vị mang mã này.", "x")),
            ..full.clone()
        };
        vec![full, empty]
    }
}

/// One test with its trials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReachTestPage {
    /// The test.
    pub test: ReachTestLine,
    /// By state.
    pub chips: Vec<Chip>,
    /// Trials.
    pub trials: Vec<TrialLine>,
    /// Neighbours.
    pub pager: Pager,
}

impl Page for ReachTestPage {
    const TEMPLATE: &'static str = "pages/network/reach/test.html";

    fn samples() -> Vec<Self> {
        ReachTestLine::samples()
            .into_iter()
            .map(|test| ReachTestPage {
                chips: vec![Chip::new("Đang thử", "/network/reach/KT-2026-000002?state=running", true)],
                trials: if test.scheduled { Vec::new() } else { TrialLine::samples() },
                test,
                pager: Pager::default(),
            })
            .collect()
    }
}

/// Calls to make, the one that lapses first first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CallList {
    /// Trials.
    pub rows: Vec<TrialLine>,
}

impl Page for CallList {
    const TEMPLATE: &'static str = "pages/network/reach/calls.html";

    fn samples() -> Vec<Self> {
        vec![CallList { rows: TrialLine::samples() }, CallList { rows: Vec::new() }]
    }
}

/// One trial on its ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrialPage {
    /// Number of the test.
    pub number: String,
    /// The trial.
    pub trial: TrialLine,
    /// Where calls are posted to.
    pub action: String,
    /// Version.
    pub version: i64,
    /// Everything that was tried, in the order of time.
    pub attempts: Vec<AttemptLine>,
    /// Numbers to call.
    pub numbers: Vec<Choice>,
    /// The body above is called too: the number is typed.
    pub any_number: bool,
    /// What a call may bring.
    pub outcomes: Vec<Choice>,
    /// What was typed and refused.
    pub typed: Option<Typed>,
}

impl Page for TrialPage {
    const TEMPLATE: &'static str = "pages/network/reach/trial.html";

    fn samples() -> Vec<Self> {
        let attempt = |rung: &str, said: &str, by: &str| AttemptLine {
            at: SAMPLE_NOW,
            rung: rung.into(),
            said: said.into(),
            how: if said == "silent" { String::new() } else { "0200 000 001".into() },
            note: if by.is_empty() { String::new() } else { "Máy bận".into() },
            by: by.into(),
        };
        let attempts = vec![
            attempt("mail", "sent", ""),
            attempt("mail", "bounced", ""),
            attempt("phone", "no-answer", "Trần Thị Hoa"),
            attempt("phone", "wrong-number", "Trần Thị Hoa"),
            attempt("phone", "silent", ""),
            attempt("superior", "no-way", ""),
            attempt("superior", "answered", ""),
        ];
        TrialLine::samples()
            .into_iter()
            .map(|trial| TrialPage {
                number: "KT-2026-000002".into(),
                action: trial.href.clone(),
                version: 3,
                attempts: attempts.clone(),
                numbers: vec![Choice::new("0200 000 001", "0200 000 001", true)],
                any_number: trial.rung == "superior",
                outcomes: vec![
                    Choice::new("answered", "Có người trả lời", false),
                    Choice::new("no-answer", "Không ai nghe máy", false),
                ],
                typed: (trial.rung == "phone" && trial.due_at.is_some())
                    .then(|| Typed::sample("call", "said", "Hãy chọn kết quả.", "x")),
                trial,
            })
            .collect()
    }
}

/// What the link in a mail opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReachAsked {
    /// Number of the test.
    pub number: String,
    /// Name of the contact point.
    pub contact: String,
    /// Name of its body.
    pub body: String,
    /// The body above is asked.
    pub above: bool,
    /// Where the answer is posted to.
    pub action: String,
    /// When somebody answered, microseconds; none while nobody did.
    pub answered_at: Option<i64>,
}

impl Page for ReachAsked {
    const TEMPLATE: &'static str = "pages/network/reach/asked.html";

    fn samples() -> Vec<Self> {
        let asked = ReachAsked {
            number: "KT-2026-000002".into(),
            contact: "Tổ trực ban".into(),
            body: "Bệnh viện Hoa Sen".into(),
            above: false,
            action: "/reach/0197a2f0-0000-7000-8000-000000000011/ABCDE-FGHJK-MNPQR-STVWX".into(),
            answered_at: None,
        };
        vec![
            ReachAsked { above: true, ..asked.clone() },
            ReachAsked { answered_at: Some(SAMPLE_NOW), ..asked.clone() },
            asked,
        ]
    }
}
