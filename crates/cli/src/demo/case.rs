//! One case of the story: what is planned for it and how far it is.

use super::scenario::Scenario;
use domain::notices::Channel;
use domain::{Moment, ReportId};
use std::collections::VecDeque;
use std::time::Duration;

/// What somebody does at a moment.
#[derive(Debug, Clone)]
pub(super) enum Act {
    Submit,
    Take,
    Verify,
    Ask,
    Reply,
    Reject(&'static str),
    MergeIntoLatest,
    Confirm,
    Classify,
    ProposeSevere,
    DecideSevere(bool),
    /// Start and finish the next step of the process.
    Step,
    /// Start the next step and leave it running.
    StartStep,
    Message(&'static str),
    Note(&'static str),
    Direct(&'static str),
    Report(domain::reports::ReportKind),
    Judge {
        accept: bool,
    },
    Revise,
    End,
    Close,
    Reopen(&'static str),
}

/// How a case ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    New,
    Taken,
    Asked,
    Rejected,
    Merged,
    /// Confirmed; so many steps done; with or without the initial report.
    Open {
        steps: usize,
        reported: bool,
    },
    /// Ended; the closing report is owed.
    Ended {
        reported: bool,
    },
    /// Ended; the closing report waits for judgement, or was returned.
    Closing {
        returned: bool,
    },
    Closed,
    Reopened,
}

/// A case.
pub(super) struct Case {
    pub(super) scenario: Scenario,
    pub(super) system: usize,
    pub(super) channel: Channel,
    pub(super) detected_at: Moment,
    pub(super) plan: VecDeque<(Moment, Act)>,
    pub(super) notice: String,
    pub(super) secret: String,
    pub(super) incident: Option<String>,
    pub(super) report: Option<ReportId>,
    pub(super) severe: bool,
}

impl Case {
    /// What the case is called by now: its incident, its notice, or nothing yet.
    pub(super) fn named(&self) -> &str {
        self.incident.as_deref().unwrap_or(&self.notice)
    }
}

const MINUTE: u64 = 60;
const HOUR: u64 = 3600;

/// Lays the acts of a fate out in time, from the moment of the notice.
pub(super) fn plan(
    fate: Fate,
    start: Moment,
    severe: bool,
    slow: bool,
    dice: &mut impl FnMut(u64) -> u64,
) -> VecDeque<(Moment, Act)> {
    use domain::reports::ReportKind::{Closing, Initial, Situation};
    let mut at = start;
    let mut acts = VecDeque::new();
    let mut then = |acts: &mut VecDeque<(Moment, Act)>, least: u64, more: u64, act: Act| {
        at = at.plus(Duration::from_secs(least + dice(more.max(1))));
        acts.push_back((at, act));
    };
    then(&mut acts, 0, 1, Act::Submit);
    if fate == Fate::New {
        return acts;
    }
    then(&mut acts, 4 * MINUTE, 50 * MINUTE, Act::Take);
    if fate == Fate::Taken {
        return acts;
    }
    then(&mut acts, 3 * MINUTE, 20 * MINUTE, Act::Verify);
    match fate {
        Fate::Asked => {
            then(&mut acts, 5 * MINUTE, HOUR, Act::Ask);
            return acts;
        }
        Fate::Rejected => {
            then(
                &mut acts,
                10 * MINUTE,
                HOUR,
                Act::Reject("Qua xác minh, nội dung phản ánh không phải là sự cố an toàn thông tin mạng."),
            );
            return acts;
        }
        Fate::Merged => {
            then(&mut acts, 10 * MINUTE, HOUR, Act::MergeIntoLatest);
            return acts;
        }
        _ => {}
    }
    if slow {
        then(&mut acts, 10 * MINUTE, HOUR, Act::Ask);
        then(&mut acts, HOUR, 6 * HOUR, Act::Reply);
    }
    then(&mut acts, 10 * MINUTE, HOUR, Act::Confirm);
    then(&mut acts, 10 * MINUTE, HOUR, Act::Classify);
    if severe {
        then(&mut acts, 10 * MINUTE, HOUR, Act::ProposeSevere);
        then(&mut acts, HOUR, 3 * HOUR, Act::DecideSevere(true));
    }
    then(
        &mut acts,
        10 * MINUTE,
        HOUR,
        Act::Direct(
            "Đề nghị đơn vị vận hành cô lập máy chủ bị ảnh hưởng, giữ nguyên nhật ký và báo cáo diễn biến trong ngày.",
        ),
    );
    let (steps, reported) = match fate {
        Fate::Open { steps, reported } => (steps, reported),
        Fate::Ended { reported } => (20, reported),
        _ => (20, true),
    };
    for step in 0..steps {
        then(&mut acts, 2 * HOUR, 7 * HOUR, Act::Step);
        match step {
            0 => then(
                &mut acts,
                HOUR,
                2 * HOUR,
                Act::Note(
                    "Đã liên hệ đầu mối kỹ thuật của đơn vị vận hành qua điện thoại; đang chờ nhật ký truy cập.",
                ),
            ),
            1 if reported => {
                then(&mut acts, 4 * HOUR, 20 * HOUR, Act::Report(Initial));
                then(&mut acts, HOUR, 5 * HOUR, Act::Judge { accept: true });
            }
            2 => then(
                &mut acts,
                HOUR,
                2 * HOUR,
                Act::Message(
                    "Đơn vị vận hành đã trích xuất nhật ký máy chủ web 7 ngày gần nhất và chuyển Đội ứng cứu phân tích.",
                ),
            ),
            6 if reported => {
                then(&mut acts, HOUR, 5 * HOUR, Act::Report(Situation));
                then(&mut acts, HOUR, 5 * HOUR, Act::Judge { accept: true });
            }
            _ => {}
        }
    }
    if matches!(fate, Fate::Open { .. }) {
        then(&mut acts, HOUR, 3 * HOUR, Act::StartStep);
        return acts;
    }
    then(&mut acts, 2 * HOUR, 6 * HOUR, Act::End);
    if reported {
        then(&mut acts, HOUR, 2 * HOUR, Act::Report(Situation));
        then(&mut acts, HOUR, 5 * HOUR, Act::Judge { accept: true });
    }
    if matches!(fate, Fate::Ended { .. }) {
        return acts;
    }
    then(&mut acts, 20 * HOUR, 60 * HOUR, Act::Report(Closing));
    match fate {
        Fate::Closing { returned: false } => return acts,
        Fate::Closing { returned: true } => {
            then(&mut acts, 4 * HOUR, 20 * HOUR, Act::Judge { accept: false });
            return acts;
        }
        _ => {}
    }
    if slow {
        then(&mut acts, 4 * HOUR, 20 * HOUR, Act::Judge { accept: false });
        then(&mut acts, 4 * HOUR, 20 * HOUR, Act::Revise);
    }
    then(&mut acts, 4 * HOUR, 20 * HOUR, Act::Judge { accept: true });
    then(&mut acts, HOUR, 10 * HOUR, Act::Close);
    if fate == Fate::Reopened {
        then(
            &mut acts,
            24 * HOUR,
            48 * HOUR,
            Act::Reopen("Giám sát sau khắc phục phát hiện lại kết nối tới máy chủ điều khiển."),
        );
    }
    acts
}
