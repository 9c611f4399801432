//! `calendars/<year>.toml` and `calendars/week.toml`.

use jiff::civil::Weekday;

use super::references::Names;
use super::table::Table;
use crate::calendar::{CalendarDay, CalendarYear, DayKind, OwnCalendar, Week, english_weekday};
use crate::text::Certainty;

/// Reads the root table of `week.toml`.
pub(super) fn week(root: &Table<'_>) -> Week {
    let words = root.strings("rest");
    let rest: Vec<Weekday> = words
        .iter()
        .filter_map(|word| {
            let found = Weekday::Monday
                .cycle_forward()
                .take(7)
                .find(|day| english_weekday(*day).eq_ignore_ascii_case(word));
            if found.is_none() {
                root.fault("rest", format!("unknown weekday \"{word}\": write monday … sunday"));
            }
            found
        })
        .collect();
    if !root.has("rest") {
        root.fault("rest", "this key is missing: write rest = [\"saturday\", \"sunday\"]");
    }
    if rest.len() > 6 {
        root.fault("rest", "a week needs at least one working day");
    }
    Week {
        rest,
        title: root.text("title"),
        source: root.string_or_empty("source"),
        certainty: root.parsed("certainty"),
    }
}

/// Reads the root table of `bodies/<name>`: working time of bodies that rest on other days.
pub(super) fn own(root: &Table<'_>, name: &str) -> OwnCalendar {
    let bodies = root.strings("bodies");
    if bodies.is_empty() {
        root.fault("bodies", "nobody has this calendar: write bodies = [\"<key of a body>\"]");
    }
    if root.string_or_empty("source").is_empty() {
        root.fault("source", "this key is missing: name the document that lays down this working time");
    }
    OwnCalendar {
        id: name.trim_end_matches(".toml").to_owned(),
        bodies,
        week: week(root),
        holidays: root.boolean("holidays").unwrap_or(true),
    }
}

/// Reads the root table of the file `name` of one year.
pub(super) fn year(root: &Table<'_>, name: &str) -> Option<CalendarYear> {
    let given = root.integer("year", 1900, 2200).and_then(|year| i16::try_from(year).ok());
    if !root.has("year") {
        root.fault("year", "this key is missing: write year = 2026");
    }
    if let Some(year) = given
        && name != format!("{year}.toml")
    {
        root.fault("year", format!("the file is named {name} but speaks of {year}"));
    }
    let mut dates = Names::default();
    let read = |table| day(table, given, &mut dates);
    let (provisional, title, notes) =
        (root.flag("provisional"), root.needed_text("title"), root.texts("notes"));
    let days = root.children("day").into_iter().filter_map(read).collect();
    Some(CalendarYear { year: given?, provisional, title, notes, days })
}

fn day(table: Table<'_>, year: Option<i16>, dates: &mut Names) -> Option<CalendarDay> {
    let date = table.needed_date("date");
    if let (Some(date), Some(year)) = (date, year)
        && date.year() != year
    {
        table.fault("date", format!("this day is not in {year}, the year of the file"));
    }
    if let Some(date) = date
        && !dates.add(date.to_string())
    {
        table.fault("date", format!("the day {date} is given twice"));
    }
    let kind = table.parsed::<DayKind>("kind");
    if !table.has("kind") {
        table.fault("kind", "this key is missing: write kind = \"holiday\"");
    }
    let (name, source) = (table.needed_text("name"), table.needed_string("source"));
    let (certainty, applies_to) = (table.certainty(Certainty::Recalled), table.text("applies_to"));
    table.finish();
    Some(CalendarDay { date: date?, kind: kind?, name, source, certainty, applies_to })
}
