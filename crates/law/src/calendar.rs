//! Working days: weekly rest, public holidays, swapped days, each with its source.
//!
//! Holidays cannot be computed by formula (some are decided year by year), so they are data in
//! `calendars/<year>.toml`; the weekly rest is in `calendars/week.toml`. Neighbours: [`crate::clock`] shifts the
//! last day of a period with it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use serde::Serialize;

use crate::text::{Certainty, Text};

/// The calendar of all loaded years.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Calendar {
    /// Weekly rest.
    pub week: Week,
    /// Years by number.
    pub years: BTreeMap<i16, CalendarYear>,
    /// Bodies that rest on other days, such as those that work on Saturdays or in shifts.
    pub own: Vec<OwnCalendar>,
}

/// Working time of bodies that do not rest as everybody does (`calendars/bodies/<name>.toml`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnCalendar {
    /// Name, that of its file.
    pub id: String,
    /// Keys of the bodies.
    pub bodies: Vec<String>,
    /// Their weekly rest; no day at all where work goes on in shifts.
    pub week: Week,
    /// Whether public holidays are days off there.
    pub holidays: bool,
}

/// The weekly rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Week {
    /// Rest days of every week.
    pub rest: Vec<Weekday>,
    /// Title for the reader.
    pub title: Option<Text>,
    /// Where it is laid down.
    pub source: String,
    /// How sure we are.
    pub certainty: Option<Certainty>,
}

impl Serialize for Week {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut week = serializer.serialize_struct("Week", 4)?;
        let names: Vec<&str> = self.rest.iter().map(|day| english_weekday(*day)).collect();
        week.serialize_field("rest", &names)?;
        week.serialize_field("title", &self.title)?;
        week.serialize_field("source", &self.source)?;
        week.serialize_field("certainty", &self.certainty)?;
        week.end()
    }
}

/// One year's special days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarYear {
    /// The year.
    pub year: i16,
    /// True until the official notice of that year is known.
    pub provisional: bool,
    /// Title for the reader.
    pub title: Text,
    /// Remarks.
    pub notes: Vec<Text>,
    /// Special days; in TOML `[[day]]`.
    pub days: Vec<CalendarDay>,
}

/// A day that differs from the weekly pattern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarDay {
    /// The day.
    pub date: Date,
    /// Why it differs.
    pub kind: DayKind,
    /// Its name.
    pub name: Text,
    /// The notice or law that says so.
    pub source: String,
    /// How sure we are.
    pub certainty: Certainty,
    /// Whom it concerns, when not everybody.
    pub applies_to: Option<Text>,
}

/// Why a day differs from the weekly pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayKind {
    /// Public holiday.
    Holiday,
    /// Day off for a holiday that fell on a rest day.
    Compensatory,
    /// Working day swapped for rest.
    SwapOff,
    /// Rest day worked instead.
    SwapWork,
    /// Part of the lunar new year holiday.
    Tet,
}

/// Why nobody is expected to work on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rest<'a> {
    /// Weekly rest.
    Weekly(Weekday),
    /// A named day off.
    Named(&'a CalendarDay),
}

impl DayKind {
    /// Every kind, in order.
    pub const ALL: &'static [Self] =
        &[Self::Holiday, Self::Tet, Self::Compensatory, Self::SwapOff, Self::SwapWork];

    /// Code in TOML.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Holiday => "holiday",
            Self::Compensatory => "compensatory",
            Self::SwapOff => "swap-off",
            Self::SwapWork => "swap-work",
            Self::Tet => "tet",
        }
    }
}

impl std::str::FromStr for DayKind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        Self::ALL.iter().copied().find(|kind| kind.code() == text).ok_or(UnknownKind)
    }
}

/// A word that is no kind of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such kind of day: write holiday, tet, compensatory, swap-off or swap-work")]
pub struct UnknownKind;

impl Calendar {
    /// The calendar of the body of that key: its own working time, or that of everybody.
    ///
    /// Days that concern only bodies with the common week, such as swapped ones, are not days off where another week holds.
    pub fn of(&self, body: Option<&str>) -> Cow<'_, Calendar> {
        let own = body.and_then(|key| self.own.iter().find(|own| own.bodies.iter().any(|body| body == key)));
        let Some(own) = own else { return Cow::Borrowed(self) };
        let mut years = self.years.clone();
        for year in years.values_mut() {
            year.days.retain(|day| own.holidays && day.applies_to.is_none() && day.kind != DayKind::SwapWork);
        }
        Cow::Owned(Calendar { week: own.week.clone(), years, own: Vec::new() })
    }

    /// The special entry of `date`, if any.
    pub fn day(&self, date: Date) -> Option<&CalendarDay> {
        self.years.get(&date.year())?.days.iter().find(|day| day.date == date)
    }

    /// Why `date` is off, or nothing when it is a working day.
    pub fn rest(&self, date: Date) -> Option<Rest<'_>> {
        match self.day(date) {
            Some(day) if day.kind == DayKind::SwapWork => None,
            Some(day) => Some(Rest::Named(day)),
            None => self.weekly(date),
        }
    }

    /// As [`Calendar::rest`] for bodies that days of some bodies only do not concern.
    pub fn rest_elsewhere(&self, date: Date) -> Option<Rest<'_>> {
        match self.day(date) {
            Some(day) if day.applies_to.is_some() => self.weekly(date),
            _ => self.rest(date),
        }
    }

    fn weekly(&self, date: Date) -> Option<Rest<'_>> {
        self.week.rest.contains(&date.weekday()).then(|| Rest::Weekly(date.weekday()))
    }

    /// True when `date` is a working day.
    pub fn is_working(&self, date: Date) -> bool {
        self.rest(date).is_none()
    }

    /// What a reader must know about the calendar of `year`, if anything: missing or provisional.
    pub fn warning(&self, year: i16) -> Option<Text> {
        match self.years.get(&year) {
            None => Some(Text::new(
                format!(
                    "Chưa có lịch nghỉ lễ năm {year}: kết quả chỉ tính ngày nghỉ hằng tuần, cần kiểm tra lại."
                ),
                format!("No holiday calendar for {year}: only weekly rest days are counted, please check."),
            )),
            Some(known) if known.provisional => Some(Text::new(
                format!(
                    "Lịch nghỉ lễ năm {year} là tạm tính, chưa có thông báo chính thức; thời hạn có thể thay đổi."
                ),
                format!(
                    "The {year} holiday calendar is provisional, no official notice yet; the due date may change."
                ),
            )),
            Some(_) => None,
        }
    }
}

/// The weekday as a Vietnamese reader names it.
pub(crate) fn vietnamese_weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "thứ Hai",
        Weekday::Tuesday => "thứ Ba",
        Weekday::Wednesday => "thứ Tư",
        Weekday::Thursday => "thứ Năm",
        Weekday::Friday => "thứ Sáu",
        Weekday::Saturday => "thứ Bảy",
        Weekday::Sunday => "Chủ nhật",
    }
}

/// The weekday in English.
pub(crate) fn english_weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
