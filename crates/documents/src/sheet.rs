//! What a template reads: the document as one JSON value, with everything decided but the layout. Neighbours:
//! `document` (the input), `fields` (a form and its values), `engine` (which writes it out).

use serde::Serialize;

use crate::document::{
    Appendix, Body, Document, Formalities, InitialReport, Letter, Receipt, Report, Signature,
};
use crate::fields::{self, FormSheet};
use crate::repertoire::lines;
use crate::wording::{self, Moment, PlaceDate};

/// The whole of `document.json`.
#[derive(Debug, Serialize)]
pub(crate) struct Sheet {
    title: String,
    author: String,
    family: String,
    draft: bool,
    footer: Option<FooterSheet>,
    heading: Heading,
    addressees: Vec<String>,
    recipients: Vec<String>,
    signature: Option<SignatureSheet>,
    appendices: Vec<AppendixSheet>,
    body: BodySheet,
}

#[derive(Debug, Serialize)]
struct FooterSheet {
    record: String,
    digest: Option<String>,
}

#[derive(Debug, Serialize)]
struct Heading {
    superior: Option<String>,
    agency: String,
    sign: Option<String>,
    urgency: Option<crate::Urgency>,
    /// Place and day of signing; none where the form prints them above the signature.
    dated: Option<Dated>,
}

/// Place and day of signing, or dots to write them on.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum Dated {
    Written(PlaceDate),
    Open { open: bool },
}

#[derive(Debug, Serialize)]
struct SignatureSheet {
    capacity: Option<String>,
    title: Option<String>,
    name: Option<String>,
    label: Option<String>,
    note: Option<String>,
    /// Place and day, where the form prints them here.
    dated: Option<Dated>,
}

#[derive(Debug, Serialize)]
struct AppendixSheet {
    number: Option<String>,
    title: String,
    paragraphs: Vec<String>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum BodySheet {
    Report(ReportSheet),
    Letter { subject: String, bases: Vec<String>, paragraphs: Vec<String> },
    Receipt(ReceiptSheet),
}

#[derive(Debug, Serialize)]
struct ReportSheet {
    #[serde(flatten)]
    form: FormSheet,
    initial_report: Option<InitialSheet>,
    reporter: Option<String>,
}

/// The initial report, printed as a line of its own where the form has no box for it.
#[derive(Debug, Serialize)]
struct InitialSheet {
    sign: String,
    day: String,
}

#[derive(Debug, Serialize)]
struct ReceiptSheet {
    notice: String,
    received: Moment,
    channel: Option<String>,
    sender: Option<String>,
    summary: Option<String>,
    attachments: Vec<String>,
    digest: String,
    follow: Vec<String>,
}

impl Sheet {
    /// The template that prints the document, and what it reads.
    pub(crate) fn new(document: &Document, family: &str) -> (&'static str, Sheet) {
        let around = &document.formalities;
        let mut heading = heading(around);
        let (template, body, mut signature) = match &document.body {
            Body::Report(report) => {
                let form = fields::form_sheet(report);
                ("report.typ", report_body(report, form), report_signature(report, around.signature.as_ref()))
            }
            Body::Letter(letter) => {
                ("letter.typ", letter_body(letter), around.signature.as_ref().map(signature))
            }
            Body::Receipt(receipt) => {
                ("receipt.typ", receipt_body(receipt), around.signature.as_ref().map(signature))
            }
        };
        if let (Body::Report(report), Some(block)) = (&document.body, signature.as_mut())
            && report.form.signature.as_ref().is_some_and(|printed| printed.place_date)
        {
            block.dated = heading.dated.take();
        }
        let sheet = Sheet {
            title: document.title.clone(),
            author: document.author.clone(),
            family: family.to_owned(),
            draft: document.draft,
            footer: document
                .footer
                .as_ref()
                .map(|footer| FooterSheet { record: footer.record.clone(), digest: footer.digest.clone() }),
            heading,
            addressees: around.addressees.clone(),
            recipients: around.recipients.clone(),
            signature,
            appendices: appendices(&around.appendices),
            body,
        };
        (template, sheet)
    }
}

fn heading(around: &Formalities) -> Heading {
    Heading {
        superior: around.superior.clone(),
        agency: around.agency.clone(),
        sign: around.sign.as_deref().map(wording::sign),
        urgency: around.urgency,
        dated: Some(dated(around)),
    }
}

fn signature(signature: &Signature) -> SignatureSheet {
    SignatureSheet {
        capacity: signature.capacity.clone(),
        title: signature.title.clone(),
        name: signature.name.clone(),
        label: None,
        note: None,
        dated: None,
    }
}

fn dated(around: &Formalities) -> Dated {
    match around.date {
        Some(date) => Dated::Written(PlaceDate::new(&around.place, date)),
        None => Dated::Open { open: true },
    }
}

/// The form's own words stand in the block: its label while nobody's title is known, its note always.
fn report_signature(report: &Report, signer: Option<&Signature>) -> Option<SignatureSheet> {
    let printed = report.form.signature.as_ref();
    if signer.is_none() && printed.is_none() {
        return None;
    }
    let mut block = signer.map_or_else(|| signature(&Signature::default()), signature);
    if let Some(printed) = printed {
        if block.title.is_none() {
            block.label = fields::some_text(&printed.label);
        }
        block.note = printed.note.as_ref().and_then(fields::some_text);
    }
    Some(block)
}

fn appendices(list: &[Appendix]) -> Vec<AppendixSheet> {
    let counted = list.len() > 1;
    list.iter()
        .enumerate()
        .map(|(place, appendix)| AppendixSheet {
            number: counted.then(|| wording::roman(place + 1)),
            title: appendix.title.clone(),
            paragraphs: paragraphs(&appendix.paragraphs),
        })
        .collect()
}

fn report_body(report: &Report, form: FormSheet) -> BodySheet {
    let initial_report = report.initial_report.as_ref().filter(|_| !fields::has_report_link(&report.form));
    BodySheet::Report(ReportSheet {
        form,
        initial_report: initial_report.map(InitialSheet::new),
        reporter: report.reporter.clone(),
    })
}

impl InitialSheet {
    fn new(initial: &InitialReport) -> InitialSheet {
        InitialSheet { sign: wording::sign(&initial.sign), day: wording::day(initial.date) }
    }
}

fn letter_body(letter: &Letter) -> BodySheet {
    BodySheet::Letter {
        subject: letter.subject.clone(),
        bases: letter.bases.clone(),
        paragraphs: paragraphs(&letter.paragraphs),
    }
}

fn receipt_body(receipt: &Receipt) -> BodySheet {
    BodySheet::Receipt(ReceiptSheet {
        notice: receipt.notice.clone(),
        received: Moment::of(receipt.received_at),
        channel: receipt.channel.clone(),
        sender: receipt.sender.clone(),
        summary: receipt.summary.clone(),
        attachments: receipt.attachments.clone(),
        digest: receipt.digest.clone(),
        follow: paragraphs(&receipt.follow),
    })
}

/// A paragraph that holds line ends is as many paragraphs.
fn paragraphs(list: &[String]) -> Vec<String> {
    list.iter().flat_map(|text| lines(text)).collect()
}
