//! From a [`Document`] to PDF bytes. Neighbours: `sheet` (what the template reads), `repertoire` (what can be
//! printed), `desk` (the world without disk, network and clock), `fonts`.

use std::borrow::Cow;

use jiff::Timestamp as Moment;
use typst::diag::{SourceDiagnostic, Warned};
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Datetime, Smart};
use typst::text::Font;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::desk::Shelf;
use crate::repertoire::Repertoire;
use crate::sheet::Sheet;
use crate::{Document, Error, fonts};

/// Most pages a document may have.
pub const MAX_PAGES: usize = 200;
/// Most text a document may hold, in characters, each line counted as at least 60; about [`MAX_PAGES`] full pages.
pub const MAX_WEIGHT: usize = 600_000;
/// PDF metadata want the zone's offset in minutes.
const SECONDS_A_MINUTE: i32 = 60;
/// Renders that cached layout parts outlive without being used again.
const CACHE_AGE: usize = 8;

/// A finished document.
#[derive(Debug, Clone)]
pub struct Pdf {
    /// PDF 1.7, PDF/A-2b.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
}

/// The typesetter with its fonts and templates loaded. Make one, share it in an `Arc`; rendering is blocking work of
/// some milliseconds a page, to be kept off the async threads.
pub struct Engine {
    shelf: Shelf,
    repertoire: Repertoire,
    family: String,
}

impl Engine {
    /// An engine with the given font files; the family of the first is the face of every document, and only characters
    /// that all files hold are printed as themselves.
    ///
    /// # Errors
    /// [`Error::FontsMissing`] for an empty list, [`Error::NotAFont`] for a file that is none.
    pub fn new(fonts: Vec<Cow<'static, [u8]>>) -> Result<Engine, Error> {
        let fonts = fonts
            .into_iter()
            .enumerate()
            .map(|(index, data)| Font::new(font_bytes(data), 0).ok_or(Error::NotAFont { index }))
            .collect::<Result<Vec<_>, _>>()?;
        let missing = || Error::FontsMissing { missing: "no font given".to_owned() };
        let family = fonts.first().map(|font| font.info().family.as_str().to_owned()).ok_or_else(missing)?;
        let shelf = Shelf::new(fonts).ok_or_else(|| no_template("house.typ"))?;
        let repertoire = Repertoire::of(shelf.fonts());
        Ok(Engine { shelf, repertoire, family })
    }

    /// An engine with the fonts of the house.
    ///
    /// # Errors
    /// [`Error::FontsMissing`] when the front-end build has not put them into the build.
    pub fn with_house_fonts() -> Result<Engine, Error> {
        Engine::new(fonts::house_fonts()?)
    }

    /// Prints a document as PDF/A-2b. The same document gives the same bytes.
    ///
    /// # Errors
    /// [`Error::TooLong`] and [`Error::TooManyPages`] for a document beyond bounds; [`Error::Typeset`] and
    /// [`Error::Export`] for a fault of the house.
    pub fn render(&self, document: &Document) -> Result<Pdf, Error> {
        let (template, sheet) = Sheet::new(document, &self.family);
        let mut data = serde_json::to_value(&sheet)?;
        let weight = self.repertoire.press(&mut data);
        if weight > MAX_WEIGHT {
            return Err(Error::TooLong { weight, limit: MAX_WEIGHT });
        }
        let desk =
            self.shelf.desk(template, serde_json::to_vec(&data)?).ok_or_else(|| no_template(template))?;
        let Warned { output, warnings: _ } = typst::compile::<PagedDocument>(&desk);
        let printed = output
            .map_err(|faults| Error::Typeset { template, message: first_message(&faults) })
            .and_then(|pages| write_pdf(&pages, document));
        typst::comemo::evict(CACHE_AGE);
        printed
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("family", &self.family).finish_non_exhaustive()
    }
}

fn write_pdf(pages: &PagedDocument, document: &Document) -> Result<Pdf, Error> {
    let count = pages.pages().len();
    if count > MAX_PAGES {
        return Err(Error::TooManyPages { pages: count, limit: MAX_PAGES });
    }
    let standards = PdfStandards::new(&[PdfStandard::A_2b])
        .map_err(|fault| Error::Export { message: fault.message().to_string() })?;
    let options = PdfOptions {
        ident: Smart::Custom(document.ident.clone()),
        creator: Smart::Custom(Some("ungcuu".to_owned())),
        timestamp: pdf_timestamp(document.moment),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(pages, &options)
        .map_err(|faults| Error::Export { message: first_message(&faults) })?;
    Ok(Pdf { bytes, pages: count })
}

/// The moment in the legal zone, to the second.
fn pdf_timestamp(at: Moment) -> Option<Timestamp> {
    let local = at.to_zoned(law::zone());
    let part = |value: i8| u8::try_from(value).ok();
    let datetime = Datetime::from_ymd_hms(
        i32::from(local.year()),
        part(local.month())?,
        part(local.day())?,
        part(local.hour())?,
        part(local.minute())?,
        part(local.second())?,
    )?;
    Timestamp::new_local(datetime, local.offset().seconds() / SECONDS_A_MINUTE)
}

fn font_bytes(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(embedded) => Bytes::new(embedded),
        Cow::Owned(read) => Bytes::new(read),
    }
}

fn no_template(template: &'static str) -> Error {
    Error::Typeset { template, message: "no such template".to_owned() }
}

fn first_message(faults: &EcoVec<SourceDiagnostic>) -> String {
    faults.first().map(|fault| fault.message.to_string()).unwrap_or_default()
}
