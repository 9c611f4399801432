//! `forms/<id>.toml`: a form as printed.

use super::form_tables;
use super::references::Names;
use super::sheet::Place;
use super::table::Table;
use super::words;
use crate::form::{
    Extra, Field, FieldKind, FieldOption, Form, FormNote, FormNumber, Header, Layout, Section, Signature,
};
use crate::ids::FormId;
use crate::text::{Certainty, Text};

const LAYOUTS: [(&str, Layout); 2] =
    [("report", Layout::Report), ("official-letter", Layout::OfficialLetter)];

/// What is checked when all fields are known.
#[derive(Default)]
pub(super) struct Pending {
    keys: Names,
    /// (key of a field, key it must come after, place)
    after: Vec<(String, Place)>,
    /// (key an extra fact is printed into, place)
    into: Vec<(String, Place)>,
}

/// Reads the root table of `forms/<stem>.toml`.
pub(super) fn form(root: &Table<'_>, stem: &str, default: Certainty) -> Option<Form> {
    let id = root.needed::<FormId>("id");
    if let Some(id) = &id
        && id.as_str() != stem
    {
        root.fault("id", format!("the id must equal the name of its file, \"{stem}\""));
    }
    let report = root.string("report");
    let known = |kind: &str| words::REPORT_KINDS.contains(&kind) || words::RETURN_KINDS.contains(&kind);
    if let Some(kind) = &report
        && !known(kind)
    {
        root.fault(
            "report",
            format!("unknown kind of report \"{kind}\": expected one of {}", words::REPORT_KINDS.join(", ")),
        );
    }
    let (mut pending, mut sections) = (Pending::default(), Names::default());
    let form = Form {
        id: id.unwrap_or_else(FormId::placeholder),
        code: root.string("code"),
        number: root.child("number").map(number).unwrap_or_default(),
        report,
        title: root.needed_text("title"),
        cite: root.string_or_empty("cite"),
        certainty: root.certainty(default),
        source: root.string_or_empty("source"),
        trace: root.strings("trace"),
        layout: root.one_of("layout", &LAYOUTS).unwrap_or_default(),
        header: root.child("header").map(header).unwrap_or_default(),
        notes: root.children("notes").into_iter().map(note).collect(),
        sections: root
            .children("section")
            .into_iter()
            .map(|table| section(table, &mut sections, &mut pending))
            .collect(),
        signature: root.child("signature").map(signature),
        extra: root.children("extra").into_iter().filter_map(|table| extra(table, &mut pending)).collect(),
    };
    if form.fields().next().is_none() {
        root.fault("section", "a form needs at least one [[section]] with one [[section.field]]");
    }
    check(root, &form, &pending);
    Some(form)
}

fn check(root: &Table<'_>, form: &Form, pending: &Pending) {
    for (key, place) in &pending.after {
        match form.field(key).map(|field| field.kind) {
            Some(FieldKind::Date | FieldKind::Time | FieldKind::Datetime) => {}
            Some(_) => root.report(place.fault(format!("field \"{key}\" is no date or time"))),
            None => root.report(place.fault(format!("unknown field \"{key}\""))),
        }
    }
    for (key, place) in &pending.into {
        let option_text = |field: &Field| {
            field.options.iter().any(|option| option.text && field.text_key(&option.code) == *key)
        };
        if form.fields().any(option_text) {
            continue;
        }
        match form.fields().find(|field| field.key == *key).map(|field| field.kind) {
            Some(FieldKind::Text | FieldKind::LongText) => {}
            Some(_) => root.report(place.fault(format!("field \"{key}\" holds no free text"))),
            None => root.report(place.fault(format!("unknown field \"{key}\""))),
        }
    }
}

fn number(table: Table<'_>) -> FormNumber {
    let number = FormNumber {
        shown: table.needed_string("shown"),
        printed: table.strings("printed"),
        note: table.text("note"),
    };
    table.finish();
    number
}

fn header(table: Table<'_>) -> Header {
    let header = Header {
        national: table.flag("national"),
        left: table.text("left"),
        to: table.text("to"),
        left_role: table.parsed("left_role"),
        to_role: table.parsed("to_role"),
        under_title: table.text("under_title"),
    };
    table.finish();
    header
}

fn note(table: Table<'_>) -> FormNote {
    let rule = table.string("rule");
    if let Some(rule) = &rule
        && !words::NOTE_RULES.contains(&rule.as_str())
    {
        table.fault(
            "rule",
            format!("unknown rule \"{rule}\": expected one of {}", words::NOTE_RULES.join(", ")),
        );
    }
    let note = FormNote { text: table.words(), rule };
    table.finish();
    note
}

fn signature(table: Table<'_>) -> Signature {
    let signature = Signature {
        label: table.needed_text("label"),
        note: table.text("note"),
        place_date: table.flag("place_date"),
        trace: table.strings("trace"),
    };
    table.finish();
    signature
}

fn section(table: Table<'_>, sections: &mut Names, pending: &mut Pending) -> Section {
    let id = table.needed_string("id");
    if !id.is_empty() && !sections.add(id.as_str()) {
        table.fault("id", format!("section \"{id}\" is given twice"));
    }
    let read = |inner| {
        let field = field(&inner, pending);
        inner.finish();
        field
    };
    let section = Section {
        id,
        letter: table.string("letter"),
        letter_printed: table.boolean("letter_printed").unwrap_or(true),
        title: table.text("title").unwrap_or_default(),
        note: table.text("note"),
        trace: table.strings("trace"),
        fields: table.children("field").into_iter().filter_map(read).collect(),
    };
    table.finish();
    section
}

