//! A report on paper: gathers what stands around the form and has it typeset off the async threads.

use super::case::Case;
use super::files;
use crate::{App, Error, Result};
use ::law::{Form, Values};
use documents::{Document, Footer, Formalities, InitialReport};
use domain::bodies::Body;
use domain::{BodyId, Moment};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Conn;

/// All that is printed besides the values.
pub(super) struct Papers {
    form: Form,
    body: Body,
    superior: Option<String>,
    addressees: Vec<String>,
    attachment_names: BTreeMap<String, String>,
    initial: Option<InitialReport>,
}

/// One printing.
pub(super) struct Printing {
    /// Number of the report; none on a draft that never had one.
    pub(super) number: Option<String>,
    /// The edition printed.
    pub(super) edition: i64,
    /// The values.
    pub(super) values: Values,
    /// SHA-256 over the canonical values; none on a draft, which carries the mark of one.
    pub(super) digest: Option<String>,
    /// Who drew it up.
    pub(super) reporter: String,
    /// When.
    pub(super) at: Moment,
}

impl Papers {
    /// Gathers from the record.
    pub(super) async fn gather(
        conn: &mut Conn,
        form: &Form,
        case: &Case,
        values: &Values,
        to: &[BodyId],
    ) -> Result<Self> {
        let body = conn.body(case.report.body).await?.ok_or(Error::NotFound)?;
        let superior = match body.parent {
            Some(parent) => conn.body(parent).await?.map(|b| b.name),
            None => None,
        };
        let mut addressees = Vec::with_capacity(to.len());
        for id in to {
            addressees.extend(conn.body(*id).await?.map(|b| b.name));
        }
        let initial = match case.report.initial_report {
            Some(id) => conn.report(id).await?,
            None => None,
        };
        let initial = initial.and_then(|r| {
            let date = r.submitted_at?.timestamp().to_zoned(::law::zone()).date();
            Some(InitialReport { sign: r.number?.to_string(), date })
        });
        let attachment_names = files::names(conn, form, values).await?;
        Ok(Self { form: form.clone(), body, superior, addressees, attachment_names, initial })
    }

    /// The document to typeset.
    pub(super) fn document(self, app: &App, case: &Case, printing: Printing) -> Document {
        let Printing { number, edition, values, digest, reporter, at } = printing;
        let record = number.clone().unwrap_or_else(|| case.incident.number.to_string());
        Document {
            title: format!("{} {record}", self.form.title.vi),
            author: self.body.name.clone(),
            moment: at.timestamp(),
            ident: format!("report:{}:{edition}", case.report.id),
            draft: digest.is_none(),
            footer: Some(Footer { record, digest }),
            formalities: Formalities {
                superior: self.superior,
                agency: self.body.name,
                sign: number,
                place: app.settings.place.clone(),
                date: Some(at.timestamp().to_zoned(::law::zone()).date()),
                recipients: self.addressees.clone(),
                addressees: self.addressees,
                ..Formalities::default()
            },
            body: documents::Body::Report(documents::Report {
                form: self.form,
                values,
                drop_empty: false,
                hints: false,
                attachment_names: self.attachment_names,
                initial_report: self.initial,
                reporter: Some(reporter).filter(|name| !name.is_empty()),
            }),
        }
    }
}

/// Typesets; gives PDF/A-2b.
///
/// # Errors
/// [`Error::Invalid`] for a report longer than a document may be.
pub(super) async fn typeset(app: &App, document: Document) -> Result<Vec<u8>> {
    let engine = Arc::clone(&app.documents);
    let printed =
        tokio::task::spawn_blocking(move || engine.render(&document)).await.map_err(Error::internal)?;
    match printed {
        Ok(pdf) => Ok(pdf.bytes),
        Err(documents::Error::TooLong { .. } | documents::Error::TooManyPages { .. }) => {
            Err(Error::field("report", "too_long"))
        }
        Err(fault) => Err(fault.into()),
    }
}
