//! The deadline calculator: a text, a duty and a moment give the last moment with every reason, for one or more
//! texts side by side.

use super::ruleset::{ClockRow, clock_row, sample_provision};
use crate::cites::cited;
use crate::contexts::elements::{Choice, DueSource};
use crate::{Lang, Page};
use law::{DueKind, Library, compute};
use serde::Serialize;

/// One reason of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReasonLine {
    /// The sentence.
    pub text: String,
    /// What it rests on; may be empty.
    pub cite: String,
}

/// The outcome for one duty of one text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reckoning {
    /// Id of the text.
    pub ruleset: String,
    /// Short name of the text.
    pub short: String,
    /// `draft`, `issued` …
    pub edition: String,
    /// Whether the text can never bind.
    pub never: bool,
    /// The duty.
    pub clock: ClockRow,
    /// Last moment, microseconds.
    pub due: Option<i64>,
    /// Last moment as the law writes it.
    pub due_text: Option<String>,
    /// Last moment before it moved off a rest day, when it moved.
    pub unshifted_text: Option<String>,
    /// Where the number comes from.
    pub source: DueSource,
    /// The chain of reasons.
    pub reasons: Vec<ReasonLine>,
    /// What makes the outcome uncertain, such as a provisional calendar.
    pub warnings: Vec<String>,
}

impl Reckoning {
    /// Reckons one duty from `at`; none when the library has no such text or duty.
    pub fn of(
        library: &Library,
        ruleset: &str,
        clock: &str,
        at: jiff::Timestamp,
        lang: Lang,
    ) -> Option<Reckoning> {
        let ruleset = library.ruleset(ruleset)?;
        let clock = ruleset.clock(clock)?;
        let outcome = compute(clock, ruleset, library.calendar(), at);
        let moved = outcome.unshifted != outcome.due;
        Some(Reckoning {
            ruleset: ruleset.id.to_string(),
            short: ruleset.short.get(lang).to_owned(),
            edition: ruleset.edition.as_str().to_owned(),
            never: ruleset.force.never,
            clock: clock_row(ruleset, clock, lang),
            due: outcome.due.map(|due| due.as_microsecond()),
            due_text: outcome.due_text.map(|text| text.get(lang).to_owned()),
            unshifted_text: outcome.unshifted_text.filter(|_| moved).map(|text| text.get(lang).to_owned()),
            source: match outcome.kind {
                DueKind::Law => DueSource::Law,
                DueKind::Policy => DueSource::Policy,
                DueKind::Open => DueSource::Open,
            },
            reasons: outcome
                .reasoning
                .into_iter()
                .map(|reason| ReasonLine {
                    text: reason.text.get(lang).to_owned(),
                    cite: cited(&reason.cite, lang),
                })
                .collect(),
            warnings: outcome.warnings.iter().map(|text| text.get(lang).to_owned()).collect(),
        })
    }
}

/// The calculator: `GET /law/clock?clock=<ruleset>/<clock>&clock=…&date=YYYY-MM-DD&time=HH:MM`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClockPage {
    /// Duties that can be chosen.
    pub choices: Vec<Choice>,
    /// Day typed, `YYYY-MM-DD`.
    pub date: String,
    /// Time typed, `HH:MM`.
    pub time: String,
    /// The moment reckoned from, microseconds.
    pub at: Option<i64>,
    /// What is wrong with the question.
    pub fault: Option<String>,
    /// Outcomes, one a duty chosen.
    pub outcomes: Vec<Reckoning>,
}

impl ClockPage {
    /// Every duty of every text, with those in `chosen` (`<ruleset>/<clock>`) reckoned from `at`. Without `at`
    /// nothing is reckoned.
    pub fn of(library: &Library, chosen: &[String], at: Option<jiff::Timestamp>, lang: Lang) -> ClockPage {
        let mut choices = Vec::new();
        for ruleset in library.rulesets() {
            for clock in &ruleset.clocks {
                let code = format!("{}/{}", ruleset.id, clock.id);
                let label = format!("{} – {}", ruleset.short.get(lang), clock.title.get(lang));
                let checked = chosen.contains(&code);
                choices.push(Choice { code, label, checked });
            }
        }
        let outcomes = at.map_or_else(Vec::new, |at| {
            chosen
                .iter()
                .filter_map(|code| code.split_once('/'))
                .filter_map(|(ruleset, clock)| Reckoning::of(library, ruleset, clock, at, lang))
                .collect()
        });
        let local = at.map(|at| at.to_zoned(law::zone()));
        ClockPage {
            choices,
            date: local.as_ref().map_or_else(String::new, |at| at.strftime("%Y-%m-%d").to_string()),
            time: local.as_ref().map_or_else(String::new, |at| at.strftime("%H:%M").to_string()),
            at: at.map(|at| at.as_microsecond()),
            fault: None,
            outcomes,
        }
    }
}

impl Page for ClockPage {
    const TEMPLATE: &'static str = "pages/law/clock.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let outcome = |short: &str, limit: &str, due_text: &str, never| Reckoning {
            ruleset: "tt20-2017".into(),
            short: short.into(),
            edition: if never { "draft" } else { "issued" }.into(),
            never,
            clock: ClockRow {
                id: "closing-report".into(),
                title: "Báo cáo kết thúc ứng phó sự cố".into(),
                limit: limit.into(),
                owes: "Đơn vị vận hành".into(),
                to: vec!["Chủ quản hệ thống thông tin".into()],
                provision: sample_provision(),
                notes: Vec::new(),
            },
            due: Some(crate::frame::SAMPLE_NOW),
            due_text: Some(due_text.into()),
            unshifted_text: (!never).then(|| "24:00 ngày 21/11/2026".into()),
            source: DueSource::Law,
            reasons: vec![
                ReasonLine {
                    text: "Ngày xảy ra sự kiện không tính vào thời hạn.".into(),
                    cite: "Điều 147 Bộ luật Dân sự 2015".into(),
                },
                ReasonLine {
                    text: "Ngày cuối là thứ Bảy nên chuyển sang ngày làm việc tiếp theo.".into(),
                    cite: String::new(),
                },
            ],
            warnings: if never { vec!["Lịch năm 2027 là tạm tính.".into()] } else { Vec::new() },
        };
        let mut policy = outcome("TT 20/2017", "ngay", "18:05 ngày 20/11/2026", false);
        policy.source = DueSource::Policy;
        let mut open = outcome("TT 20/2017", "không quy định", "", false);
        (open.due, open.due_text, open.source) = (None, None, DueSource::Open);
        let choices = vec![
            Choice::new("tt20-2017/closing-report", "TT 20/2017 – Báo cáo kết thúc", true),
            Choice::new("tt20-2017-draft/closing-report", "Dự thảo – Báo cáo kết thúc", true),
        ];
        let asked = ClockPage {
            choices,
            date: "2026-11-16".into(),
            time: "17:05".into(),
            at: Some(crate::frame::SAMPLE_NOW),
            fault: None,
            outcomes: vec![
                outcome("TT 20/2017", "5 ngày", "24:00 ngày 23/11/2026", false),
                outcome("Dự thảo TT 20/2017", "10 ngày", "24:00 ngày 30/11/2026", true),
            ],
        };
        let empty = ClockPage { at: None, outcomes: Vec::new(), ..asked.clone() };
        vec![
            asked.clone(),
            ClockPage { outcomes: vec![policy, open], ..asked },
            empty.clone(),
            ClockPage {
                fault: Some("Năm phải ghi đủ bốn chữ số, ví dụ 2026.".into()), ..empty
            },
        ]
    }
}
