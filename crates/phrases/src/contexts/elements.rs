//! Small things that many pages show: links, badges, clocks, filters, pagers, timelines.
//!
//! Each has its macro of the same name in `templates/partials/ui.html`.

use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// A link with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Text, in the reader's language.
    pub text: String,
    /// Address.
    pub href: String,
}

impl Link {
    /// A link.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Link {
        Link { text: text.into(), href: href.into() }
    }
}

/// Colour of a badge. Red is for overdue and severe alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Nothing to do.
    Quiet,
    /// In work: the accent colour.
    Active,
    /// Finished well.
    Good,
    /// Needs care soon.
    Care,
    /// Overdue or severe.
    Alarm,
}

/// How a duty stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ClockState {
    /// Time remains.
    Running,
    /// Less than a quarter remains, or a reminder was sent.
    Soon,
    /// The last moment has passed and nothing proves the duty done.
    Overdue,
    /// Done in time, proven.
    Met,
    /// Done, but after the last moment.
    Late,
    /// The duty fell away.
    Withdrawn,
    /// No last moment is known.
    Open,
}

/// Where the last moment comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DueSource {
    /// A number printed in a text of law.
    Law,
    /// A target of ours, where the law says "at once" or gives no number.
    Policy,
    /// No number at all.
    Open,
}

/// One duty with its clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClockView {
    /// What is owed.
    pub title: String,
    /// To whom, one name each.
    pub to: Vec<String>,
    /// State.
    pub state: ClockState,
    /// Where the number comes from.
    pub source: DueSource,
    /// Last moment, microseconds; none when open.
    pub due: Option<i64>,
    /// Last moment as the law writes it: "24:00 ngày 17/11/2026".
    pub due_text: Option<String>,
    /// The moment of looking, microseconds.
    pub now: i64,
    /// Article as printed.
    pub cite: String,
    /// Short name of the text of law.
    pub law: String,
    /// Page that explains the reckoning.
    pub href: Option<String>,
}

impl ClockView {
    /// An invented clock of the given state.
    pub fn sample(title: &str, state: ClockState, source: DueSource) -> ClockView {
        let hour = 3_600_000_000;
        let due = match state {
            ClockState::Running => Some(SAMPLE_NOW + 75 * hour),
            ClockState::Soon => Some(SAMPLE_NOW + 3 * hour + hour / 3),
            ClockState::Overdue | ClockState::Late => Some(SAMPLE_NOW - 26 * hour),
            ClockState::Met | ClockState::Withdrawn => Some(SAMPLE_NOW + hour),
            ClockState::Open => None,
        };
        ClockView {
            title: title.into(),
            to: vec!["Trung tâm Điều phối Minh Họa".into()],
            state,
            source,
            due,
            due_text: due.map(crate::measures::moment),
            now: SAMPLE_NOW,
            cite: "Điều 9".into(),
            law: "TT 20/2017".into(),
            href: Some("/law/tt20-2017/clocks/closing-report".into()),
        }
    }
}

/// A value one can filter a list by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chip {
    /// Text.
    pub text: String,
    /// Address that sets, or clears, the filter.
    pub href: String,
    /// Whether the filter is set.
    pub active: bool,
    /// How many; none shows no number.
    pub count: Option<i64>,
}

impl Chip {
    /// A chip without a number.
    pub fn new(text: impl Into<String>, href: impl Into<String>, active: bool) -> Chip {
        Chip { text: text.into(), href: href.into(), active, count: None }
    }
}

/// Neighbouring pages of a keyset-paged list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Pager {
    /// Address of the page before.
    pub previous: Option<String>,
    /// Address of the page after.
    pub next: Option<String>,
    /// Rows on this page.
    pub shown: i64,
}

/// A tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tab {
    /// Text.
    pub text: String,
    /// Address.
    pub href: String,
    /// Whether it is the one shown.
    pub active: bool,
    /// Number beside the text.
    pub count: Option<i64>,
}

/// A row of a list of facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// The value.
    pub value: String,
}

impl Fact {
    /// A fact.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Fact {
        Fact { name: name.into(), value: value.into() }
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Happening {
    /// When, microseconds.
    pub at: i64,
    /// Who.
    pub who: String,
    /// What, one sentence.
    pub what: String,
    /// A longer text.
    pub text: Option<String>,
    /// Colour of its mark.
    pub tone: Tone,
    /// Whether only our own people see it.
    pub internal: bool,
}

impl Happening {
    /// An invented entry.
    pub fn sample() -> Happening {
        Happening {
            at: SAMPLE_NOW,
            who: "Nguyễn Thị Minh Anh".into(),
            what: "Đã tiếp nhận thông báo".into(),
            text: Some("Đã gọi điện xác minh với người gửi.".into()),
            tone: Tone::Active,
            internal: false,
        }
    }
}

/// A choice in a list of choices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Posted value.
    pub code: String,
    /// Text.
    pub label: String,
    /// Whether it is chosen.
    pub checked: bool,
}

impl Choice {
    /// A choice.
    pub fn new(code: impl Into<String>, label: impl Into<String>, checked: bool) -> Choice {
        Choice { code: code.into(), label: label.into(), checked }
    }
}

/// A stored file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileView {
    /// Name as given.
    pub name: String,
    /// Size in bytes.
    pub size: i64,
    /// SHA-256, hex.
    pub hash: String,
    /// Address to fetch it, where the reader may.
    pub href: Option<String>,
}

impl FileView {
    /// An invented file.
    pub fn sample() -> FileView {
        FileView {
            name: "nhat-ky-truy-cap.log".into(),
            size: 1_572_864,
            hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
            href: Some("/files/1".into()),
        }
    }
}
