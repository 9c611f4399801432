//! Checking a filled form: every value read by its kind, then the rules between values.
//!
//! Neighbours: `fields` reads single values, `messages` has the words.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::Serialize;
use serde_json::Value;

use super::messages::{self, Finding};
use super::{Field, FieldKind, Form, Values, fields};
use crate::clock::{shown, zone};
use crate::text::{Lang, Text};

/// What validation needs to know of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// The present moment.
    pub now: Timestamp,
}

/// What is wrong with one value, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// Key of the field.
    pub key: String,
    /// Stable code, such as `required`.
    pub code: String,
    /// What to do about it.
    pub message: Text,
}

/// Checks `raw` against `form` and normalises it.
///
/// The values that come back are those to store: texts in NFC and trimmed, days as `YYYY-MM-DD`, lists as lists.
/// A value that is wrong comes back as it was typed, so that it can be mended; keys the form does not have are
/// left out. `complete` = false is for drafts: what is missing is then no error. Errors come in printed order.
pub fn validate(form: &Form, raw: &Values, ctx: &Context, complete: bool) -> (Values, Vec<FieldError>) {
    let mut check = Check { form, ctx, complete, values: Values::new(), errors: Vec::new() };
    for field in form.inputs() {
        check.read(field, raw);
    }
    // Rules between values need all of them.
    for field in form.inputs() {
        check.times(field);
    }
    for key in raw.keys() {
        if !knows(form, key) && !fields::is_empty(raw.get(key).unwrap_or(&Value::Null)) {
            check.report(key, messages::unknown_field());
        }
    }
    let order = |key: &str| form.inputs().position(|field| key == field.key || owns_text(field, key));
    check.errors.sort_by_key(|error| order(&error.key).unwrap_or(usize::MAX));
    (check.values, check.errors)
}

fn knows(form: &Form, key: &str) -> bool {
    form.inputs().any(|field| (field.key == key && field.kind != FieldKind::Fixed) || owns_text(field, key))
}

fn owns_text(field: &Field, key: &str) -> bool {
    field.options.iter().any(|option| option.text && field.text_key(&option.code) == key)
}

struct Check<'a> {
    form: &'a Form,
    ctx: &'a Context,
    complete: bool,
    values: Values,
    errors: Vec<FieldError>,
}

impl Check<'_> {
    fn report(&mut self, key: &str, Finding { code, message }: Finding) {
        self.errors.push(FieldError { key: key.to_owned(), code: code.to_owned(), message });
    }

    fn wrong(&self, key: &str) -> bool {
        self.errors.iter().any(|error| error.key == key)
    }

    fn read(&mut self, field: &Field, raw: &Values) {
        if field.kind == FieldKind::Fixed {
            return;
        }
        let reading = raw.get(&field.key).map(|value| fields::read(field, value)).unwrap_or_default();
        for finding in reading.findings {
            self.report(&field.key, finding);
        }
        let ticked = count(reading.value.as_ref());
        match reading.value {
            Some(value) => {
                self.values.insert(field.key.clone(), value);
            }
            None if field.required && self.complete => {
                self.report(&field.key, messages::required(&field.label))
            }
            None => {}
        }
        if let Some(least) = field.min_choices
            && self.complete
            && ticked < least
            && (ticked > 0 || !field.required)
        {
            self.report(&field.key, messages::too_few(least));
        }
        self.option_texts(field, raw);
    }

    fn option_texts(&mut self, field: &Field, raw: &Values) {
        for option in field.options.iter().filter(|option| option.text) {
            let key = field.text_key(&option.code);
            let typed = raw.get(&key).filter(|typed| !fields::is_empty(typed));
            let ticked = self.values.get(&field.key).is_some_and(|value| holds(value, &option.code));
            match typed.map(|typed| (typed, fields::clean_line(typed, fields::LONG_TEXT_MOST))) {
                Some((_, Ok(words))) => {
                    self.values.insert(key.clone(), words.into());
                    if !ticked && self.complete {
                        self.report(&key, messages::text_without_option(&option.label));
                    }
                }
                Some((typed, Err(finding))) => {
                    self.values.insert(key.clone(), typed.clone());
                    self.report(&key, finding);
                }
                None if ticked && self.complete => self.report(&key, messages::text_required(&option.label)),
                None => {}
            }
        }
    }

    /// "Not in the future" and "not before the other".
    fn times(&mut self, field: &Field) {
        if self.wrong(&field.key) {
            return;
        }
        let Some(point) = self.point(field) else { return };
        if field.not_future && point.is_after(self.ctx.now) {
            let now = Text::new(shown(self.ctx.now, Lang::Vi), shown(self.ctx.now, Lang::En));
            self.report(&field.key, messages::in_future(&now));
        }
        let Some(other) = field.after.as_deref().and_then(|key| self.form.field(key)) else { return };
        if !self.wrong(&other.key)
            && let Some(earlier) = self.point(other)
            && point.is_before(&earlier)
        {
            self.report(&field.key, messages::before_other(&other.label));
        }
    }

    /// The point in time a field speaks of. A time of day belongs to the nearest date before it in its section.
    fn point(&self, field: &Field) -> Option<Point> {
        let value = self.values.get(&field.key)?;
        match field.kind {
            FieldKind::Date => {
                let day = fields::day_of(value)?;
                Some(Point { day, moment: None })
            }
            FieldKind::Datetime => Point::at(fields::moment_of(value)?),
            FieldKind::Time => {
                let date = self.date_before(field)?;
                if self.wrong(&date.key) {
                    return None;
                }
                let day = fields::day_of(self.values.get(&date.key)?)?;
                let local = DateTime::from_parts(day, fields::time_of(value)?);
                Point::at(local.to_zoned(zone()).ok()?.timestamp())
            }
            _ => None,
        }
    }

    fn date_before(&self, time: &Field) -> Option<&Field> {
        let section = self
            .form
            .sections
            .iter()
            .find(|section| section.fields.iter().any(|field| field.key == time.key))?;
        section
            .fields
            .iter()
            .take_while(|field| field.key != time.key)
            .filter(|field| field.kind == FieldKind::Date)
            .last()
    }
}

/// A day, or a moment of a day.
struct Point {
    day: Date,
    moment: Option<Timestamp>,
}

impl Point {
    fn at(moment: Timestamp) -> Option<Self> {
        Some(Self { day: moment.to_zoned(zone()).date(), moment: Some(moment) })
    }

    fn is_after(&self, now: Timestamp) -> bool {
        match self.moment {
            // A form writes minutes: what happened within this very minute is not in the future.
            Some(moment) => moment.as_second().div_euclid(60) > now.as_second().div_euclid(60),
            None => self.day > now.to_zoned(zone()).date(),
        }
    }

    /// Compares moments where both are known, days otherwise.
    fn is_before(&self, other: &Self) -> bool {
        match (self.moment, other.moment) {
            (Some(moment), Some(other)) => moment < other,
            _ => self.day < other.day,
        }
    }
}

fn count(value: Option<&Value>) -> usize {
    match value {
        Some(Value::Array(items)) => items.len(),
        Some(_) => 1,
        None => 0,
    }
}

fn holds(value: &Value, code: &str) -> bool {
    match value {
        Value::String(chosen) => chosen == code,
        Value::Array(items) => items.iter().any(|item| item.as_str() == Some(code)),
        _ => false,
    }
}
