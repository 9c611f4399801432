//! `facts/*.toml`: public facts that forms and filters name, such as the provinces. Each file becomes a list of its name.

use super::references::Names;
use super::sheet::Sheet;
use super::table::Table;
use crate::ids::ListId;
use crate::lists::{List, ListItem};
use crate::text::{Certainty, Text};

/// Reads one file of facts: provinces or ministries, whichever it holds.
pub(super) fn facts(root: &Table<'_>, sheet: &Sheet) -> Option<List> {
    let name = sheet.file_name().trim_end_matches(".toml");
    let mut codes = Names::default();
    let mut items: Vec<ListItem> =
        root.children("province").into_iter().map(|t| province(t, &mut codes)).collect();
    items.extend(root.children("ministry").into_iter().map(|t| ministry(t, &mut codes)));
    former(root);
    root.needed_date("from");
    let source = root.needed_string("source");
    let id: ListId = match name.parse() {
        Ok(id) => id,
        Err(bad) => {
            root.fault("source", format!("the file name is wrong: {bad}"));
            return None;
        }
    };
    let title = Text { vi: name.to_owned(), en: name.to_owned() };
    Some(List {
        id,
        title,
        cite: source.clone(),
        certainty: Certainty::Secondary,
        source,
        trace: Vec::new(),
        checklist: false,
        items,
    })
}

fn province(table: Table<'_>, codes: &mut Names) -> ListItem {
    let code = table.needed_string("code");
    if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_digit()) {
        table.fault("code", "the code of a province has two digits, for example \"01\"");
    }
    let kind = table.needed_string("kind");
    if !matches!(kind.as_str(), "city" | "province") {
        table.fault("kind", "expected \"city\" or \"province\"");
    }
    table.integer("communes", 1, 10_000);
    table.strings("merged");
    table.date("kind_since");
    named(table, code, codes)
}

fn ministry(table: Table<'_>, codes: &mut Names) -> ListItem {
    let code = table.needed_string("code");
    table.needed_string("kind");
    table.needed_string("sector");
    named(table, code, codes)
}

/// Bodies that are no more, with those that took over.
fn former(root: &Table<'_>) {
    for table in root.children("former") {
        table.needed_string("name");
        table.strings("successors");
        table.string("note");
        table.certainty(Certainty::Recalled);
        table.finish();
    }
}

/// The name in both languages; ends the reading of the table.
fn named(table: Table<'_>, code: String, codes: &mut Names) -> ListItem {
    if !code.is_empty() && !codes.add(code.as_str()) {
        table.fault("code", format!("code \"{code}\" is given twice"));
    }
    let label = Text { vi: table.needed_string("name"), en: table.string_or_empty("name_en") };
    table.string("note");
    table.finish();
    ListItem { code, number: None, class: None, label, note: None, required: false, trace: Vec::new() }
}
