//! `bodies.toml`: the roles a text speaks of and who held them.

use super::references::{Names, References};
use super::table::Table;
use crate::ids::RoleKey;
use crate::ruleset::{Holder, Role};
use crate::text::Certainty;

/// Reads all `[[role]]` tables.
pub(super) fn roles(root: &Table<'_>, default: Certainty, references: &mut References) -> Vec<Role> {
    let mut names = Names::default();
    root.children("role").into_iter().map(|table| role(table, default, &mut names, references)).collect()
}

fn role(table: Table<'_>, default: Certainty, names: &mut Names, references: &mut References) -> Role {
    let key = table.needed::<RoleKey>("key");
    if let Some(key) = &key
        && !names.add(key.as_str())
    {
        table.fault("key", format!("role \"{key}\" is given twice"));
    }
    let role = Role {
        key: key.unwrap_or_else(RoleKey::placeholder),
        title: table.needed_text("title"),
        cite: table.string_or_empty("cite"),
        certainty: table.certainty(default),
        source: table.string_or_empty("source"),
        trace: table.strings("trace"),
        holders: table.children("holder").into_iter().map(|table| holder(table, references)).collect(),
    };
    table.finish();
    role
}

fn holder(table: Table<'_>, references: &mut References) -> Holder {
    let holder = Holder {
        name: table.needed_string("name"),
        from: table.date("from"),
        until: table.date("until"),
        agency: table.string("agency"),
        source: table.string_or_empty("source"),
    };
    if let Some(agency) = &holder.agency {
        references.agency(agency, table.place("agency"));
    }
    if let (Some(from), Some(until)) = (holder.from, holder.until)
        && until <= from
    {
        table.fault("until", "the end must be after the start");
    }
    table.finish();
    holder
}