fn extra(table: Table<'_>, pending: &mut Pending) -> Option<Extra> {
    let field = field(&table, pending);
    let into = table.needed_string("into");
    if !into.is_empty() {
        pending.into.push((into.clone(), table.place("into")));
    }
    table.finish();
    field.map(|field| Extra { field, into })
}

pub(super) fn field(table: &Table<'_>, pending: &mut Pending) -> Option<Field> {
    let key = table.needed_string("key");
    if !key.is_empty() {
        if !is_key(&key) {
            table.fault("key", "use lower-case letters, digits, \"_\" and \"-\", joined by dots");
        }
        if !pending.keys.add(key.as_str()) {
            table.fault("key", format!("field \"{key}\" is given twice in this form"));
        }
    }
    let kind = table.one_of("kind", &FieldKind::ALL);
    if !table.has("kind") {
        table.fault("kind", "this key is missing: write kind = \"text\"");
    }
    let mut codes = Names::default();
    let options = table.children("options");
    let options = options.into_iter().map(|inner| option(inner, &key, &mut codes, pending)).collect();
    let after = table.string("after");
    after.iter().for_each(|other| pending.after.push((other.clone(), table.place("after"))));
    let binds = table.string("binds");
    if let Some(word) = &binds
        && !words::BINDINGS.contains(&word.as_str())
    {
        table.fault(
            "binds",
            format!("unknown binding \"{word}\": expected one of {}", words::BINDINGS.join(", ")),
        );
    }
    let field = Field {
        key,
        number: table.string("number"),
        label: table.needed_text("label"),
        hint: table.text("hint"),
        kind: kind.unwrap_or(FieldKind::Text),
        required: table.flag("required"),
        options,
        min_choices: table.integer("min_choices", 1, 1000).and_then(|least| usize::try_from(least).ok()),
        public_only: table.flag("public_only"),
        not_future: table.flag("not_future"),
        after,
        binds,
        short: table.flag("short"),
        same_line: table.flag("same_line"),
        table: (kind == Some(FieldKind::Table)).then(|| form_tables::form_table(table)),
        trace: table.strings("trace"),
        cite: table.string_or_empty("cite"),
        note: table.text("note"),
    };
    if kind.is_some() {
        fits_kind(table, &field);
    }
    (!field.key.is_empty()).then_some(field)
}

/// Reports rules that make no sense for the kind of the field.
fn fits_kind(table: &Table<'_>, field: &Field) {
    let kind = field.kind;
    let word = kind.as_str();
    let chosen = matches!(kind, FieldKind::Choice | FieldKind::Choices);
    if chosen && field.options.is_empty() {
        table.fault("options", format!("a field of kind {word} needs options"));
    }
    if !chosen && table.has("options") {
        table.fault("options", format!("a field of kind {word} has no options"));
    }
    if let Some(least) = field.min_choices
        && (kind != FieldKind::Choices || least > field.options.len())
    {
        table.fault(
            "min_choices",
            "this stands only with kind choices, and at most as many as there are options",
        );
    }
    if field.public_only && !matches!(kind, FieldKind::IpList | FieldKind::CidrList) {
        table.fault("public_only", "this stands only with kind ip-list or cidr-list");
    }
    if kind == FieldKind::Table && (field.required || field.binds.is_some() || field.short) {
        table.fault("kind", "a table is never required, bound or in the short form");
    }
    let timed = matches!(kind, FieldKind::Date | FieldKind::Time | FieldKind::Datetime);
    for (key, given) in [("not_future", field.not_future), ("after", field.after.is_some())] {
        if given && !timed {
            table.fault(key, "this stands only with kind date, time or datetime");
        }
    }
    if kind == FieldKind::Fixed && field.required {
        table.fault("required", "printed words cannot be required");
    }
}

fn option(table: Table<'_>, field: &str, codes: &mut Names, pending: &mut Pending) -> FieldOption {
    let code = table.needed_string("code");
    if !code.is_empty() {
        if !code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
            table.fault("code", "use letters, digits, \"-\" and \"_\" only");
        }
        if !codes.add(code.as_str()) {
            table.fault("code", format!("option \"{code}\" is given twice in this field"));
        }
    }
    let option = FieldOption {
        text: table.flag("text"),
        label: table.text("label").unwrap_or_else(|| missing_label(&table)),
        text_label: table.text("text_label"),
        trace: table.strings("trace"),
        code,
    };
    if option.text && !pending.keys.add(format!("{field}.{}.text", option.code)) {
        table.fault("text", format!("the key {field}.{}.text is already a field", option.code));
    }
    table.finish();
    option
}

fn missing_label(table: &Table<'_>) -> Text {
    if !table.has("label") {
        table.fault("label", "this key is missing: write label = { vi = \"…\", en = \"…\" }");
    }
    Text::default()
}

fn is_key(key: &str) -> bool {
    key.len() <= 120
        && key.split('.').all(|part| {
            !part.is_empty()
                && part.bytes().all(|byte| {
                    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-'
                })
        })
}
