//! Duty: who answers the telephone of a body at a moment, on the ordinary line and on the one for severe incidents.
//!
//! Shifts of one line never overlap; what lies between them is a gap, and a month with a gap is not published in silence.
//! At the end of a shift a note is handed over, and whoever comes next says that it was read.

use crate::{BodyId, Moment, PersonId, Refusal, ShiftId, codes};
use serde::{Deserialize, Serialize};

codes! {
    /// A line that is answered around the clock.
    DutyLine {
        /// For everything.
        Normal = "normal",
        /// For severe incidents alone.
        Severe = "severe",
    }
}

/// Longest shift; what is longer is a slip of the pen. Policy of this project.
pub const LONGEST_SHIFT_HOURS: i64 = 24 * 7;

const HOUR: i64 = 3_600_000_000;

/// How a line is reached.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineContact {
    /// Telephone.
    pub phone: String,
    /// Fax.
    pub fax: String,
    /// Electronic mail.
    pub email: String,
}

/// That a body keeps duty, and how it is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    /// The body.
    pub body: BodyId,
    /// The ordinary line; empty fields are those of the body.
    pub normal: LineContact,
    /// The line for severe incidents.
    pub severe: LineContact,
    /// Shown on the public page of hotlines.
    pub public: bool,
    /// Counted up by each change.
    pub version: i64,
}

impl Roster {
    /// How a line is reached.
    pub const fn line(&self, line: DutyLine) -> &LineContact {
        match line {
            DutyLine::Normal => &self.normal,
            DutyLine::Severe => &self.severe,
        }
    }
}

/// Somebody on duty, with or without an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// The account, when there is one.
    pub person: Option<PersonId>,
    /// Name.
    pub name: String,
    /// Telephone on duty.
    pub phone: String,
}

/// A note from one shift to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The words.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// Who read it, and when.
    pub read: Option<(String, Moment)>,
}

/// A shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// Identity.
    pub id: ShiftId,
    /// The body.
    pub body: BodyId,
    /// The line.
    pub line: DutyLine,
    /// First moment.
    pub from: Moment,
    /// First moment no longer.
    pub until: Moment,
    /// Who was planned.
    pub officer: Officer,
    /// Who comes instead, and why.
    pub substitute: Option<(Officer, String)>,
    /// The note to the next shift.
    pub handover: Option<HandOver>,
    /// Counted up by each change.
    pub version: i64,
}

impl Shift {
    /// Who answers.
    pub fn on_duty(&self) -> &Officer {
        self.substitute.as_ref().map_or(&self.officer, |(officer, _)| officer)
    }

    /// Whether it runs at a moment.
    pub fn runs(&self, at: Moment) -> bool {
        self.from <= at && at < self.until
    }

    /// Whether somebody answers in it.
    pub fn is_of(&self, person: PersonId) -> bool {
        self.on_duty().person == Some(person)
    }

    /// That it can stand beside the others of its line.
    ///
    /// # Errors
    /// `duty.empty_shift`, `duty.too_long`, `duty.overlap`.
    pub fn fits(&self, others: &[Self]) -> Result<(), Refusal> {
        if self.until <= self.from {
            return Err(Refusal::at("until", "duty.empty_shift"));
        }
        if self.until.micros_since(self.from) > LONGEST_SHIFT_HOURS * HOUR {
            return Err(Refusal::at("until", "duty.too_long"));
        }
        let overlaps = |other: &&Self| {
            other.id != self.id
                && other.line == self.line
                && other.from < self.until
                && self.from < other.until
        };
        if others.iter().any(|other| overlaps(&other)) {
            return Err(Refusal::at("from", "duty.overlap"));
        }
        Ok(())
    }

    /// Somebody else comes.
    ///
    /// # Errors
    /// `duty.shift_over`, `duty.reason_missing`.
    pub fn substituted(self, officer: Officer, reason: String, now: Moment) -> Result<Self, Refusal> {
        if self.until <= now {
            return Err(Refusal::new("duty.shift_over"));
        }
        if reason.is_empty() {
            return Err(Refusal::at("reason", "duty.reason_missing"));
        }
        Ok(Self { substitute: Some((officer, reason)), ..self })
    }

    /// The note to the next shift is written; until it is read it may be written anew.
    ///
    /// # Errors
    /// `duty.not_begun`, `duty.handover_read`, `duty.handover_empty`.
    pub fn handed_over(self, text: String, by: String, now: Moment) -> Result<Self, Refusal> {
        if now < self.from {
            return Err(Refusal::new("duty.not_begun"));
        }
        if self.handover.as_ref().is_some_and(|note| note.read.is_some()) {
            return Err(Refusal::new("duty.handover_read"));
        }
        if text.is_empty() {
            return Err(Refusal::at("text", "duty.handover_empty"));
        }
        Ok(Self { handover: Some(HandOver { text, by, at: now, read: None }), ..self })
    }

