//! Forms as printed, as data: one definition drives the web form, the JSON Schema, validation and the printed page.
//!
//! This module holds the types; [`validate`] checks and normalises filled values, [`json_schema`] describes them,
//! [`prefill`] fills what the record already knows and [`from_pairs`] reads what an HTML form posts. Neighbours:
//! [`crate::Ruleset`] owns forms.
//!
//! ```
//! # fn check(form: &law::Form, posted: &[(String, String)], now: jiff::Timestamp) {
//! let raw = law::from_pairs(form, posted);
//! let (values, errors) = law::validate(form, &raw, &law::Context { now }, true);
//! # let _ = (values, errors);
//! # }
//! ```

mod fields;
mod messages;
mod pairs;
mod prefill;
mod schema;
mod tables;
mod validate;

use serde::Serialize;

use crate::ids::{FormId, RoleKey};
use crate::text::{Certainty, Text};

pub use pairs::from_pairs;
pub use prefill::{prefill, told};
pub use schema::json_schema;
pub(crate) use tables::COLUMN_KINDS;
pub use tables::{FormTable, TableColumn, TableRow, TotalRow, table_totals};
pub use validate::{Context, FieldError, validate};

/// A filled form: field key → value.
pub type Values = serde_json::Map<String, serde_json::Value>;

/// A form of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Form {
    /// Name, unique in its ruleset.
    pub id: FormId,
    /// Short code, such as `M03`.
    pub code: Option<String>,
    /// Number as printed.
    pub number: FormNumber,
    /// Kind of report it serves, such as `initial`.
    pub report: Option<String>,
    /// Title as printed.
    pub title: Text,
    /// Where it is printed.
    pub cite: String,
    /// How sure we are.
    pub certainty: Certainty,
    /// Where we read it.
    pub source: String,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
    /// How it is laid out.
    pub layout: Layout,
    /// What stands at its head.
    pub header: Header,
    /// Notes printed on it.
    pub notes: Vec<FormNote>,
    /// Sections in printed order; in TOML `[[section]]`.
    pub sections: Vec<Section>,
    /// Signature block.
    pub signature: Option<Signature>,
    /// Facts that an article wants and that have no box of their own.
    pub extra: Vec<Extra>,
}

impl Form {
    /// The printed fields, in printed order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| section.fields.iter())
    }

    /// All that can be filled in: printed fields, then the extra facts.
    pub fn inputs(&self) -> impl Iterator<Item = &Field> {
        self.fields().chain(self.extra.iter().map(|extra| &extra.field))
    }

    /// The field or extra fact of that key.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.inputs().find(|field| field.key == key)
    }
}

/// A form number; several printed numbers mean that the text contradicts itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FormNumber {
    /// What we show.
    pub shown: String,
    /// Every number the text gives it.
    pub printed: Vec<String>,
    /// What to tell the reader about it.
    pub note: Option<Text>,
}

/// How a form is laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// A report with sections.
    #[default]
    Report,
    /// An official letter.
    OfficialLetter,
}

/// What stands at the head of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Header {
    /// True when the name of the State and its motto are printed.
    pub national: bool,
    /// What stands at the left.
    pub left: Option<Text>,
    /// To whom it is addressed, as printed between the head and the title; empty where the paper leaves dots.
    pub to: Option<Text>,
    /// Role whose holder's name on the day of the document stands at the left in place of the printed one.
    pub left_role: Option<RoleKey>,
    /// Role whose holder's name on the day of the document it is addressed to.
    pub to_role: Option<RoleKey>,
    /// What is printed in brackets under the title.
    pub under_title: Option<Text>,
}

/// A note printed on a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormNote {
    /// Its words.
    pub text: Text,
    /// What it means for the program: `optional-may-be-dropped`, `subject-tag` or `fixed`.
    pub rule: Option<String>,
}

/// A section of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Name, unique in its form.
    pub id: String,
    /// Letter or number.
    pub letter: Option<String>,
    /// False for a letter that is ours, to name the section by, and not printed.
    pub letter_printed: bool,
    /// Title as printed; empty when the form prints none.
    pub title: Text,
    /// A remark under the title.
    pub note: Option<Text>,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
    /// Fields in printed order; in TOML `[[section.field]]`.
    pub fields: Vec<Field>,
}

