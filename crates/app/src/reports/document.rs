//! The PDF of a report: the bytes kept of what was submitted, or a fresh print of a draft with the mark of one.

use super::addressees;
use super::case::Case;
use super::print::{self, Papers, Printing};
use crate::{App, Error, Result, boxed};
use domain::{Op, ReportId};

/// The PDF of an edition. `None` is the draft for its writers, else the edition submitted last.
///
/// # Errors
/// [`Error::NotFound`] when the report or the edition is not there or may not be seen; [`Error::Internal`] when the kept
/// bytes do not match their hash.
#[boxed]
pub async fn document(app: &App, op: &Op, id: ReportId, edition: Option<i64>) -> Result<Vec<u8>> {
    let mut read = app.store.read().await?;
    let case = Case::load(&mut read, id).await?;
    case.require_sight(op)?;
    case.note_read(app, op).await?;
    if edition.is_none() && case.own(op) && case.report.editable().is_ok() {
        let clocks = read.clocks(case.incident.id).await?;
        let foreseen = addressees::foresee(case.report.kind, case.report.body, &clocks, &case.parties);
        let to: Vec<_> = addressees::reached(&foreseen).into_iter().map(|(body, _)| body).collect();
        let library = app.library();
        let form = case.form(&library)?;
        let papers = Papers::gather(&mut read, form, &case, &case.report.values, &to).await?;
        drop(read);
        let printing = Printing {
            number: case.report.number.as_ref().map(ToString::to_string),
            edition: case.report.edition + 1,
            values: case.report.values.clone(),
            digest: None,
            reporter: op.actor.name().to_owned(),
            at: op.now,
        };
        let document = papers.document(app, &case, printing);
        return print::typeset(app, document).await;
    }
    let wanted = edition.unwrap_or(case.report.edition);
    let editions = read.editions(id).await?;
    drop(read);
    let kept = editions.into_iter().find(|e| e.edition == wanted).ok_or(Error::NotFound)?;
    Ok(app.store.vault().get(&kept.document_sha256).await?)
}