    /// Whoever comes next has read the note.
    ///
    /// # Errors
    /// `duty.no_handover`, `duty.handover_read`.
    pub fn acknowledged(self, by: String, now: Moment) -> Result<Self, Refusal> {
        let Some(note) = self.handover.clone() else { return Err(Refusal::new("duty.no_handover")) };
        if note.read.is_some() {
            return Err(Refusal::new("duty.handover_read"));
        }
        Ok(Self { handover: Some(HandOver { read: Some((by, now)), ..note }), ..self })
    }
}

/// A span in which nobody answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// First moment.
    pub from: Moment,
    /// First moment somebody answers again.
    pub until: Moment,
}

/// The spans between two moments that no shift of one line covers.
pub fn gaps(shifts: &[Shift], line: DutyLine, from: Moment, until: Moment) -> Vec<Gap> {
    let mut covered: Vec<(Moment, Moment)> =
        shifts.iter().filter(|shift| shift.line == line).map(|shift| (shift.from, shift.until)).collect();
    covered.sort_unstable();
    let (mut found, mut reached) = (Vec::new(), from);
    for (begin, end) in covered {
        if begin > reached && reached < until {
            found.push(Gap { from: reached, until: begin.min(until) });
        }
        reached = reached.max(end);
    }
    if reached < until {
        found.push(Gap { from: reached, until });
    }
    found
}

/// Who answers on a line at a moment.
pub fn on_duty(shifts: &[Shift], line: DutyLine, at: Moment) -> Option<&Shift> {
    shifts.iter().find(|shift| shift.line == line && shift.runs(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn at(hour: i64) -> Moment {
        Moment::from_micros(hour * HOUR)
    }

    fn shift(number: u128, from: i64, until: i64) -> Shift {
        Shift {
            id: ShiftId(Uuid::from_u128(number)),
            body: BodyId(Uuid::nil()),
            line: DutyLine::Normal,
            from: at(from),
            until: at(until),
            officer: Officer { person: None, name: format!("Trực ban {number}"), phone: String::new() },
            substitute: None,
            handover: None,
            version: 1,
        }
    }

    #[test]
    fn shifts_of_a_line_do_not_overlap_and_touch_without_a_gap() {
        let known = [shift(1, 0, 8), shift(2, 8, 16)];
        assert_eq!(shift(3, 16, 24).fits(&known), Ok(()));
        assert_eq!(shift(3, 15, 24).fits(&known), Err(Refusal::at("from", "duty.overlap")));
        assert_eq!(Shift { line: DutyLine::Severe, ..shift(3, 0, 24) }.fits(&known), Ok(()));
        assert_eq!(shift(3, 24, 24).fits(&known), Err(Refusal::at("until", "duty.empty_shift")));
        assert_eq!(shift(3, 24, 24 + 200).fits(&known), Err(Refusal::at("until", "duty.too_long")));
    }

    #[test]
    fn gaps_are_what_no_shift_covers() {
        let gap = |from, until| Gap { from: at(from), until: at(until) };
        let known = [shift(2, 8, 16), shift(1, 2, 8), shift(3, 20, 24)];
        assert_eq!(gaps(&known, DutyLine::Normal, at(0), at(26)), [gap(0, 2), gap(16, 20), gap(24, 26)]);
        assert_eq!(gaps(&known, DutyLine::Normal, at(3), at(12)), []);
        assert_eq!(gaps(&known, DutyLine::Normal, at(17), at(19)), [gap(17, 19)]);
        assert_eq!(gaps(&known, DutyLine::Severe, at(0), at(5)), [gap(0, 5)]);
    }

    #[test]
    fn a_substitute_answers_and_the_note_is_read_once() {
        let other = Officer { person: None, name: "Người thay".into(), phone: String::new() };
        let shift = shift(1, 0, 8).substituted(other, "ốm".into(), at(1)).unwrap();
        assert_eq!(shift.on_duty().name, "Người thay");
        assert!(shift.clone().handed_over("Êm.".into(), "A".into(), at(-1)).is_err());
        let noted = shift.handed_over("Êm.".into(), "A".into(), at(8)).unwrap();
        let read = noted.acknowledged("B".into(), at(9)).unwrap();
        assert_eq!(read.clone().acknowledged("B".into(), at(9)), Err(Refusal::new("duty.handover_read")));
        assert!(read.handed_over("Khác.".into(), "A".into(), at(9)).is_err());
    }
}