/// One box of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Key of its value, unique in its form.
    pub key: String,
    /// Number as printed.
    pub number: Option<String>,
    /// Label as printed.
    pub label: Text,
    /// Help for whoever fills it in.
    pub hint: Option<Text>,
    /// Kind of value.
    pub kind: FieldKind,
    /// Printed with (*).
    pub required: bool,
    /// Boxes to tick, in printed order.
    pub options: Vec<FieldOption>,
    /// Fewest boxes to tick.
    pub min_choices: Option<usize>,
    /// Refuses addresses that are not public.
    pub public_only: bool,
    /// Refuses a moment after now.
    pub not_future: bool,
    /// Key of the field this one must not come before.
    pub after: Option<String>,
    /// What the record already knows that fills it.
    pub binds: Option<String>,
    /// Shown in the short public form.
    pub short: bool,
    /// Printed on the line of the field before.
    pub same_line: bool,
    /// Columns and rows of a table.
    pub table: Option<FormTable>,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
    /// Where the text says so, when not the form's own citation.
    pub cite: String,
    /// Remark for the reader.
    pub note: Option<Text>,
}

impl Field {
    /// The option of that code.
    pub fn option(&self, code: &str) -> Option<&FieldOption> {
        self.options.iter().find(|option| option.code == code)
    }

    /// The key of the free text that goes with an option.
    pub fn text_key(&self, code: &str) -> String {
        format!("{}.{code}.text", self.key)
    }
}

/// Kind of a field's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// E-mail address.
    Email,
    /// Telephone number or numbers.
    Phone,
    /// Day, `YYYY-MM-DD`.
    Date,
    /// Time of day, `HH:MM`.
    Time,
    /// Moment, RFC 3339.
    Datetime,
    /// One option.
    Choice,
    /// Any number of options.
    Choices,
    /// IP addresses.
    IpList,
    /// Address ranges or addresses.
    CidrList,
    /// Domain names.
    DomainList,
    /// Whole number.
    Integer,
    /// Ids of attachments.
    Attachments,
    /// Number of another report.
    ReportLink,
    /// Month, `YYYY-MM`.
    Month,
    /// Printed words without a box.
    Fixed,
    /// Rows of values.
    Table,
}

impl FieldKind {
    /// All kinds with the word used in TOML.
    pub const ALL: [(&'static str, Self); 18] = [
        ("text", Self::Text),
        ("long-text", Self::LongText),
        ("email", Self::Email),
        ("phone", Self::Phone),
        ("date", Self::Date),
        ("time", Self::Time),
        ("datetime", Self::Datetime),
        ("choice", Self::Choice),
        ("choices", Self::Choices),
        ("ip-list", Self::IpList),
        ("cidr-list", Self::CidrList),
        ("domain-list", Self::DomainList),
        ("integer", Self::Integer),
        ("attachments", Self::Attachments),
        ("report-link", Self::ReportLink),
        ("month", Self::Month),
        ("fixed", Self::Fixed),
        ("table", Self::Table),
    ];

    /// The word used in TOML.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    /// True for kinds whose value is a list of strings.
    pub fn is_list(self) -> bool {
        matches!(self, Self::Choices | Self::IpList | Self::CidrList | Self::DomainList | Self::Attachments)
    }
}

/// A box to tick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldOption {
    /// Machine value, unique in its field.
    pub code: String,
    /// Words as printed.
    pub label: Text,
    /// True when ticking it asks for free text in `<key>.<code>.text`.
    pub text: bool,
    /// Label of that free text.
    pub text_label: Option<Text>,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
}

/// The signature block of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// Who signs, as printed.
    pub label: Text,
    /// What is printed under it, such as "(Ký tên, đóng dấu)".
    pub note: Option<Text>,
    /// True when place and date are printed above it.
    pub place_date: bool,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
}

/// A fact that an article wants but no box has; printed into another field's free text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Extra {
    /// The fact, like a field.
    #[serde(flatten)]
    pub field: Field,
    /// Key of the field into whose text it is printed.
    pub into: String,
}
