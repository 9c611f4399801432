//! `lists.toml` and the shared lists.

use super::references::Names;
use super::table::Table;
use crate::ids::ListId;
use crate::lists::{List, ListItem};
use crate::text::Certainty;

/// Reads all `[[list]]` tables into `lists`, refusing ids already there.
pub(super) fn lists(root: &Table<'_>, lists: &mut Vec<List>) {
    for table in root.children("list") {
        let id = table.needed::<ListId>("id");
        if let Some(id) = &id
            && lists.iter().any(|list| list.id == *id)
        {
            table.fault("id", format!("list \"{id}\" is given twice"));
        }
        let mut codes = Names::default();
        let title = table.needed_text("title");
        let cite = table.string_or_empty("cite");
        let certainty = table.certainty(Certainty::Recalled);
        let (source, trace) = (table.string_or_empty("source"), table.strings("trace"));
        let checklist = table.flag("checklist");
        let items: Vec<ListItem> =
            table.children("item").into_iter().map(|table| item(table, &mut codes)).collect();
        if !checklist && items.iter().any(|item| item.required) {
            table.fault(
                "checklist",
                "an item is required, so this list is ticked off: write checklist = true",
            );
        }
        table.finish();
        if let Some(id) = id {
            lists.push(List { id, title, cite, certainty, source, trace, checklist, items });
        }
    }
}

fn item(table: Table<'_>, codes: &mut Names) -> ListItem {
    let code = table.needed_string("code");
    if !code.is_empty() && !codes.add(code.as_str()) {
        table.fault("code", format!("code \"{code}\" is given twice in this list"));
    }
    let item = ListItem {
        code,
        number: table.string("number"),
        class: table.string("class"),
        label: table.needed_text("label"),
        note: table.text("note"),
        required: table.flag("required"),
        trace: table.strings("trace"),
    };
    table.finish();
    item
}
