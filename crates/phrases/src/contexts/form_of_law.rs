//! From a form definition and what is filled in, to the form a page shows.

use super::form::{FieldKind, FieldView, FormFault, FormView, OptionView, SectionView, TableView};
use crate::Lang;
use crate::cites::cited;
use law::{Field, FieldError, Form, Ruleset, Values};
use serde_json::Value;

impl FormView {
    /// The form with the values and faults of a record, in the reader's language. Facts that an article wants and
    /// that have no box of their own come last, in a section without a letter.
    pub fn of(
        ruleset: &Ruleset,
        form: &Form,
        values: &Values,
        errors: &[FieldError],
        lang: Lang,
    ) -> FormView {
        let mut sections: Vec<SectionView> = form
            .sections
            .iter()
            .map(|section| SectionView {
                id: section.id.clone(),
                letter: section.letter.clone(),
                title: section.title.get(lang).to_owned(),
                fields: section.fields.iter().map(|field| FieldView::of(field, values, lang)).collect(),
            })
            .collect();
        if !form.extra.is_empty() {
            sections.push(SectionView {
                id: "extra".into(),
                letter: None,
                title: String::new(),
                fields: form.extra.iter().map(|extra| FieldView::of(&extra.field, values, lang)).collect(),
            });
        }
        let remark = form.number.note.iter().map(|note| note.get(lang).to_owned());
        let printed = form.notes.iter().map(|note| note.text.get(lang).to_owned());
        FormView {
            id: form.id.to_string(),
            number: cited(&form.number.shown, lang),
            title: form.title.get(lang).to_owned(),
            cite: format!("{}, {}", cited(&form.cite, lang), ruleset.short.get(lang)),
            notes: printed.chain(remark).collect(),
            sections,
            errors: Vec::new(),
        }
        .with_errors(
            errors.iter().map(|fault| FormFault::new(fault.key.clone(), fault.message.get(lang))).collect(),
        )
    }
}

impl FieldView {
    /// One field with its value.
    pub fn of(field: &Field, values: &Values, lang: Lang) -> FieldView {
        let value = values.get(&field.key);
        let chosen = texts(value);
        let mut shown = FieldView::new(field.key.clone(), field.label.get(lang), kind(field.kind));
        shown.number = field.number.clone();
        shown.hint = field.hint.as_ref().map(|hint| hint.get(lang).to_owned());
        shown.required = field.required;
        shown.same_line = field.same_line;
        shown.options = field
            .options
            .iter()
            .map(|option| OptionView {
                code: option.code.clone(),
                label: option.label.get(lang).to_owned(),
                text: option.text,
                text_label: option.text_label.as_ref().map(|label| label.get(lang).to_owned()),
                checked: chosen.contains(&option.code),
                text_value: texts(values.get(&field.text_key(&option.code))).join(", "),
            })
            .collect();
        shown.value = match shown.kind {
            FieldKind::Datetime => chosen.first().map(|moment| local_minutes(moment)).unwrap_or_default(),
            _ => chosen.first().cloned().unwrap_or_default(),
        };
        shown.table = field.table.as_ref().map(|table| TableView::of(table, value, lang));
        if shown.table.is_some() {
            return shown;
        }
        shown.values = chosen;
        shown.known = field.binds.is_some() && value.is_some();
        shown
    }
}

/// What `<input type="datetime-local">` takes: the moment in Vietnam time, without zone. Text that is no moment
/// stays as typed.
fn local_minutes(moment: &str) -> String {
    moment.parse::<jiff::Timestamp>().map_or_else(
        |_| moment.to_owned(),
        |at| at.to_zoned(law::zone()).strftime("%Y-%m-%dT%H:%M").to_string(),
    )
}

/// A value as texts: one, several or none.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(items)) => items.iter().flat_map(|item| texts(Some(item))).collect(),
        Some(other) => vec![other.to_string()],
    }
}

pub(super) fn kind(kind: law::FieldKind) -> FieldKind {
    match kind {
        law::FieldKind::Text => FieldKind::Text,
        law::FieldKind::LongText => FieldKind::LongText,
        law::FieldKind::Email => FieldKind::Email,
        law::FieldKind::Phone => FieldKind::Phone,
        law::FieldKind::Date => FieldKind::Date,
        law::FieldKind::Time => FieldKind::Time,
        law::FieldKind::Datetime => FieldKind::Datetime,
        law::FieldKind::Choice => FieldKind::Choice,
        law::FieldKind::Choices => FieldKind::Choices,
        law::FieldKind::IpList => FieldKind::IpList,
        law::FieldKind::CidrList => FieldKind::CidrList,
        law::FieldKind::DomainList => FieldKind::DomainList,
        law::FieldKind::Integer => FieldKind::Integer,
        law::FieldKind::Attachments => FieldKind::Attachments,
        law::FieldKind::ReportLink => FieldKind::ReportLink,
        law::FieldKind::Month => FieldKind::Month,
        law::FieldKind::Fixed => FieldKind::Fixed,
        law::FieldKind::Table => FieldKind::Table,
    }
}
