//! Typed getters of a [`Table`]: each reports, with its place, what is missing or of the wrong type.

use std::fmt::Display;
use std::str::FromStr;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::DeValue;

use super::table::Table;
use crate::text::{Certainty, Text};

impl Table<'_> {
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
                        self.fault_at(item.span().start, key, "expected a list of strings only");
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
}
