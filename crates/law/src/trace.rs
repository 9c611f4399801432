//! Which part of the loaded law implements which row of the obligations table.
//!
//! Every `trace` of every file, flattened, so that a traceability table can be held against the data.
//!
//! ```
//! # fn show(library: &law::Library) {
//! for traced in law::traces(library) {
//!     println!("{} {}", traced.row, traced.place);
//! }
//! # }
//! ```

use serde::Serialize;

use crate::form::Field;
use crate::library::Library;
use crate::lists::List;
use crate::ruleset::Ruleset;
use crate::teams::TeamRules;

/// One row of the obligations table and the provision that carries it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Traced {
    /// Row, such as `A-097`.
    pub row: String,
    /// Where, such as `tt20-2017/clocks/closing-report` or `_shared/lists/l8/dos`.
    pub place: String,
}

/// Every traced row with its place, sorted by row and place.
pub fn traces(library: &Library) -> Vec<Traced> {
    let mut found = Vec::new();
    for ruleset in library.rulesets() {
        of_ruleset(ruleset, &mut found);
    }
    of_lists("_shared", &library.lists, &mut found);
    for contradiction in library.contradictions() {
        add(&contradiction.trace, &format!("_shared/contradictions/{}", contradiction.id), &mut found);
    }
    found.sort();
    found.dedup();
    found
}

fn add(rows: &[String], place: &str, found: &mut Vec<Traced>) {
    found.extend(rows.iter().map(|row| Traced { row: row.clone(), place: place.to_owned() }));
}

fn of_ruleset(ruleset: &Ruleset, found: &mut Vec<Traced>) {
    let id = &ruleset.id;
    for role in &ruleset.roles {
        add(&role.trace, &format!("{id}/roles/{}", role.key), found);
    }
    for clock in &ruleset.clocks {
        add(&clock.trace, &format!("{id}/clocks/{}", clock.id), found);
    }
    for period in &ruleset.periods {
        add(&period.trace, &format!("{id}/periods/{}", period.id), found);
    }
    for provision in &ruleset.provisions {
        add(&provision.trace, &format!("{id}/provisions/{}", provision.id), found);
    }
    for group in &ruleset.task_groups {
        add(&group.trace, &format!("{id}/tasks/{}", group.id), found);
    }
    for task in &ruleset.tasks {
        add(&task.trace, &format!("{id}/tasks/{}/{}", task.group, task.id), found);
    }
    for target in &ruleset.targets {
        add(&target.trace, &format!("{id}/targets/{}", target.id), found);
    }
    if let Some(team) = &ruleset.team {
        of_team(id.as_str(), team, found);
    }
    if let Some(process) = &ruleset.process {
        add(&process.trace, &format!("{id}/process"), found);
        for phase in &process.phases {
            add(&phase.trace, &format!("{id}/process/phase-{}", phase.id), found);
        }
        for step in process.steps() {
            add(&step.trace, &format!("{id}/process/{}", step.id), found);
        }
    }
    for form in &ruleset.forms {
        let place = format!("{id}/forms/{}", form.id);
        add(&form.trace, &place, found);
        for section in &form.sections {
            add(&section.trace, &format!("{place}/{}", section.id), found);
        }
        for field in form.inputs() {
            add(&field.trace, &format!("{place}/{}", field.key), found);
            for option in &field.options {
                add(&option.trace, &format!("{place}/{}.{}", field.key, option.code), found);
            }
            of_table(field, &place, found);
        }
        if let Some(signature) = &form.signature {
            add(&signature.trace, &format!("{place}/signature"), found);
        }
    }
    of_lists(id.as_str(), &ruleset.lists, found);
}

fn of_team(id: &str, team: &TeamRules, found: &mut Vec<Traced>) {
    for post in &team.posts {
        add(&post.trace, &format!("{id}/team/posts/{}", post.key), found);
    }
    for rule in &team.authorities {
        add(&rule.trace, &format!("{id}/team/authority/{}", rule.post), found);
    }
    for rule in &team.delegations {
        add(&rule.trace, &format!("{id}/team/delegation/{}-{}", rule.from, rule.to), found);
    }
    if let Some(rule) = &team.meeting {
        add(&rule.trace, &format!("{id}/team/meeting"), found);
    }
    if let Some(rule) = &team.access {
        add(&rule.trace, &format!("{id}/team/access"), found);
    }
}

fn of_table(field: &Field, place: &str, found: &mut Vec<Traced>) {
    let Some(table) = &field.table else { return };
    let place = format!("{place}/{}", field.key);
    for column in &table.columns {
        add(&column.field.trace, &format!("{place}/column-{}", column.field.key), found);
    }
    for row in &table.rows {
        add(&row.trace, &format!("{place}/row-{}", row.key), found);
    }
    if let Some(total) = &table.total {
        add(&total.trace, &format!("{place}/total"), found);
    }
}

fn of_lists(owner: &str, lists: &[List], found: &mut Vec<Traced>) {
    for list in lists {
        add(&list.trace, &format!("{owner}/lists/{}", list.id), found);
        for item in &list.items {
            add(&item.trace, &format!("{owner}/lists/{}/{}", list.id, item.code), found);
        }
    }
}
