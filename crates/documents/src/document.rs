//! The plain data of a document: what the desk fills and the engine prints.
//!
//! Neighbours: `sheet` turns a [`Document`] into what a template reads; `fields` prints the form of a [`Report`].
//! Every text here is data: whatever it contains, it is printed as it stands.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

/// A document to print.
#[derive(Debug, Clone)]
pub struct Document {
    /// Title in the PDF's metadata.
    pub title: String,
    /// Author in the PDF's metadata: the issuing body.
    pub author: String,
    /// Moment in the PDF's metadata; the machine's clock is never asked.
    pub moment: Timestamp,
    /// A stable name of this record, from which the PDF's identifier is derived.
    pub ident: String,
    /// Not submitted yet: every page carries the mark of a draft.
    pub draft: bool,
    /// Small print at the foot of every page.
    pub footer: Option<Footer>,
    /// What stands around the body.
    pub formalities: Formalities,
    /// What the document says.
    pub body: Body,
}

/// Small print at the foot of every page, by which a sheet of paper finds its record again.
#[derive(Debug, Clone)]
pub struct Footer {
    /// Number of the record.
    pub record: String,
    /// SHA-256 of the record's canonical content, hexadecimal.
    pub digest: Option<String>,
}

/// The parts that decree 30/2020/NĐ-CP (Appendix I) puts around any body.
#[derive(Debug, Clone, Default)]
pub struct Formalities {
    /// The superior body, printed above the issuing one.
    pub superior: Option<String>,
    /// The issuing body.
    pub agency: String,
    /// Number and sign, such as `05/BC-ABC`; a number below 10 is padded. `None` leaves the place empty for the clerk.
    pub sign: Option<String>,
    /// Place of signing.
    pub place: String,
    /// Day of signing; none leaves dots for place and day.
    pub date: Option<Date>,
    /// Stamp of urgency.
    pub urgency: Option<Urgency>,
    /// To whom it is addressed; empty prints no line.
    pub addressees: Vec<String>,
    /// Who receives a copy, in order, the filing line last; without dash and closing sign.
    pub recipients: Vec<String>,
    /// Who signs; `None` prints no block.
    pub signature: Option<Signature>,
    /// Appendices, each on its own page.
    pub appendices: Vec<Appendix>,
}

/// Who signs.
#[derive(Debug, Clone, Default)]
pub struct Signature {
    /// In what capacity, such as on behalf of or instead of the head.
    pub capacity: Option<String>,
    /// Position of the signer.
    pub title: Option<String>,
    /// Full name of the signer.
    pub name: Option<String>,
}

/// How urgent a document is; each has a red stamp of its own size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Urgency {
    /// Hỏa tốc.
    Flash,
    /// Thượng khẩn.
    Immediate,
    /// Khẩn.
    Urgent,
}

/// An appendix; several are counted in Roman figures.
#[derive(Debug, Clone)]
pub struct Appendix {
    /// Title.
    pub title: String,
    /// Paragraphs.
    pub paragraphs: Vec<String>,
}

/// What a document says.
#[derive(Debug, Clone)]
pub enum Body {
    /// A report filled in a form of a ruleset.
    Report(Report),
    /// An official letter.
    Letter(Letter),
    /// A receipt for who sent a notice.
    Receipt(Receipt),
}

/// A report filled in a form.
#[derive(Debug, Clone)]
pub struct Report {
    /// The form, whose order, labels, notes and signature block are printed.
    pub form: law::Form,
    /// The values by field key, as `law::validate` returns them.
    pub values: law::Values,
    /// Leaves out optional fields without a value; only where a note of the form allows it
    /// (`rule = "optional-may-be-dropped"`).
    pub drop_empty: bool,
    /// Prints the help for whoever fills the form in where nothing is filled in: for a blank form.
    pub hints: bool,
    /// File names by attachment id; an id without a name is printed as it is.
    pub attachment_names: BTreeMap<String, String>,
    /// The initial report that this one follows.
    pub initial_report: Option<InitialReport>,
    /// Who drew up the report.
    pub reporter: Option<String>,
}

/// The sign and the day of the initial report of the same incident.
#[derive(Debug, Clone)]
pub struct InitialReport {
    /// Number and sign.
    pub sign: String,
    /// Day of that report.
    pub date: Date,
}

/// An official letter.
#[derive(Debug, Clone, Default)]
pub struct Letter {
    /// What it is about, without the opening words.
    pub subject: String,
    /// Legal bases, without closing signs.
    pub bases: Vec<String>,
    /// Paragraphs.
    pub paragraphs: Vec<String>,
}

/// A receipt for who sent a notice.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// Number under which the notice is kept.
    pub notice: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// By which channel, in words.
    pub channel: Option<String>,
    /// Who sent it.
    pub sender: Option<String>,
    /// What it is about, in a line.
    pub summary: Option<String>,
    /// Names of the files that came with it.
    pub attachments: Vec<String>,
    /// SHA-256 of the content as received, hexadecimal.
    pub digest: String,
    /// How to follow the notice, a paragraph each.
    pub follow: Vec<String>,
}
