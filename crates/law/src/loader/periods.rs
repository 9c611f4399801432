//! `periods.toml`: the reporting periods a text fixes.

use super::references::{Names, References, named};
use super::table::Table;
use crate::ids::{ClockId, FormId};
use crate::ruleset::Period;
use crate::text::Certainty;

/// Reads all `[[period]]` tables.
pub(super) fn periods(root: &Table<'_>, default: Certainty, references: &mut References) -> Vec<Period> {
    let mut names = Names::default();
    root.children("period").into_iter().map(|table| period(table, default, &mut names, references)).collect()
}

fn period(table: Table<'_>, default: Certainty, names: &mut Names, references: &mut References) -> Period {
    let id = named(&table, "period", names);
    let clock = table.parsed::<ClockId>("clock");
    clock.iter().for_each(|clock| references.clock(clock, table.place("clock")));
    let form = table.parsed::<FormId>("form");
    form.iter().for_each(|form| references.form(form, table.place("form")));
    let period = Period {
        id,
        title: table.needed_text("title"),
        from: table.parsed("from"),
        until: table.parsed("until"),
        clock,
        form,
        cite: table.string_or_empty("cite"),
        certainty: table.certainty(default),
        source: table.string_or_empty("source"),
        trace: table.strings("trace"),
        notes: table.texts("notes"),
    };
    table.finish();
    period
}
