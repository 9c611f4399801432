//! `clocks.toml`: the time limits of a text.

use jiff::SignedDuration;

use super::references::{Names, References};
use super::table::Table;
use super::words;
use crate::clock::{Clock, Limit, When};
use crate::ids::{ClockId, FormId, RoleKey};
use crate::ruleset::YearDay;
use crate::text::Certainty;

/// The longest limit in days we believe: ten years.
const MOST_DAYS: i64 = 3_660;

/// The shared list of what an officer ticks on an incident.
const CIRCUMSTANCES: &str = "circumstances";

/// Reads all `[[clock]]` tables.
pub(super) fn clocks(root: &Table<'_>, default: Certainty, references: &mut References) -> Vec<Clock> {
    let mut names = Names::default();
    let read = |table| clock(table, default, &mut names, references);
    root.children("clock").into_iter().filter_map(read).collect()
}

fn clock(
    table: Table<'_>,
    default: Certainty,
    names: &mut Names,
    references: &mut References,
) -> Option<Clock> {
    let id = table.needed::<ClockId>("id");
    let aliases: Vec<ClockId> = table.parsed_list("aliases");
    for (key, name) in id.iter().map(|id| ("id", id)).chain(aliases.iter().map(|alias| ("aliases", alias))) {
        if !names.add(name.as_str()) {
            table.fault(key, format!("clock \"{name}\" is given twice"));
        }
    }
    let owes = table.needed::<RoleKey>("owes");
    let to: Vec<RoleKey> = table.parsed_list("to");
    if to.is_empty() && !table.has("to") {
        table.fault("to", "this key is missing: write to = [\"…\"], the roles it is owed to");
    }
    owes.iter().for_each(|role| references.role(role, table.place("owes")));
    to.iter().for_each(|role| references.role(role, table.place("to")));
    let form = table.parsed::<FormId>("form");
    form.iter().for_each(|form| references.form(form, table.place("form")));

    let starts = table.needed_string("starts");
    if !starts.is_empty() && !words::starts_clock(&starts) {
        table.fault(
            "starts",
            format!(
                "unknown event \"{starts}\": expected one of {}, or report.<kind>.delivered",
                words::EVENTS.join(", ")
            ),
        );
    }
    let met_by = table.needed_string("met_by");
    if !met_by.is_empty() && !words::meets_clock(&met_by) {
        table.fault("met_by", format!("unknown event \"{met_by}\": expected {}", words::meets_clock_words()));
    }
    let counts_earlier = table.flag("counts_earlier");
    let limit = limit(&table);
    let policy = policy(&table, limit);
    let mut remind: Vec<SignedDuration> =
        table.strings("remind").iter().filter_map(|word| span(&table, word)).collect();
    remind.sort();
    remind.reverse();
    let when = table.child("when").map(|inner| when(inner, references)).unwrap_or_default();
    let title = table.needed_text("title");
    let cite = table.needed_string("cite");
    let consequence = table.string("consequence");
    consequence.iter().for_each(|row| references.row(row, table.place("consequence")));
    let certainty = table.certainty(default);
    let (source, trace, notes) =
        (table.string_or_empty("source"), table.strings("trace"), table.texts("notes"));
    table.finish();
    Some(Clock {
        id: id?,
        aliases,
        title,
        cite,
        owes: owes?,
        to,
        starts,
        when,
        limit: limit?,
        policy,
        remind,
        met_by,
        counts_earlier,
        form,
        consequence,
        certainty,
        source,
        trace,
        notes,
    })
}

fn limit(table: &Table<'_>) -> Option<Limit> {
    let choice = "one of { days = 5 }, { months = 1 }, { hours = 24 }, { before = \"20/6\" }, { immediately = true }, { none = true }";
    let Some(inner) = table.child("limit") else {
        if !table.has("limit") {
            table.fault("limit", format!("this key is missing: write limit = {choice}"));
        }
        return None;
    };
    let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let written = ["days", "months", "hours", "before", "immediately", "none"]
        .iter()
        .filter(|key| inner.has(key))
        .count();
    let days = inner.integer("days", 1, MOST_DAYS).map(|days| Limit::Days(count(days)));
    let months = inner.integer("months", 1, MOST_DAYS / 30).map(|months| Limit::Months(count(months)));
    let hours = inner.integer("hours", 1, MOST_DAYS * 24).map(|hours| Limit::Hours(count(hours)));
    let before = inner.parsed::<YearDay>("before").map(|YearDay { month, day }| Limit::Before { day, month });
    let word = |key: &'static str, limit: Limit| match inner.boolean(key) {
        Some(false) => {
            inner.fault(key, "write true, or leave the key out");
            None
        }
        given => given.map(|_| limit),
    };
    let (immediately, none) = (word("immediately", Limit::Immediately), word("none", Limit::None));
    if written != 1 {
        let found = if written == 0 { "none" } else { "several" };
        table.fault("limit", format!("a clock has exactly one limit, found {found}: write {choice}"));
    }
    inner.finish();
    if written == 1 { days.or(months).or(hours).or(before).or(immediately).or(none) } else { None }
}

fn policy(table: &Table<'_>, limit: Option<Limit>) -> Option<SignedDuration> {
    let inner = table.child("policy")?;
    let minutes = inner.integer("minutes", 1, MOST_DAYS * 24 * 60).map(SignedDuration::from_mins);
    let hours = inner.integer("hours", 1, MOST_DAYS * 24).map(SignedDuration::from_hours);
    let days = inner.integer("days", 1, MOST_DAYS).map(|days| SignedDuration::from_hours(24 * days));
    if ["minutes", "hours", "days"].iter().filter(|key| inner.has(key)).count() != 1 {
        table.fault("policy", "a policy has exactly one of minutes, hours or days");
    }
    if matches!(limit, Some(Limit::Days(_) | Limit::Months(_) | Limit::Hours(_) | Limit::Before { .. })) {
        table.fault(
            "policy",
            "a policy stands only beside immediately or none: the law already gives a number here",
        );
    }
    inner.finish();
    minutes.or(hours).or(days)
}

fn when(table: Table<'_>, references: &mut References) -> When {
    let circumstance = table.string("circumstance");
    if let Some(code) = &circumstance {
        references.row(format!("{CIRCUMSTANCES}/{code}"), table.place("circumstance"));
    }
    let when = When {
        severe: table.one_of("severity", &[("severe", true), ("ordinary", false)]),
        beyond_ability: table.boolean("beyond_ability"),
        fixed_at_notice: table.boolean("fixed_at_notice"),
        possibly_severe: table.boolean("possibly_severe"),
        circumstance,
    };
    table.finish();
    when
}

/// Reads `48h`, `30m` or `2d`.
fn span(table: &Table<'_>, word: &str) -> Option<SignedDuration> {
    let (digits, minutes) = match word.char_indices().next_back() {
        Some((at, 'd')) => (word.get(..at), 24 * 60),
        Some((at, 'h')) => (word.get(..at), 60),
        Some((at, 'm')) => (word.get(..at), 1),
        _ => (None, 0),
    };
    let number = digits.and_then(|digits| digits.parse::<u16>().ok()).filter(|number| *number > 0);
    if number.is_none() {
        table.fault("remind", format!("\"{word}\" is not a span: write \"48h\", \"30m\" or \"2d\""));
    }
    number.map(|number| SignedDuration::from_mins(i64::from(number) * minutes))
}
