//! Clocks: who owes what to whom, from which moment, by when.
//!
//! A clock is read from `clocks.toml`; [`compute`] turns it and a moment into a due moment with the reasoning in
//! words. Neighbours: [`crate::calendar`] for working days, [`crate::resolve`] for which clocks an event starts.
//!
//! ```
//! # fn due(clock: &law::Clock, ruleset: &law::Ruleset, calendar: &law::Calendar) {
//! let at = "2026-11-12T09:00:00+07:00".parse().expect("a moment");
//! let outcome = law::compute(clock, ruleset, calendar, at);
//! for reason in &outcome.reasoning {
//!     println!("{} ({})", reason.text.vi, reason.cite);
//! }
//! # }
//! ```

mod arithmetic;
mod moments;
mod reasoning;
mod warnings;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::ids::{ClockId, FormId, RoleKey};
use crate::ruleset::YearDay;
use crate::text::{Certainty, Text};

pub use arithmetic::compute;
pub use moments::{shown, shown_date, zone};

/// A time limit of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// Name, unique in its ruleset.
    pub id: ClockId,
    /// Further names of the same clock.
    pub aliases: Vec<ClockId>,
    /// What is owed.
    pub title: Text,
    /// Article as printed.
    pub cite: String,
    /// Role that owes it.
    pub owes: RoleKey,
    /// Roles it is owed to; each is proven by itself.
    pub to: Vec<RoleKey>,
    /// Event that starts it, such as `incident.detected`.
    pub starts: String,
    /// Conditions that must all hold.
    pub when: When,
    /// The limit.
    pub limit: Limit,
    /// Our own target where the law gives no number; never shown as law.
    pub policy: Option<SignedDuration>,
    /// How long before the due moment to remind, longest first.
    pub remind: Vec<SignedDuration>,
    /// Event that meets it, such as `report.closing.delivered`.
    pub met_by: String,
    /// What was delivered before the clock began meets it too.
    pub counts_earlier: bool,
    /// Form of the document owed.
    pub form: Option<FormId>,
    /// What breach leads to: `<shared list>/<code>`.
    pub consequence: Option<String>,
    /// How sure we are.
    pub certainty: Certainty,
    /// Where we read it.
    pub source: String,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
    /// Remarks.
    pub notes: Vec<Text>,
}

/// Conditions of a clock; a missing one does not restrict.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct When {
    /// True for severe incidents only, false for ordinary ones only; in TOML `severity = "severe" | "ordinary"`.
    pub severe: Option<bool>,
    /// The operator cannot handle it alone.
    pub beyond_ability: Option<bool>,
    /// The incident was already fixed when it was notified.
    pub fixed_at_notice: Option<bool>,
    /// The incident may be severe.
    pub possibly_severe: Option<bool>,
    /// A circumstance that an officer ticks on the incident: a code of the shared list `circumstances`.
    pub circumstance: Option<String>,
}

/// A limit as the text words it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// So many days; the event's day is not counted, rest days at the end are skipped.
    Days(u32),
    /// So many months; counted like days.
    Months(u32),
    /// So many hours, without any shift.
    Hours(u32),
    /// Before a day of the year: by the end of the day before it, without any shift.
    Before {
        /// Day of the month.
        day: i8,
        /// Month 1–12.
        month: i8,
    },
    /// "At once": no number in law.
    Immediately,
    /// A duty without any limit in law.
    None,
}

impl Limit {
    /// The limit in words, without its article.
    pub fn text(&self) -> Text {
        match self {
            Self::Days(days) => Text::new(format!("{days} ngày"), format!("{days} days")),
            Self::Months(months) => Text::new(format!("{months} tháng"), format!("{months} months")),
            Self::Hours(hours) => Text::new(format!("{hours} giờ"), format!("{hours} hours")),
            Self::Before { day, month } => {
                let day = YearDay { day: *day, month: *month };
                Text::new(format!("trước ngày {day}"), format!("before {day} (day/month)"))
            }
            Self::Immediately => Text::new("ngay lập tức", "immediately"),
            Self::None => Text::new("không quy định thời hạn", "no time limit"),
        }
    }
}

/// What a clock comes to for one moment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// Last moment; "24:00 of day D" is the midnight that ends D. None for an open duty.
    pub due: Option<Timestamp>,
    /// The last moment as an officer writes it, such as "24:00 ngày 17/11/2026".
    pub due_text: Option<Text>,
    /// The cautious last moment without the shift over rest days, when it differs.
    pub unshifted: Option<Timestamp>,
    /// The cautious moment in words.
    pub unshifted_text: Option<Text>,
    /// True when the moment is our target and not the law's.
    pub policy: bool,
    /// Where the moment comes from.
    pub kind: DueKind,
    /// The chain that led to it, in order.
    pub reasoning: Vec<Reason>,
    /// What the reader should know, such as a provisional calendar.
    pub warnings: Vec<Text>,
}

/// Where a due moment comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DueKind {
    /// The text gives it.
    Law,
    /// An internal target; the text gives no number.
    Policy,
    /// No moment at all.
    Open,
}

/// One link of a reasoning chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The step in words.
    pub text: Text,
    /// The provision or source it rests on; empty for plain arithmetic.
    pub cite: String,
}
