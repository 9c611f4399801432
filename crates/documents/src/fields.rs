//! A form and its values as printed lines: sections and fields in the form's order, boxes ticked or not, notes at the
//! end. Neighbours: `sheet` (which puts the result into the document), `law` (the definition and the values).
//!
//! Hints are help for whoever fills the form in and are printed on blank forms only. Figures are written here, the words between them
//! by the template.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use law::{Field, FieldKind, Form, Layout, Section, Text};
use serde::Serialize;
use serde_json::Value;

use crate::document::Report;
use crate::repertoire::lines;
use crate::tables::{TableSheet, table_sheet};
use crate::wording::{self, Moment};

/// Rule of a note that lets optional fields without a value be left out.
const MAY_DROP: &str = "optional-may-be-dropped";
/// What a mandatory field is marked with.
const MANDATORY: &str = "(*)";
/// Bindings of the boxes for the initial report's sign and day.
const BINDS_SIGN: &str = "incident.initial_report.number";
const BINDS_DAY: &str = "incident.initial_report.date";
/// Most fields on one printed line.
const CELLS_A_ROW: usize = 3;

/// The printed form.
#[derive(Debug, Serialize)]
pub(crate) struct FormSheet {
    /// Title above the body; in an official letter it is the subject instead.
    form_title: String,
    /// What is printed in brackets under the title.
    under_title: Option<String>,
    /// Number of the form, as printed at its head.
    form_number: Option<String>,
    /// To whom it is addressed, as printed; empty for dots. None where the form prints no such line.
    to: Option<String>,
    subject: Option<String>,
    sections: Vec<SectionSheet>,
    notes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct SectionSheet {
    letter: Option<String>,
    title: Option<String>,
    note: Option<String>,
    /// Rows of one field, or of several that share a line.
    rows: Vec<Vec<Cell>>,
}

/// A printed field.
#[derive(Debug, Serialize)]
struct Cell {
    kind: Shape,
    number: Option<String>,
    label: String,
    mark: Option<&'static str>,
    /// Help, where nothing is filled in.
    hint: Option<String>,
    lines: Vec<Words>,
    options: Vec<OptionSheet>,
    table: Option<TableSheet>,
}

/// How a field is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Shape {
    /// Label and value on a line.
    Line,
    /// Label, then paragraphs.
    Text,
    /// Label, then boxes.
    Options,
    /// Words alone.
    Fixed,
    /// Label, then rows and columns.
    Table,
}

/// One piece of a value.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Words {
    Plain(String),
    Moment(Moment),
    Sign { sign: String, dated: Option<String> },
    Labelled { label: String, words: Vec<Words> },
}

#[derive(Debug, Serialize)]
struct OptionSheet {
    ticked: bool,
    text: String,
    /// Free text goes with it.
    open: bool,
    detail: Option<String>,
}

/// The form of a report as it is printed.
pub(crate) fn form_sheet(report: &Report) -> FormSheet {
    let form = &report.form;
    let title = form.title.vi.clone();
    let drop_empty =
        report.drop_empty && form.notes.iter().any(|note| note.rule.as_deref() == Some(MAY_DROP));
    FormSheet {
        subject: (form.layout == Layout::OfficialLetter).then(|| subject(&title)),
        form_title: title,
        under_title: form.header.under_title.as_ref().and_then(some_text),
        form_number: Some(form.number.shown.clone()).filter(|shown| !shown.is_empty()),
        to: form.header.to.as_ref().map(|to| to.vi.clone()),
        sections: form
            .sections
            .iter()
            .map(|section| section_sheet(report, section, drop_empty))
            .filter(|section| !section.rows.is_empty())
            .collect(),
        // A note without a rule speaks about the form, not to whoever reads the paper.
        notes: form
            .notes
            .iter()
            .filter(|note| note.rule.is_some())
            .filter_map(|note| some_text(&note.text))
            .collect(),
    }
}

/// Whether the form has a box for the initial report's sign.
pub(crate) fn has_report_link(form: &Form) -> bool {
    form.inputs().any(|field| field.kind == FieldKind::ReportLink || binds(field, BINDS_SIGN))
}

