//! Duty at the desk: rosters of bodies, shifts, substitutes, hand-over, and who is on duty now.
//!
//! ```no_run
//! # async fn demo(app: &app::App, op: domain::Op) -> app::Result<()> {
//! for one in app::duty::on_duty_now(app, op.body, op.now).await?.iter() {
//!     println!("{}", one.body_name);
//! }
//! # Ok(()) }
//! ```

mod calendar;
mod hand_over;
mod hotlines;
mod now;
mod publish;
mod roster;
mod shifts;

pub use calendar::{DutyMonth, PublishedLine, duty_gaps, duty_month, rosters};
pub use hand_over::{acknowledge, hand_over};
pub use hotlines::{Hotline, hotlines};
pub(crate) use now::NowCache;
pub use now::{DutyNow, LineNow, on_duty_now};
pub use publish::{Publish, publish_month};
pub use roster::{SetRoster, set_roster};
pub use shifts::{AddShift, Substitute, Swap, Who, add_shift, remove_shift, substitute, swap_shifts};

use crate::access::Ask;
use crate::{Error, Result};
use domain::bodies::Body;
use domain::duty::{LineContact, Roster};
use domain::{BodyId, Moment, Op, Right};
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use store::Conn;

/// The body of a key.
async fn body(conn: &mut Conn, key: &str) -> Result<Body> {
    conn.body_by_key(key.trim()).await?.ok_or(Error::NotFound)
}

/// The right to plan the duty of a body: one's own, or any for whoever answers for the network.
fn require_planned(op: &Op, body: BodyId) -> Result<()> {
    op.require(Right::PlanDuty)?;
    if plans(op, body) { Ok(()) } else { Err(Error::Forbidden) }
}

/// Whether the actor plans the duty of a body.
fn plans(op: &Op, body: BodyId) -> bool {
    let all = op.may(Right::SeeEverything) || op.may(Right::ManageNetwork);
    op.may(Right::PlanDuty) && (op.body == Some(body) || all)
}

/// A roster with nothing on it.
fn blank(body: BodyId) -> Roster {
    Roster { body, normal: LineContact::default(), severe: LineContact::default(), public: false, version: 1 }
}

/// A month as it is written, `2026-11`: its first moment, and the first of the next one.
pub(crate) fn month(text: &str) -> Result<(Date, Moment, Moment)> {
    let wrong = || Error::field("month", "not_a_month");
    let (year, number) = text.trim().split_once('-').ok_or_else(wrong)?;
    let year: i16 = year.parse().ok().filter(|year| (1990..=2200).contains(year)).ok_or_else(wrong)?;
    let first = Date::new(year, number.parse().map_err(|_| wrong())?, 1).map_err(|_| wrong())?;
    let next = first.checked_add(1.month()).map_err(|_| wrong())?;
    Ok((first, midnight(first)?, midnight(next)?))
}

/// The first moment of a day in Vietnam.
fn midnight(day: Date) -> Result<Moment> {
    Ok(day.to_zoned(::law::zone()).map_err(Error::internal)?.timestamp().into())
}

/// A moment some days later by the calendar, at most 200: nobody plans farther ahead, and the list of shifts stays bounded.
fn days_later(at: Moment, days: i64) -> Moment {
    let later = at.timestamp().to_zoned(::law::zone()).checked_add(Span::new().days(days.clamp(0, 200)));
    later.map_or(at, |at| at.timestamp().into())
}
