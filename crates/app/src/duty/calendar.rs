//! The month of a body: shifts, gaps, what was published, notes nobody has read.

use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::bodies::Body;
use domain::duty::{DutyLine, Gap, Roster, Shift, gaps};
use domain::people::Person;
use domain::{Moment, Op, Right};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;
use std::time::Duration;

/// How far back unread notes are looked for. Policy of this project.
const LOOKED_BACK: Duration = Duration::from_secs(14 * 86_400);

/// A line of a month that was published.
#[derive(Debug, Clone, Serialize)]
pub struct PublishedLine {
    /// The line.
    pub line: DutyLine,
    /// When.
    pub at: Moment,
    /// Why it stands with gaps; empty without.
    pub reason: String,
}

/// A month of a body.
#[derive(Debug, Clone, Serialize)]
pub struct DutyMonth {
    /// The body.
    pub body: Body,
    /// Its roster, once there is one.
    pub roster: Option<Roster>,
    /// First day of the month.
    pub first: Date,
    /// First moment of the month.
    pub from: Moment,
    /// First moment of the next one.
    pub until: Moment,
    /// Shifts that reach into it, in order.
    pub shifts: Vec<Shift>,
    /// Gaps by line, from now on.
    pub gaps: Vec<(DutyLine, Gap)>,
    /// What was published.
    pub published: Vec<PublishedLine>,
    /// Shifts that ended or were handed over and whose note nobody has read, newest first.
    pub unread: Vec<Shift>,
    /// People of the body, for planning.
    pub people: Vec<Person>,
    /// The reader plans this duty.
    pub plans: bool,
    /// The reader serves it.
    pub serves: bool,
}

/// Shows a month of a body, `2026-11`; the present one without. Notes are shown to those who serve or see everything.
///
/// # Errors
/// [`crate::Error::Forbidden`], [`crate::Error::NotFound`]; field `month`.
#[boxed]
pub async fn duty_month(app: &App, op: &Op, body_key: &str, month: Option<&str>) -> Result<DutyMonth> {
    op.require(Right::SeeBodies)?;
    let present = op.now.timestamp().to_zoned(::law::zone()).strftime("%Y-%m").to_string();
    let (first, from, until) = super::month(month.unwrap_or(&present))?;
    let mut read = app.store.read().await?;
    let body = super::body(&mut read, body_key).await?;
    let roster = read.roster(body.id).await?;
    let own = op.body == Some(body.id);
    let plans = super::plans(op, body.id);
    let serves = own && op.may(Right::ServeDuty);
    let reads = own || op.may(Right::SeeEverything);
    let mut shifts = read.shifts_between(body.id, from, until).await?;
    let open = from.max(op.now).min(until);
    let severe = shifts.iter().any(|one| one.line == DutyLine::Severe)
        || roster.as_ref().is_some_and(|one| !one.severe.phone.is_empty());
    let kept = |line: DutyLine| line == DutyLine::Normal || severe;
    let lines = DutyLine::ALL.iter().copied().filter(|line| roster.is_some() && kept(*line));
    let gaps: Vec<(DutyLine, Gap)> = lines
        .flat_map(|line| gaps(&shifts, line, open, until).into_iter().map(move |gap| (line, gap)))
        .collect();
    let month = first.strftime("%Y-%m").to_string();
    let word =
        |detail: &Value, key: &str| detail.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let published =
        read.published_months(body.id, &month).await?.into_iter().filter_map(|(line, at, detail)| {
            Some(PublishedLine { line: line.parse().ok()?, at, reason: word(&detail, "reason") })
        });
    let published: Vec<PublishedLine> = published.collect();
    let unread = if reads {
        let begun = read.shifts_begun(body.id, op.now.minus(LOOKED_BACK), op.now).await?;
        begun
            .into_iter()
            .filter(|one| one.handover.as_ref().is_some_and(|note| note.read.is_none()))
            .collect()
    } else {
        shifts.iter_mut().for_each(|one| one.handover = None);
        Vec::new()
    };
    let people = if plans || serves { read.people_of(body.id).await? } else { Vec::new() };
    Ok(DutyMonth { body, roster, first, from, until, shifts, gaps, published, unread, people, plans, serves })
}

/// The gaps of a body in the next days, at most 200, line by line.
///
/// # Errors
/// [`crate::Error::Forbidden`], [`crate::Error::NotFound`].
#[boxed]
pub async fn duty_gaps(app: &App, op: &Op, body_key: &str, days: i64) -> Result<Vec<(DutyLine, Gap)>> {
    op.require(Right::SeeBodies)?;
    let mut read = app.store.read().await?;
    let body = super::body(&mut read, body_key).await?;
    let roster = read.roster(body.id).await?;
    let until = super::days_later(op.now, days);
    let shifts = read.shifts_between(body.id, op.now, until).await?;
    let severe = shifts.iter().any(|one| one.line == DutyLine::Severe)
        || roster.is_some_and(|one| !one.severe.phone.is_empty());
    let lines = DutyLine::ALL.iter().copied().filter(|line| *line == DutyLine::Normal || severe);
    Ok(lines
        .flat_map(|line| gaps(&shifts, line, op.now, until).into_iter().map(move |gap| (line, gap)))
        .collect())
}

/// The bodies that keep duty, by name.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn rosters(app: &App, op: &Op) -> Result<Vec<Body>> {
    op.require(Right::SeeBodies)?;
    let mut read = app.store.read().await?;
    let mut bodies = Vec::new();
    for roster in read.rosters(false).await? {
        bodies.extend(read.body(roster.body).await?);
    }
    bodies.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    Ok(bodies)
}