fn binds(field: &Field, binding: &str) -> bool {
    field.binds.as_deref() == Some(binding)
}

/// The Vietnamese words, if there are any.
pub(crate) fn some_text(text: &Text) -> Option<String> {
    (!text.vi.is_empty()).then(|| text.vi.clone())
}

/// A title as the subject of a letter: not in capitals.
fn subject(title: &str) -> String {
    if title.chars().any(char::is_lowercase) { title.to_owned() } else { title.to_lowercase() }
}

fn section_sheet(report: &Report, section: &Section, drop_empty: bool) -> SectionSheet {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for field in &section.fields {
        let cell = cell(report, field);
        if drop_empty && !field.required && cell.is_empty() {
            continue;
        }
        match rows.last_mut() {
            Some(row) if field.same_line && row.len() < CELLS_A_ROW => row.push(cell),
            _ => rows.push(vec![cell]),
        }
    }
    let mut title = some_text(&section.title);
    // A section that is one box under its own name prints the name once.
    if let (Some(title), [row]) = (title.as_mut(), rows.as_mut_slice())
        && let [only] = row.as_mut_slice()
        && only.label.to_lowercase() == title.to_lowercase()
    {
        only.label.clear();
        only.number = None;
        if let Some(mark) = only.mark.take() {
            title.push(' ');
            title.push_str(mark);
        }
    }
    SectionSheet {
        letter: section.letter.as_deref().filter(|_| section.letter_printed).map(punctuated),
        title,
        note: section.note.as_ref().and_then(some_text),
        rows,
    }
}

fn cell(report: &Report, field: &Field) -> Cell {
    let mut words = value_words(report, field);
    words.extend(extra_words(report, field));
    let kind = match field.kind {
        FieldKind::Fixed => Shape::Fixed,
        FieldKind::Choice | FieldKind::Choices => Shape::Options,
        FieldKind::LongText => Shape::Text,
        FieldKind::Table => Shape::Table,
        _ => Shape::Line,
    };
    let mut cell = Cell {
        kind,
        hint: None,
        number: field.number.as_deref().map(punctuated),
        // Words without a box end as they are printed.
        label: if kind == Shape::Fixed {
            field.label.vi.trim().to_owned()
        } else {
            bare_label(&field.label.vi)
        },
        mark: (field.required && !field.label.vi.contains(MANDATORY)).then_some(MANDATORY),
        options: if kind == Shape::Options { options(report, field) } else { Vec::new() },
        lines: words,
        table: field.table.as_ref().map(|table| table_sheet(table, report.values.get(&field.key))),
    };
    if report.hints && cell.is_empty() {
        cell.hint = field.hint.as_ref().and_then(some_text);
    }
    cell
}

impl Cell {
    fn is_empty(&self) -> bool {
        // A printed table keeps its rows, whether something stands in them or not.
        !matches!(self.kind, Shape::Fixed | Shape::Table)
            && self.lines.is_empty()
            && !self.options.iter().any(|option| option.ticked)
    }
}

/// The value of a field in words; of a field with boxes nothing, the boxes say it.
fn value_words(report: &Report, field: &Field) -> Vec<Words> {
    let value = report.values.get(&field.key);
    match field.kind {
        FieldKind::Choice | FieldKind::Choices | FieldKind::Table => Vec::new(),
        FieldKind::ReportLink => report_link(report, value).into_iter().collect(),
        FieldKind::Date if binds(field, BINDS_DAY) && strings(value).is_empty() => {
            report.initial_report.iter().map(|initial| Words::Plain(wording::day(initial.date))).collect()
        }
        FieldKind::Attachments => {
            let name = |id: String| report.attachment_names.get(&id).cloned().unwrap_or(id);
            listed(strings(value).into_iter().map(name).collect())
        }
        kind if kind.is_list() => listed(strings(value)),
        kind => strings(value).iter().flat_map(|text| one_value(kind, text)).collect(),
    }
}

fn listed(all: Vec<String>) -> Vec<Words> {
    if all.is_empty() { Vec::new() } else { vec![Words::Plain(all.join("; "))] }
}

