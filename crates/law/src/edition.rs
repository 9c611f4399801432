//! Files of the law that begin a change of it: a new edition of a text, as a folder to be edited – the files of the edition
//! before it under a name of their own, with the heading that makes it follow on – and a year with one day more.
//!
//! ```
//! # fn copy(files: &[law::SourceFile], new: &law::NewEdition<'_>) -> Result<(), law::NoEdition> {
//! for file in law::new_edition(files, "tt20-2017", new)? {
//!     println!("{}", file.path);
//! }
//! # Ok(()) }
//! ```

use jiff::civil::Date;
use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, value};

use crate::calendar::CalendarDay;
use crate::ids::RulesetId;
use crate::library::SourceFile;

/// What a new edition is called and when it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEdition<'a> {
    /// Id, that is name of its folder.
    pub id: &'a str,
    /// Number of the text that brings it, as printed; empty keeps the number of the edition before.
    pub number: &'a str,
    /// First day of force.
    pub from: Date,
}

/// Why there is no new edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoEdition {
    /// No folder of that id has a heading.
    #[error("there is no such edition")]
    Unknown,
    /// The id is no name of a folder.
    #[error("the id is not a name: write small Latin letters, digits and hyphens")]
    Unfit,
    /// The id is taken.
    #[error("the id is taken")]
    Taken,
    /// The heading cannot be read.
    #[error("the heading cannot be read")]
    Unreadable,
}

/// The files of edition `base` as those of a new one that replaces it. Everything but the heading stays letter by letter.
///
/// # Errors
/// [`NoEdition`].
pub fn new_edition(
    files: &[SourceFile],
    base: &str,
    new: &NewEdition<'_>,
) -> Result<Vec<SourceFile>, NoEdition> {
    new.id.parse::<RulesetId>().map_err(|_| NoEdition::Unfit)?;
    let folder = |id: &str| format!("rulesets/{id}/");
    let (old, own) = (folder(base), folder(new.id));
    if files.iter().any(|file| file.path.starts_with(&own)) {
        return Err(NoEdition::Taken);
    }
    let mut found = false;
    let mut copies = Vec::new();
    for file in files {
        let Some(rest) = file.path.strip_prefix(&old) else { continue };
        let text = if rest == "ruleset.toml" {
            found = true;
            heading(&file.text, base, new)?
        } else {
            file.text.clone()
        };
        copies.push(SourceFile { path: format!("{own}{rest}"), text });
    }
    if found { Ok(copies) } else { Err(NoEdition::Unknown) }
}

fn heading(text: &str, base: &str, new: &NewEdition<'_>) -> Result<String, NoEdition> {
    let mut root: DocumentMut = text.parse().map_err(|_| NoEdition::Unreadable)?;
    put(&mut root, "id", new.id);
    if !new.number.trim().is_empty() {
        put(&mut root, "number", new.number.trim());
    }
    put(&mut root, "edition", "amendment");
    if !root.contains_key("edition_of") {
        put(&mut root, "edition_of", base);
    }
    put(&mut root, "replaces", base);
    let force = root.entry("force").or_insert_with(|| Item::Table(Table::new()));
    let force = force.as_table_mut().ok_or(NoEdition::Unreadable)?;
    let from = new.from.to_string().parse::<toml_edit::Datetime>().map_err(|_| NoEdition::Unreadable)?;
    force.remove("never");
    force.remove("until");
    force.insert("from", value(from));
    Ok(root.to_string())
}

/// The file of a year with one special day more; `text` is the file as it is, or nothing for a year that has none yet.
///
/// # Errors
/// [`NoEdition::Unreadable`]; [`NoEdition::Taken`] when the day has an entry already.
pub fn with_day(text: Option<&str>, day: &CalendarDay) -> Result<String, NoEdition> {
    let year = day.date.year();
    let empty = format!(
        "year = {year}\nprovisional = true\ntitle = {{ vi = \"Ngày nghỉ lễ và hoán đổi năm {year}\", en = \"Public holidays and swapped days of {year}\" }}\n"
    );
    let mut root: DocumentMut = text.unwrap_or(&empty).parse().map_err(|_| NoEdition::Unreadable)?;
    let date = day.date.to_string().parse::<toml_edit::Datetime>().map_err(|_| NoEdition::Unreadable)?;
    let days = root.entry("day").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let days = days.as_array_of_tables_mut().ok_or(NoEdition::Unreadable)?;
    let known =
        |known: &Table| known.get("date").and_then(Item::as_datetime).is_some_and(|known| *known == date);
    if days.iter().any(known) {
        return Err(NoEdition::Taken);
    }
    let mut name = InlineTable::new();
    name.insert("vi", day.name.vi.as_str().into());
    name.insert("en", day.name.en.as_str().into());
    let mut entry = Table::new();
    entry.insert("date", value(date));
    entry.insert("kind", value(day.kind.code()));
    entry.insert("name", value(name));
    entry.insert("source", value(day.source.as_str()));
    entry.insert("certainty", value(day.certainty.to_string()));
    days.push(entry);
    Ok(root.to_string())
}

/// Sets a key; the words around the old value stay.
fn put(root: &mut DocumentMut, key: &str, to: &str) {
    match root.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            let around = old.decor().clone();
            *old = to.into();
            *old.decor_mut() = around;
        }
        None => {
            root.insert(key, value(to));
        }
    }
}
