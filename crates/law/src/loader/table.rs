//! A TOML table under reading: its place, its inner tables, and the keys that nobody asked for.
//!
//! Every key asked for is remembered; [`Table::finish`] reports those that nobody asked for. A getter never stops
//! the reading: it reports and hands back nothing, so that one pass finds all faults. The getters of values are in `values`.

use std::cell::RefCell;
use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unicode_normalization::is_nfc;

use super::sheet::{Place, Sheet};
use crate::faults::Fault;

/// A table and what was read of it.
pub(super) struct Table<'a> {
    sheet: &'a Sheet,
    map: &'a DeTable<'a>,
    /// Path inside the file, such as `clock.limit`; empty for the root.
    path: String,
    /// As written, such as `[[clock]]`.
    name: String,
    at: usize,
    known: RefCell<BTreeSet<&'static str>>,
}

impl<'a> Table<'a> {
    /// The whole file.
    pub(super) fn root(sheet: &'a Sheet, map: &'a DeTable<'a>) -> Self {
        Self { sheet, map, path: String::new(), name: String::new(), at: 0, known: RefCell::default() }
    }

    /// The table in a key, or one of the tables of a list.
    pub(super) fn inner(&self, map: &'a DeTable<'a>, key: &str, at: usize, many: bool) -> Self {
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        let name = if many { format!("[[{path}]]") } else { format!("[{path}]") };
        Self { sheet: self.sheet, map, path, name, at, known: RefCell::default() }
    }

    /// The value of a key, which is from now on known.
    pub(super) fn entry(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.known.borrow_mut().insert(key);
        self.map.get(key)
    }

    /// True when the key is written, whatever its value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.map.contains_key(key)
    }

    /// The place of a key, or of the table when the key is not written.
    pub(super) fn place(&self, key: &str) -> Place {
        let at = self.map.get_key_value(key).map_or(self.at, |(key, _)| key.span().start);
        self.sheet.place(at, &self.name, key)
    }

    /// The place of the value of a key, or of the table.
    fn value_place(&self, key: &str) -> Place {
        let at = self.map.get(key).map_or(self.at, |value| value.span().start);
        self.sheet.place(at, &self.name, key)
    }

    /// Reports a fault at a key.
    pub(super) fn fault(&self, key: &str, message: impl Into<String>) {
        self.sheet.push(self.place(key).fault(message));
    }

    /// Reports a fault of this file at a place noted before.
    pub(super) fn report(&self, fault: Fault) {
        self.sheet.push(fault);
    }

    /// Reports that a value is of the wrong type.
    pub(super) fn wrong_type(&self, key: &str, expected: &str, found: &DeValue<'_>) {
        let found = match found {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a decimal number",
            DeValue::Boolean(_) => "true/false",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.sheet.push(self.value_place(key).fault(format!("expected {expected}, found {found}")));
    }

    /// Reports that a key which must be written is not.
    pub(super) fn missing(&self, key: &'static str, what: &str) {
        self.known.borrow_mut().insert(key);
        self.fault(key, format!("this key is missing: write {key} = {what}"));
    }

    /// Reports a fault at a byte of the file, such as one entry of a list.
    pub(super) fn fault_at(&self, at: usize, key: &str, message: &str) {
        self.sheet.push(self.sheet.place(at, &self.name, key).fault(message));
    }

    /// A string as written; reports it when it is not NFC.
    pub(super) fn sound(&self, key: &str, words: &str) -> String {
        if !is_nfc(words) {
            self.fault(key, "the text is not in Unicode form NFC: type it again or normalise the file");
        }
        words.to_owned()
    }

    /// Tables of a list of tables, none when not written.
    pub(super) fn children(&self, key: &'static str) -> Vec<Table<'a>> {
        let Some(entry) = self.entry(key) else { return Vec::new() };
        let DeValue::Array(items) = entry.get_ref() else {
            self.wrong_type(key, "a list of tables", entry.get_ref());
            return Vec::new();
        };
        let inner = |item: &'a Spanned<DeValue<'a>>| match item.get_ref() {
            DeValue::Table(map) => Some(self.inner(map, key, item.span().start, true)),
            other => {
                self.wrong_type(key, "a list of tables only", other);
                None
            }
        };
        items.iter().filter_map(inner).collect()
    }

    /// An inner table, if written.
    pub(super) fn child(&self, key: &'static str) -> Option<Table<'a>> {
        match self.entry(key)?.get_ref() {
            DeValue::Table(map) => Some(self.inner(map, key, self.value_at(key), false)),
            other => {
                self.wrong_type(key, "a table", other);
                None
            }
        }
    }

    /// Where a key stands, or else the table.
    pub(super) fn value_at(&self, key: &str) -> usize {
        self.map.get_key_value(key).map_or(self.at, |(key, _)| key.span().start)
    }

    /// Reports every key that was not asked for.
    pub(super) fn finish(self) {
        let known = self.known.borrow();
        for key in self.map.keys() {
            let word: &str = key.get_ref();
            if known.contains(word) {
                continue;
            }
            let near = known.iter().find(|known| near(known, word));
            let advice = match near {
                Some(near) => format!("did you mean {near}?"),
                None => format!("known here: {}", known.iter().copied().collect::<Vec<_>>().join(", ")),
            };
            let place = self.sheet.place(key.span().start, &self.name, word);
            self.sheet.push(place.fault(format!("unknown key; {advice}")));
        }
    }
}

/// True when two words differ by a slip: one letter changed, added, dropped, or two swapped.
fn near(known: &str, given: &str) -> bool {
    let (known, given): (Vec<char>, Vec<char>) = (known.chars().collect(), given.chars().collect());
    if known.len().abs_diff(given.len()) > 1 || given.len() > 40 {
        return false;
    }
    let head = known.iter().zip(&given).take_while(|(one, other)| one == other).count();
    let tail = known.iter().rev().zip(given.iter().rev()).take_while(|(one, other)| one == other).count();
    let longest = known.len().max(given.len());
    let swapped = head + tail + 2 == longest
        && known.len() == given.len()
        && known.get(head) == given.get(head + 1)
        && known.get(head + 1) == given.get(head);
    head + tail + 1 >= longest || swapped
}