fn one_value(kind: FieldKind, text: &str) -> Vec<Words> {
    let written = match kind {
        FieldKind::Date => text.parse::<Date>().ok().map(|date| Words::Plain(wording::day(date))),
        FieldKind::Month => text.split_once('-').map(|(year, month)| Words::Plain(format!("{month}/{year}"))),
        FieldKind::Time => text.parse::<Time>().ok().map(|time| Words::Moment(Moment::of_time(time))),
        FieldKind::Datetime => text.parse::<Timestamp>().ok().map(|at| Words::Moment(Moment::of(at))),
        _ => None,
    };
    // What cannot be read, in a draft, is printed as it was written.
    written.map_or_else(|| lines(text).into_iter().map(Words::Plain).collect(), |words| vec![words])
}

fn report_link(report: &Report, value: Option<&Value>) -> Option<Words> {
    let linked = report.initial_report.as_ref();
    let given = strings(value).into_iter().next().filter(|sign| !sign.trim().is_empty());
    let sign = given.or_else(|| linked.map(|initial| initial.sign.clone()))?;
    let own_box = report.form.inputs().any(|field| binds(field, BINDS_DAY));
    let dated = linked
        .filter(|_| !own_box)
        .filter(|initial| wording::sign(&initial.sign) == wording::sign(&sign))
        .map(|initial| wording::day(initial.date));
    Some(Words::Sign { sign: wording::sign(&sign), dated })
}

/// Facts without a box of their own, printed into this field.
fn extra_words(report: &Report, field: &Field) -> Vec<Words> {
    report
        .form
        .extra
        .iter()
        .filter(|extra| extra.into == field.key)
        .filter_map(|extra| {
            let words = match extra.field.kind {
                FieldKind::Choice | FieldKind::Choices => ticked_words(report, &extra.field),
                _ => value_words(report, &extra.field),
            };
            let label = bare_label(&extra.field.label.vi);
            (!words.is_empty()).then_some(Words::Labelled { label, words })
        })
        .collect()
}

fn ticked_words(report: &Report, field: &Field) -> Vec<Words> {
    let ticked = options(report, field).into_iter().filter(|option| option.ticked);
    ticked
        .map(|option| match option.detail {
            Some(detail) => Words::Labelled { label: option.text, words: vec![Words::Plain(detail)] },
            None => Words::Plain(option.text),
        })
        .collect()
}

fn options(report: &Report, field: &Field) -> Vec<OptionSheet> {
    let chosen = strings(report.values.get(&field.key));
    let mut all: Vec<OptionSheet> = field
        .options
        .iter()
        .map(|option| {
            let words = strings(report.values.get(&field.text_key(&option.code)));
            let detail = words.iter().flat_map(|text| lines(text)).collect::<Vec<_>>().join("; ");
            let label = bare_label(&option.label.vi);
            let lead = option.text_label.as_ref().and_then(some_text).map(|lead| bare_label(&lead));
            OptionSheet {
                ticked: chosen.contains(&option.code),
                text: match lead.filter(|lead| *lead != label) {
                    Some(lead) => format!("{label}, {lead}"),
                    None => label,
                },
                open: option.text,
                detail: (!detail.is_empty()).then_some(detail),
            }
        })
        .collect();
    // A code that the form does not know is printed too: nothing filled in is left out.
    let unknown = chosen.into_iter().filter(|code| field.option(code).is_none());
    all.extend(unknown.map(|text| OptionSheet { ticked: true, text, open: false, detail: None }));
    all
}

/// The strings of a value, whatever its JSON shape.
fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::String(text)) if text.trim().is_empty() => Vec::new(),
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(items)) => items.iter().flat_map(|item| strings(Some(item))).collect(),
        Some(other) => vec![other.to_string()],
    }
}

/// A number or letter as it stands before words: `1` becomes `1.`, `a)` stays.
fn punctuated(number: &str) -> String {
    let number = number.trim();
    if number.ends_with(char::is_alphanumeric) { format!("{number}.") } else { number.to_owned() }
}

/// A label without its closing colon, which the template sets after the mark.
fn bare_label(label: &str) -> String {
    label.trim().trim_end_matches(':').trim_end().to_owned()
}
