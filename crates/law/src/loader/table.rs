//! A TOML table under reading: typed getters that report what is missing or of the wrong type, with its place.
//!
//! Every key asked for is remembered; [`Table::finish`] reports those that nobody asked for. A getter never stops
//! the reading: it reports and hands back nothing, so that one pass finds all faults.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::str::FromStr;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unicode_normalization::is_nfc;

use super::sheet::{Place, Sheet};
use crate::faults::Fault;
use crate::text::{Certainty, Text};

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

    fn inner(&self, map: &'a DeTable<'a>, key: &str, at: usize, many: bool) -> Self {
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        let name = if many { format!("[[{path}]]") } else { format!("[{path}]") };
        Self { sheet: self.sheet, map, path, name, at, known: RefCell::default() }
    }

    fn entry(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
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

    fn wrong_type(&self, key: &str, expected: &str, found: &DeValue<'_>) {
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

    fn missing(&self, key: &str, what: &str) {
        self.fault(key, format!("this key is missing: write {key} = {what}"));
    }

    fn sound(&self, key: &str, words: &str) -> String {
        if !is_nfc(words) {
            self.fault(key, "the text is not in Unicode form NFC: type it again or normalise the file");
        }
        words.to_owned()
    }

    /// A string, if written.
    pub(super) fn string(&self, key: &'static str) -> Option<String> {
        match self.entry(key)?.get_ref() {
            DeValue::String(words) => Some(self.sound(key, words)),
            other => {
                self.wrong_type(key, "a string", other);
                None
            }
        }
    }

    /// A string that must be written and not empty; empty after a fault.
    pub(super) fn needed_string(&self, key: &'static str) -> String {
        if !self.has(key) {
            self.known.borrow_mut().insert(key);
            self.missing(key, "\"…\"");
            return String::new();
        }
        let Some(words) = self.string(key) else { return String::new() };
        if words.trim().is_empty() {
            self.fault(key, "this must not be empty");
        }
        words
    }

    /// A string, empty when not written.
    pub(super) fn string_or_empty(&self, key: &'static str) -> String {
        self.string(key).unwrap_or_default()
    }

    /// True or false, `false` when not written.
    pub(super) fn flag(&self, key: &'static str) -> bool {
        self.boolean(key).unwrap_or(false)
    }

    /// True or false, if written.
    pub(super) fn boolean(&self, key: &'static str) -> Option<bool> {
        match self.entry(key)?.get_ref() {
            DeValue::Boolean(yes) => Some(*yes),
            other => {
                self.wrong_type(key, "true or false", other);
                None
            }
        }
    }

    /// A whole number between `least` and `most`, if written.
    pub(super) fn integer(&self, key: &'static str, least: i64, most: i64) -> Option<i64> {
        match self.entry(key)?.get_ref() {
            DeValue::Integer(digits) => {
                let number = i64::from_str_radix(digits.as_str(), digits.radix()).ok();
                let number = number.filter(|number| (least..=most).contains(number));
                if number.is_none() {
                    self.fault(key, format!("expected a whole number from {least} to {most}"));
                }
                number
            }
            other => {
                self.wrong_type(key, "a whole number", other);
                None
            }
        }
    }

    /// A day, if written.
    pub(super) fn date(&self, key: &'static str) -> Option<Date> {
        let advice = "a date without quotes, for example 2017-09-12";
        match self.entry(key)?.get_ref() {
            DeValue::Datetime(moment) => match (moment.date, moment.time) {
                (Some(day), None) => {
                    let found = i16::try_from(day.year).ok().zip(i8::try_from(day.month).ok());
                    let found = found.zip(i8::try_from(day.day).ok());
                    let found = found.and_then(|((year, month), day)| Date::new(year, month, day).ok());
                    if found.is_none() {
                        self.fault(key, "this day does not exist");
                    }
                    found
                }
                _ => {
                    self.fault(key, format!("expected {advice}, not a time"));
                    None
                }
            },
            other => {
                self.wrong_type(key, advice, other);
                None
            }
        }
    }

    /// A day that must be written.
    pub(super) fn needed_date(&self, key: &'static str) -> Option<Date> {
        if !self.has(key) {
            self.known.borrow_mut().insert(key);
            self.missing(key, "2026-01-01");
            return None;
        }
        self.date(key)
    }

    /// A text in two languages, if written.
    pub(super) fn text(&self, key: &'static str) -> Option<Text> {
        match self.entry(key)?.get_ref() {
            DeValue::Table(map) => Some(self.inner(map, key, self.value_at(key), false).bilingual()),
            other => {
                self.wrong_type(key, "a text { vi = \"…\", en = \"…\" }", other);
                None
            }
        }
    }

    /// A text that must be written; empty after a fault.
    pub(super) fn needed_text(&self, key: &'static str) -> Text {
        if !self.has(key) {
            self.known.borrow_mut().insert(key);
            self.missing(key, "{ vi = \"…\", en = \"…\" }");
            return Text::default();
        }
        self.text(key).unwrap_or_default()
    }

    /// This table itself as a text with nothing else in it.
    fn bilingual(self) -> Text {
        let text = self.words();
        self.finish();
        text
    }

    /// The keys `vi` and `en` of this table.
    pub(super) fn words(&self) -> Text {
        let vi = match self.has("vi") {
            true => self.string("vi").unwrap_or_default(),
            false => self.needed_string("vi"),
        };
        Text { vi, en: self.string_or_empty("en") }
    }

    /// Texts, none when not written.
    pub(super) fn texts(&self, key: &'static str) -> Vec<Text> {
        self.children(key).into_iter().map(Table::bilingual).collect()
    }

    /// Strings: a list, or one string alone; none when not written.
    pub(super) fn strings(&self, key: &'static str) -> Vec<String> {
        match self.entry(key).map(Spanned::get_ref) {
            None => Vec::new(),
            Some(DeValue::String(words)) => vec![self.sound(key, words)],
            Some(DeValue::Array(items)) => items
                .iter()
                .filter_map(|item| match item.get_ref() {
                    DeValue::String(words) => Some(self.sound(key, words)),
                    _ => {
                        let place = self.sheet.place(item.span().start, &self.name, key);
                        self.sheet.push(place.fault("expected a list of strings only"));
                        None
                    }
                })
                .collect(),
            Some(other) => {
                self.wrong_type(key, "a list of strings", other);
                Vec::new()
            }
        }
    }

    /// Whole numbers between `least` and `most`; none when not written.
    pub(super) fn small_numbers(&self, key: &'static str, least: u8, most: u8) -> Vec<u8> {
        let Some(entry) = self.entry(key) else { return Vec::new() };
        let DeValue::Array(items) = entry.get_ref() else {
            self.wrong_type(key, "a list of whole numbers", entry.get_ref());
            return Vec::new();
        };
        let numbers = items.iter().filter_map(|item| match item.get_ref() {
            DeValue::Integer(digits) => u8::from_str_radix(digits.as_str(), digits.radix()).ok(),
            _ => None,
        });
        let numbers: Vec<u8> = numbers.filter(|number| (least..=most).contains(number)).collect();
        if numbers.len() != items.len() {
            self.fault(key, format!("expected whole numbers from {least} to {most} only"));
        }
        numbers
    }

    /// A word read by its type, if written.
    pub(super) fn parsed<T>(&self, key: &'static str) -> Option<T>
    where
        T: FromStr<Err: Display>,
    {
        let words = self.string(key)?;
        words.parse().map_err(|why| self.fault(key, format!("{why}"))).ok()
    }

    /// A word that must be written, read by its type.
    pub(super) fn needed<T>(&self, key: &'static str) -> Option<T>
    where
        T: FromStr<Err: Display>,
    {
        if !self.has(key) {
            self.known.borrow_mut().insert(key);
            self.missing(key, "\"…\"");
            return None;
        }
        self.parsed(key)
    }

    /// Words read by their type; none when not written.
    pub(super) fn parsed_list<T>(&self, key: &'static str) -> Vec<T>
    where
        T: FromStr<Err: Display>,
    {
        let parse = |words: String| words.parse().map_err(|why| self.fault(key, format!("{why}"))).ok();
        self.strings(key).into_iter().filter_map(parse).collect()
    }

    /// One word of a list of words, if written.
    pub(super) fn one_of<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let given = self.string(key)?;
        let found = words.iter().find(|(word, _)| *word == given).map(|(_, value)| *value);
        if found.is_none() {
            let listed = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
            self.fault(key, format!("unknown word \"{given}\": expected one of {listed}"));
        }
        found
    }

    /// How sure the source is; `default` when not written.
    pub(super) fn certainty(&self, default: Certainty) -> Certainty {
        self.parsed("certainty").unwrap_or(default)
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

    fn value_at(&self, key: &str) -> usize {
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
