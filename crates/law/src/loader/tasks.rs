//! `tasks.toml`: tasks and projects that a text hands out.

use super::references::{Names, References, named};
use super::table::Table;
use crate::ids::RoleKey;
use crate::tasks::{Task, TaskGroup};
use crate::text::Certainty;

/// The first and the last year we believe.
const YEARS: (i64, i64) = (1945, 2200);

/// Reads all `[[group]]` and `[[task]]` tables.
pub(super) fn tasks(
    root: &Table<'_>,
    default: Certainty,
    references: &mut References,
) -> (Vec<TaskGroup>, Vec<Task>) {
    let (mut groups, mut names) = (Names::default(), Names::default());
    let groups: Vec<TaskGroup> =
        root.children("group").into_iter().map(|table| group(table, &mut groups)).collect();
    let read = |table| task(table, default, &groups, &mut names, references);
    let tasks = root.children("task").into_iter().map(read).collect();
    (groups, tasks)
}

fn group(table: Table<'_>, names: &mut Names) -> TaskGroup {
    let group = TaskGroup {
        id: named(&table, "group", names),
        title: table.needed_text("title"),
        cite: table.string_or_empty("cite"),
        trace: table.strings("trace"),
    };
    table.finish();
    group
}

fn task(
    table: Table<'_>,
    default: Certainty,
    groups: &[TaskGroup],
    names: &mut Names,
    references: &mut References,
) -> Task {
    let id = named(&table, "task", names);
    let group = table.needed_string("group");
    if !group.is_empty() && !groups.iter().any(|known| known.id == group) {
        table.fault("group", format!("unknown group \"{group}\": add a [[group]] with this id"));
    }
    let (lead, support): (Vec<RoleKey>, Vec<RoleKey>) =
        (table.parsed_list("lead"), table.parsed_list("support"));
    lead.iter().for_each(|role| references.role(role, table.place("lead")));
    support.iter().for_each(|role| references.role(role, table.place("support")));
    if lead.is_empty() && !table.has("lead") && !table.has("lead_text") {
        table.fault("lead", "a task without lead: write lead = [\"…\"], or lead_text as printed, or lead = [] when the text names nobody");
    }
    let year = |key| table.integer(key, YEARS.0, YEARS.1).and_then(|year| i16::try_from(year).ok());
    let (from_year, until_year) = (year("from_year"), year("until_year"));
    if let (Some(from), Some(until)) = (from_year, until_year)
        && until < from
    {
        table.fault("until_year", "the last year must not be before the first");
    }
    let task = Task {
        id,
        group,
        number: table.string_or_empty("number"),
        title: table.needed_text("title"),
        text: table.text("text"),
        lead,
        support,
        lead_text: table.text("lead_text"),
        support_text: table.text("support_text"),
        time: table.text("time"),
        from_year,
        until_year,
        money: table.text("money"),
        cite: table.string_or_empty("cite"),
        certainty: table.certainty(default),
        source: table.string_or_empty("source"),
        trace: table.strings("trace"),
        notes: table.texts("notes"),
    };
    table.finish();
    task
}
