//! Today: what is overdue, what falls due, what waits, each number with the list behind it.

use crate::access::Ask;
use crate::teams::{OwedMinutes, minutes_owed_to};
use crate::{App, Result, boxed};
use domain::page::PageRequest;
use domain::{Moment, Op, Right};
use std::time::Duration;
use store::{DueClock, InboxReport, IncidentFilter, IncidentRow, NoticeFilter, NoticeRow};

/// How far "falls due soon" looks ahead. Policy of this project, not of the law.
pub const SOON: Duration = Duration::from_secs(48 * 3600);
/// Rows of each short list.
const ROWS: i64 = 8;
/// Longest list that is counted by fetching it.
const COUNTED: i64 = 200;

/// The first page after sign-in.
#[derive(Debug, Clone, Default)]
pub struct Today {
    /// The oldest overdue clocks, and how many there are.
    pub overdue: (Vec<DueClock>, i64),
    /// The first clocks that fall due soon, and how many there are.
    pub due_soon: (Vec<DueClock>, i64),
    /// Undecided notices by state.
    pub open_notices: Vec<(String, i64)>,
    /// Newest untaken notices.
    pub new_notices: Vec<NoticeRow>,
    /// Severe or proposed and not closed.
    pub severe: Vec<IncidentRow>,
    /// Reports waiting for judgement.
    pub to_judge: Vec<InboxReport>,
    /// Drafts and returned reports.
    pub drafts: Vec<InboxReport>,
    /// Meetings of teams whose minutes the actor's body owes.
    pub minutes: Vec<OwedMinutes>,
}

/// Shows what the actor must look at now.
///
/// # Errors
/// [`crate::Error::Forbidden`] for somebody with nothing to see.
#[boxed]
pub async fn view(app: &App, op: &Op) -> Result<Today> {
    op.require(Right::SeeNotices)?;
    let mut read = app.store.read().await?;
    let (bounded, reader) = (op.bounded_to(), op.reader());
    let mut today =
        Today { open_notices: read.open_notice_counts(bounded, reader).await?, ..Today::default() };
    let new = NoticeFilter {
        states: vec!["received".to_owned()],
        of_body: bounded,
        reader,
        ..NoticeFilter::default()
    };
    today.new_notices = read.list_notices(&new, PageRequest::new(None, Some(ROWS))).await?.rows;
    if op.may(Right::SeeIncidents) {
        today.overdue = read.due_clocks(Moment::EPOCH, op.now, bounded, reader, ROWS).await?;
        today.due_soon = read.due_clocks(op.now, op.now.plus(SOON), bounded, reader, ROWS).await?;
        let severe = IncidentFilter {
            states: vec!["open".to_owned(), "ended".to_owned()],
            severities: vec!["proposed".to_owned(), "severe".to_owned()],
            of_body: bounded,
            reader,
            ..IncidentFilter::default()
        };
        today.severe = read.list_incidents(&severe, PageRequest::new(None, Some(COUNTED))).await?.rows;
    }
    if op.may(Right::ActInTeam) {
        today.minutes = minutes_owed_to(app, &mut read, op).await?;
    }
    if let Some(body) = op.body {
        if op.may(Right::JudgeReports) {
            today.to_judge = read.reports_to_judge(body, reader, COUNTED).await?;
        }
        if op.may(Right::WriteReports) {
            today.drafts = read.report_drafts(body, reader, COUNTED).await?;
        }
    }
    Ok(today)
}
